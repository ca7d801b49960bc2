"""Families: how people stand to each other, live together, care, move, and can be reached without harm."""
