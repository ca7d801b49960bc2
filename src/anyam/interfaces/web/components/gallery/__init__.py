"""Invented data for the gallery page."""
