"""Routine duties: what is due, the month, and each duty."""
