"""Backups: sealed copies of everything, their key in the hands of named officers, and proof that they come back.

The server can add to the backups and cannot read them: it holds only public keys. What a nightly set is worth is shown
by restoring it, that same night, with a key that exists only for that while.
"""
