"""What must hold for a meeting, without a database."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from .choices import Answer, Mandate, MeetingKind

LONGEST_AHEAD = timedelta(days=366)
LONGEST_DECISION = timedelta(days=3 * 366)
SHORT_TIME = timedelta(hours=24)
"""How long what was opened for a conference stays open after its planned end, if nobody closes the minutes."""


@dataclass(frozen=True)
class Seat:
    """One invited agency as the quorum sees it."""

    agency_id: UUID
    was_present: bool
    mandate: str = ""


def half_and_more(invited: int) -> int:
    """The quorum where nobody chose one: more than half of the agencies, and never one alone."""
    return max(2, invited // 2 + 1)


def present(seats: Collection[Seat]) -> int:
    return sum(seat.was_present for seat in seats)


def has_quorum(seats: Collection[Seat], quorum: int) -> bool:
    return present(seats) >= quorum


def commits(seat: Seat | None) -> bool:
    """Whether the agency bound itself at the table; otherwise it is asked for its yes afterwards."""
    return seat is not None and seat.was_present and seat.mandate in {Mandate.YES, Mandate.LIMITS}


def is_safe_to_save(*, version: int, saved_from: UUID | None, seen: int, form: UUID) -> bool:
    """Whether minutes may be saved: nobody else saved since this form was opened.

    A form that saves itself again and again has seen its own last version.
    """
    return version == seen or (saved_from is not None and saved_from == form)


def is_sensible_start(starts_at: datetime, now: datetime) -> bool:
    """From a little ago, for a meeting called at once, to a year ahead."""
    return now - timedelta(hours=12) <= starts_at <= now + LONGEST_AHEAD


def is_sensible_day(day: date | None, today: date) -> bool:
    return day is not None and today <= day <= today + LONGEST_DECISION


def needs_mandate(answer: str) -> bool:
    return answer in {Answer.COMING, Answer.DELEGATE}


def letter_of(kind: str) -> str:
    """The first letter of a meeting's number: forum, pembahasan kasus."""
    return "F" if kind == MeetingKind.FORUM else "P"
