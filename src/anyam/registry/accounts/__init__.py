"""Accounts: the people who work with Anyam, and for which agency, in which role, where and since when."""
