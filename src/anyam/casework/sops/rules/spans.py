"""How many hours of one kind pass while hours of the other kind run.

A promise in working hours and a step in clock hours cannot be added: it depends on the weekday. What can be said is how
few and how many hours it may come to in weeks without holidays, with offices open Monday to Friday from 8 to 16.
"""

from dataclasses import dataclass
from decimal import Decimal
from math import ceil

from anyam.foundation.core.working_time import Counting

DAY, WEEK, OFFICE_DAY = Decimal(24), Decimal(168), Decimal(8)
_OPENS, _WORKDAYS = Decimal(8), 5
_OVER_WEEKEND, _WEEKEND = Decimal(64), Decimal(48)
_BORDERS = [DAY * day + hour for day in range(_WORKDAYS) for hour in (_OPENS, _OPENS + OFFICE_DAY)]


@dataclass(frozen=True)
class Span:
    """At least and at most so many hours."""

    least: Decimal
    most: Decimal


def in_hours_of(counting: Counting, hours: Decimal, counted: Counting) -> Span:
    """How many hours of `counting` pass while `hours`, counted as `counted`, run without a break."""
    if counting == counted:
        return Span(hours, hours)
    if counting == Counting.CLOCK:
        return Span(least_clock(hours), most_clock(hours))
    return Span(*_working_in(hours))


def least_clock(working: Decimal) -> Decimal:
    """From a Monday morning on."""
    if working <= 0:
        return Decimal(0)
    nights = Decimal(ceil(working / OFFICE_DAY) - 1)
    return nights * DAY + (working - nights * OFFICE_DAY) + (nights // _WORKDAYS) * _WEEKEND


def most_clock(working: Decimal) -> Decimal:
    """From the closing of offices on a Friday on."""
    return _OVER_WEEKEND + least_clock(working) if working > 0 else Decimal(0)


def _working_in(clock: Decimal) -> tuple[Decimal, Decimal]:
    # Counted from a week far enough back that no moment lies before it: decimals below zero divide differently.
    weeks = WEEK * (ceil(clock / WEEK) + 1)
    begins = [border + weeks - shift for border in _BORDERS for shift in (Decimal(0), clock)]
    passed = [_until(begin + clock) - _until(begin) for begin in begins]
    return min(passed), max(passed)


def _until(moment: Decimal) -> Decimal:
    """Working hours from the first Monday at midnight until `moment`."""
    weeks, rest = moment // WEEK, moment % WEEK
    day, hour = rest // DAY, rest % DAY
    today = min(max(hour - _OPENS, Decimal(0)), OFFICE_DAY) if day < _WORKDAYS else Decimal(0)
    return (weeks * _WORKDAYS + min(day, Decimal(_WORKDAYS))) * OFFICE_DAY + today
