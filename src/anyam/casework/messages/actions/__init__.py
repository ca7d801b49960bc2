"""Telling people, and noting what they have read."""

from .reading import mark_all_read, mark_read
from .telling import tell

__all__ = ["mark_all_read", "mark_read", "tell"]
