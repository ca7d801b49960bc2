"""Telling people, and noting what they have read."""

from .mailing import choose_mail, mail_notice
from .reading import mark_all_read, mark_read
from .telling import tell

__all__ = ["choose_mail", "mail_notice", "mark_all_read", "mark_read", "tell"]
