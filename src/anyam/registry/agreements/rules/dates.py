"""Recurring days, overlapping terms, and the clock of a district."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from ..choices import Recurrence

_MONTHS = {
    Recurrence.MONTHLY: 1,
    Recurrence.QUARTERLY: 3,
    Recurrence.HALF_YEARLY: 6,
    Recurrence.YEARLY: 12,
}
# Provinces by the ministry's code. What is not named here keeps western time.
_CENTRAL = frozenset(["51", "52", "53", "63", "64", "65", "71", "72", "73", "74", "75", "76"])
_EASTERN = frozenset(["81", "82", "91", "92", "93", "94", "95", "96"])


def add_months(day: date, months: int) -> date:
    """The same day of a later month; where that month is too short, its last day. 29 February + 12 is 28 February."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def due_dates(first: date, recurrence: str, until: date) -> tuple[date, ...]:
    """Every day something is due from `first` to `until`, both included.

    Each is counted from the first, so that the 31st comes back after February.
    """
    if first > until:
        return ()
    if recurrence == Recurrence.ONCE:
        return (first,)
    span, found = _MONTHS[Recurrence(recurrence)], []
    number, day = 0, first
    while day <= until:
        found.append(day)
        number += 1
        day = add_months(first, span * number)
    return tuple(found)


def moved_first_due(first: date, recurrence: str, old_start: date, new_start: date) -> date:
    """The first due day under a successor: the next recurring day, or as many days after its start as before."""
    if recurrence == Recurrence.ONCE:
        return new_start + max(first - old_start, timedelta())
    number = 0
    while (day := add_months(first, _MONTHS[Recurrence(recurrence)] * number)) < new_start:
        number += 1
    return day


def terms_overlap(one: tuple[date, date], other: tuple[date, date]) -> bool:
    """Whether two terms share a day; first and last day belong to a term."""
    return one[0] <= other[1] and other[0] <= one[1]


def zone_of(district_code: str) -> str:
    """The time zone of a district: WIB, WITA or WIT by its province."""
    province = district_code[:2]
    if province in _CENTRAL:
        return "Asia/Makassar"
    return "Asia/Jayapura" if province in _EASTERN else "Asia/Jakarta"
