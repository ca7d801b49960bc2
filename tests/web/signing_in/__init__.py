"""Signing in, by those who may and those who may not."""
