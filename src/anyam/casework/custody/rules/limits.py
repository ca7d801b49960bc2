"""Limits set by law as moments, and what speaks against a hold.

Days of detention are counted so that the day on which it begins is the first, and the last ends at midnight: of two
readings of "seven days" this is the one by which the child is free earlier. The alarm follows it; the unit stands in
each legal row, and a district that reads it otherwise changes the row.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from ..choices import NOT_DETENTION, Doubt, HoldStage, LimitCode, PlaceKind, Unit

_LAST_MINUTE = time(23, 59)
_WITH_ADULTS = (PlaceKind.POLICE_ADULT, PlaceKind.ADULT_PRISON)


@dataclass(frozen=True)
class Figure:
    """What a legal row says: so many of a unit, in force from a day until another."""

    code: str
    version: int
    amount: int
    unit: str
    valid_from: date
    valid_until: date | None = None
    is_own: bool = False
    """Decided by the district itself: it counts there before what ships."""


@dataclass(frozen=True)
class Held:
    """A child held by a power, from a moment (in the district's own time), perhaps longer by an extension."""

    stage: str
    began_at: datetime
    place_kind: str
    is_extended: bool = False


def figure_on(figures: Iterable[Figure], code: str, day: date) -> Figure | None:
    """The row in force on a day: of several the district's own before what ships, and the newest version of these."""
    found = [
        one
        for one in figures
        if one.code == code and one.valid_from <= day and (one.valid_until is None or day <= one.valid_until)
    ]
    return max(found, key=lambda one: (one.is_own, one.version), default=None)


def must_be_tried(
    figures: Iterable[Figure], day: date, *, threatened_years: int | None, is_repeated: bool | None
) -> bool:
    """Whether diversion is owed (UU 11/2012 art. 7): a penalty below the limit, and no repetition.

    What is not known yet does not take the chance away: only a known penalty or repetition does.
    """
    figure = figure_on(figures, LimitCode.PENALTY_DIVERSION, day)
    is_grave = threatened_years is not None and figure is not None and threatened_years >= figure.amount
    return not is_grave and is_repeated is not True


def limit_of(begun_at: datetime, amount: int, unit: str) -> datetime:
    """The last moment that is still within the limit. `begun_at` is in the district's own time.

    Raises ValueError for years, which are no time limit.
    """
    if unit == Unit.HOURS:
        return begun_at + timedelta(hours=amount)
    if unit == Unit.YEARS:
        raise ValueError("years are an age or a penalty, no time limit")
    days = amount - 1 if unit == Unit.COUNTED_DAYS else amount
    return datetime.combine(begun_at.date() + timedelta(days=days), _LAST_MINUTE, tzinfo=begun_at.tzinfo)


def limit_of_hold(held: Held, figures: Iterable[Figure]) -> datetime | None:
    """Until when the child may be held at most; None where no row was in force when it began."""
    known, day = list(figures), held.began_at.date()
    first = figure_on(known, f"hold.{held.stage}", day)
    if first is None:
        return None
    more = figure_on(known, f"hold.{held.stage}.more", day) if held.is_extended else None
    return limit_of(held.began_at, first.amount + (more.amount if more else 0), first.unit)


def doubts(
    held: Held, *, oldest_age: int | None, threatened_years: int | None, figures: Iterable[Figure]
) -> tuple[Doubt, ...]:
    """What speaks against this hold. An age that is only guessed counts as old as it may be, so that nothing is claimed
    that is not known; an unknown age or penalty claims nothing.
    """
    known, day = list(figures), held.began_at.date()
    is_detention = held.stage not in NOT_DETENTION
    found: list[Doubt] = []

    def is_below(value: int | None, code: LimitCode) -> bool:
        figure = figure_on(known, code, day)
        return value is not None and figure is not None and value < figure.amount

    if is_below(oldest_age, LimitCode.AGE_PROSECUTED) and held.stage != HoldStage.PICKUP:
        found.append(Doubt.TOO_YOUNG_FOR_LAW)
    elif is_detention and is_below(oldest_age, LimitCode.AGE_DETAINED):
        found.append(Doubt.TOO_YOUNG)
    if is_detention and is_below(threatened_years, LimitCode.PENALTY_DETAINED):
        found.append(Doubt.PENALTY)
    if held.place_kind in _WITH_ADULTS:
        found.append(Doubt.WITH_ADULTS)
    return tuple(found)
