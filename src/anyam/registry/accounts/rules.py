"""Rules about user names and passwords that need no database."""

from __future__ import annotations

import re
import secrets
import unicodedata
from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum

from anyam.foundation.access import Permission

USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{2,59}")

# Letters and digits that cannot be mistaken for each other when a password is read out.
_READABLE = "abcdefghjkmnpqrstuvwxyz23456789"

# Proposed, to be confirmed by the district.
DEFAULT_GRACE_DAYS = 7
DEFAULT_IDLE_MINUTES = 15
DEFAULT_SESSION_HOURS = 12
CODE_HOLDS_FOR = timedelta(hours=24)
"""How long a temporary password, told in person, opens the page where it is replaced."""


class Duty(StrEnum):
    """Whether somebody with these permissions must have a second factor."""

    ALWAYS = "always"
    AS_THE_DISTRICT_SAYS = "as_the_district_says"
    NONE = "none"


# Whoever holds one of these can do harm to many children at once: no days of grace, and no setting turns it off.
_ALWAYS = {
    Permission.MANAGE_USERS,
    Permission.CHANGE_ANY_AGENCY,
    Permission.APPROVE_EXPORT,
    Permission.MANAGE_RETENTION,
    Permission.HANDLE_BREACHES,
    Permission.SEE_BACKUPS,
    Permission.KEEP_CHECKPOINTS,
}
_SEES_CHILDREN = {
    Permission.TAKE_REPORT,
    Permission.SEE_REPORTS,
    Permission.SEE_CASES,
    Permission.SEE_IDENTITY,
    Permission.SEE_INBOX,
    Permission.FIND_PEOPLE,
    Permission.BREAK_GLASS,
    Permission.ASK_EXPORT,
    Permission.SEE_EXPIRED_REFERRALS,
    Permission.HANDLE_RIGHTS,
}


def second_factor_duty(permissions: Iterable[Permission]) -> Duty:
    """What the permissions ask for; the heaviest one decides."""
    held = frozenset(permissions)
    if held & _ALWAYS:
        return Duty.ALWAYS
    return Duty.AS_THE_DISTRICT_SAYS if held & _SEES_CHILDREN else Duty.NONE


def second_factor_due_at(
    duty: Duty, *, is_required: bool, grace_days: int, asked_at: datetime | None, now: datetime
) -> datetime | None:
    """From when on nothing opens before a second factor is set up; None where none is needed."""
    if duty is Duty.ALWAYS:
        return asked_at or now
    if duty is Duty.NONE or not is_required:
        return None
    return (asked_at or now) + timedelta(days=grace_days)


def fold_username(text: str) -> str:
    """What somebody typed, as it is stored: no spaces around it, no capitals, at most 60 characters."""
    return unicodedata.normalize("NFKC", text).replace("\x00", "").strip().lower()[:60]


def is_username(text: str) -> bool:
    return USERNAME.fullmatch(text) is not None


def temporary_password() -> str:
    """A password to be told in person, in four groups of four: about 79 bits."""
    return "-".join("".join(secrets.choice(_READABLE) for _ in range(4)) for _ in range(4))
