"""Rules about user names and passwords that need no database."""

from __future__ import annotations

import re
import secrets
import unicodedata

USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{2,59}")

# Letters and digits that cannot be mistaken for each other when a password is read out.
_READABLE = "abcdefghjkmnpqrstuvwxyz23456789"


def fold_username(text: str) -> str:
    """What somebody typed, as it is stored: no spaces around it, no capitals, at most 60 characters."""
    return unicodedata.normalize("NFKC", text).replace("\x00", "").strip().lower()[:60]


def is_username(text: str) -> bool:
    return USERNAME.fullmatch(text) is not None


def temporary_password() -> str:
    """A password to be told in person, in four groups of four: about 79 bits."""
    return "-".join("".join(secrets.choice(_READABLE) for _ in range(4)) for _ in range(4))
