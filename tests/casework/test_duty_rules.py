"""On which days a duty is due: agrees with walking through the calendar day by day."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from anyam.casework.duties.choices import FreeDays, Rhythm
from anyam.casework.duties.rules import days_due, moved
from anyam.foundation.core.working_time import is_working_day

first_days = st.dates(date(2024, 1, 1), date(2027, 12, 31))
MONTHS = {Rhythm.MONTHLY: 1, Rhythm.QUARTERLY: 3, Rhythm.HALF_YEARLY: 6, Rhythm.YEARLY: 12}


def is_due(day: date, first_on: date, rhythm: Rhythm) -> bool:
    """The same rule, asked of one day."""
    if rhythm is Rhythm.WEEKLY:
        return (day - first_on).days % 7 == 0
    months = (day.year - first_on.year) * 12 + day.month - first_on.month
    last = monthrange(day.year, day.month)[1]
    return months % MONTHS[rhythm] == 0 and day.day == min(first_on.day, last)


@given(first_days, st.sampled_from(list(Rhythm)), st.integers(-40, 900))
def test_days_agree_with_walking_through_the_calendar(first_on: date, rhythm: Rhythm, length: int) -> None:
    until = first_on + timedelta(days=length)
    walked = [first_on + timedelta(days=n) for n in range(length + 1)]
    assert list(days_due(first_on, rhythm, until)) == [day for day in walked if is_due(day, first_on, rhythm)]


def test_the_thirty_first_falls_on_the_last_day_of_a_shorter_month_and_comes_back() -> None:
    found = days_due(date(2028, 1, 31), Rhythm.MONTHLY, date(2028, 4, 30))
    assert found == (date(2028, 1, 31), date(2028, 2, 29), date(2028, 3, 31), date(2028, 4, 30))


def test_a_duty_of_the_leap_day_is_due_in_every_year() -> None:
    found = days_due(date(2028, 2, 29), Rhythm.YEARLY, date(2032, 3, 1))
    assert [day.day for day in found] == [29, 28, 28, 28, 29]


@given(st.dates(date(2024, 1, 1), date(2027, 12, 31)), st.sampled_from(list(FreeDays)))
def test_a_free_day_moves_to_the_nearest_working_day_and_never_the_other_way(
    day: date, free: FreeDays
) -> None:
    found = moved(day, free, is_working_day)
    if free is FreeDays.STAYS or is_working_day(day):
        assert found == day
        return
    assert is_working_day(found)
    assert (found < day) if free is FreeDays.BEFORE else (found > day)
    between = [min(day, found) + timedelta(days=n) for n in range(1, abs((day - found).days))]
    assert not any(is_working_day(one) for one in between)
