"""On which days a duty is due. Pure: no database, no clock of its own."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from dateutil.rrule import MONTHLY, WEEKLY, rrule

from .choices import FreeDays, Rhythm

LONGEST_AHEAD = timedelta(days=2 * 366)
MOST_LEAD_DAYS = 90

_MONTHS = {Rhythm.MONTHLY: 1, Rhythm.QUARTERLY: 3, Rhythm.HALF_YEARLY: 6, Rhythm.YEARLY: 12}
_SHORTEST_MONTH = 28


def days_due(first_on: date, rhythm: str, until: date) -> tuple[date, ...]:
    """Every day it is due from the first to `until`; where a month is too short, on its last day."""
    if until < first_on:
        return ()
    start, end = (datetime.combine(day, time()) for day in (first_on, until))
    if rhythm == Rhythm.WEEKLY:
        found = rrule(WEEKLY, dtstart=start, until=end)
    else:
        latest = range(min(first_on.day, _SHORTEST_MONTH), first_on.day + 1)
        months = _MONTHS[Rhythm(rhythm)]
        found = rrule(
            MONTHLY, interval=months, dtstart=start, until=end, bymonthday=tuple(latest), bysetpos=-1
        )
    return tuple(moment.date() for moment in found)


def moved(day: date, free_days: str, is_working_day: Callable[[date], bool]) -> date:
    """The day itself, or the working day before or after it where offices are closed."""
    step = {FreeDays.BEFORE.value: -1, FreeDays.AFTER.value: 1}.get(str(free_days), 0)
    while step and not is_working_day(day):
        day += timedelta(days=step)
    return day


def is_sensible_first(first_on: date, today: date) -> bool:
    return today <= first_on <= today + LONGEST_AHEAD
