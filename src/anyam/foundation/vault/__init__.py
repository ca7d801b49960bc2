"""Sealing what identifies or describes a child, so that a stolen dump, file or backup cannot be read.

Every scope (a person, a case, a referral) has one key for each of its compartments (identity, address, health ...).
These data keys lie in the database, wrapped with a key that never does: that one is in a file (`keys`). To seal a
column, write a field of `fields` instead of Django's own. See docs/adr/0010.
"""
