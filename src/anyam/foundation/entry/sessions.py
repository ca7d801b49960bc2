"""Where somebody is signed in, and ending it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from anyam.foundation.core import clock
from anyam.foundation.entry.engine import digest_of
from anyam.foundation.entry.models import Session

SEEN_EVERY = timedelta(minutes=1)
"""Being there is written down once a minute, not at each click."""


@dataclass(frozen=True)
class SessionRow:
    """One place where somebody is signed in. `id` is no secret: it opens nothing."""

    id: str
    device: str
    started_at: datetime
    last_seen_at: datetime
    ends_at: datetime
    is_locked: bool
    is_this: bool


def sessions_of(user_id: UUID, this_key: str | None = None) -> list[SessionRow]:
    """The sessions of one person that have not ended, this one first, then the last seen."""
    this = digest_of(this_key) if this_key else ""
    found = Session.objects.filter(user_id=user_id, expire_date__gt=clock.now()).order_by("-last_seen_at")
    rows = [
        SessionRow(
            row.session_key,
            row.device,
            row.started_at,
            row.last_seen_at,
            row.expire_date,
            row.locked_at is not None,
            row.session_key == this,
        )
        for row in found
    ]
    return sorted(rows, key=lambda row: not row.is_this)


def end_sessions(user_id: UUID, *, but_key: str | None = None) -> int:
    """End every session of a person, but the one with this key; how many ended. In the caller's transaction."""
    found = Session.objects.filter(user_id=user_id)
    if but_key:
        found = found.exclude(session_key=digest_of(but_key))
    return found.delete()[0]


def end_session(user_id: UUID, session_id: str) -> bool:
    """End one session of this person."""
    return bool(Session.objects.filter(user_id=user_id, session_key=session_id).delete()[0])


# --- resting and locked ----------------------------------------------------------------------------------------------


def is_locked(row: Any) -> bool:
    """Whether the session of this request is locked, or has rested so long that it locks itself now."""
    if row is None:
        return False
    if row.locked_at is not None:
        return True
    if clock.now() - row.last_seen_at > timedelta(minutes=row.idle_minutes):
        lock(row)
        return True
    return False


def lock(row: Any) -> None:
    """Nothing is shown or done in this session until its person has proven that it is they."""
    if row is not None and row.locked_at is None:
        row.locked_at = clock.now()
        Session.objects.filter(pk=row.pk, locked_at__isnull=True).update(locked_at=row.locked_at)


def unlock(row: Any) -> None:
    if row is not None:
        row.locked_at, row.last_seen_at = None, clock.now()
        Session.objects.filter(pk=row.pk).update(locked_at=None, last_seen_at=row.last_seen_at)


def note_seen(row: Any) -> None:
    """Somebody is at this browser."""
    if row is not None and row.user_id and clock.now() - row.last_seen_at > SEEN_EVERY:
        row.last_seen_at = clock.now()
        Session.objects.filter(pk=row.pk, locked_at__isnull=True).update(last_seen_at=row.last_seen_at)
