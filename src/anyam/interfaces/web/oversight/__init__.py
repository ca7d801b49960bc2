"""Oversight: looks to judge, seals to keep, and who looked at one's own cases."""
