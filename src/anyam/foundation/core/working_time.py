"""Deadlines in clock hours or in Indonesian working hours.

A promise among agencies is made in working hours: Friday afternoon plus four hours is Monday morning, and Nyepi does
not count. What threatens a child's life is promised in clock hours.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache

import holidays

from anyam.foundation.core import clock

_DAYS_OF_WORK = frozenset(range(5))  # Monday to Friday, the five-day week of Perpres 21/2023
# Public holidays, and the joint leave (cuti bersama) on which government offices are closed too.
_CLOSED_ON = ("public", "government")
_LONGEST_SEARCH = timedelta(days=3660)


class Counting(StrEnum):
    """How the hours of a promise run."""

    CLOCK = "clock"
    WORKING = "working"


@dataclass(frozen=True)
class OfficeHours:
    """The daily office hours in the district's own time."""

    opens: time = time(8, 0)
    closes: time = time(16, 0)


OFFICE_HOURS = OfficeHours()


def deadline(
    start: datetime, hours: float, counting: Counting, office: OfficeHours = OFFICE_HOURS
) -> datetime:
    """The moment `hours` after `start`, counted as `counting` says; never before `start`.

    Raises ValueError for negative hours.
    """
    if hours < 0:
        raise ValueError("a promise cannot be shorter than nothing")
    if counting is Counting.CLOCK:
        return start + timedelta(hours=hours)
    return _after_working_time(start, timedelta(hours=hours), office)


def end_of_office_day(day: date) -> datetime:
    """The close of office hours on `day` in the district: when a promise "by that day" runs out."""
    return datetime.combine(day, OFFICE_HOURS.closes, tzinfo=clock.local(clock.now()).tzinfo)


def working_time_between(start: datetime, end: datetime, office: OfficeHours = OFFICE_HOURS) -> timedelta:
    """The working time between two moments; zero when `end` is not after `start`."""
    total = timedelta()
    day = clock.local(start).date()
    while day <= clock.local(end).date():
        opens, closes = _office_day(day, start, office)
        if is_working_day(day):
            total += max(min(closes, end) - max(opens, start), timedelta())
        day += timedelta(days=1)
    return total


def is_working_day(day: date) -> bool:
    """Whether offices are open on `day`: a weekday that is no Indonesian public holiday."""
    return day.weekday() in _DAYS_OF_WORK and day not in _holidays_of(day.year)


def _after_working_time(start: datetime, left: timedelta, office: OfficeHours) -> datetime:
    day = clock.local(start).date()
    last = day + _LONGEST_SEARCH
    while day < last:
        opens, closes = _office_day(day, start, office)
        begin = max(opens, start)
        if is_working_day(day) and begin < closes:
            if left <= closes - begin:
                return begin + left
            left -= closes - begin
        day += timedelta(days=1)
    raise ValueError("no promise runs for ten years")


def _office_day(day: date, like: datetime, office: OfficeHours) -> tuple[datetime, datetime]:
    zone = clock.local(like).tzinfo
    opens, closes = (datetime.combine(day, at, tzinfo=zone) for at in (office.opens, office.closes))
    return opens.astimezone(like.tzinfo), closes.astimezone(like.tzinfo)


@lru_cache(maxsize=64)
def _holidays_of(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("ID", years=year, categories=_CLOSED_ON))
