"""Promises in working hours: weekends, Nyepi and Idulfitri do not count."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anyam.foundation.core.working_time import (
    Counting,
    OfficeHours,
    deadline,
    is_working_day,
    working_time_between,
)

JAKARTA = ZoneInfo("Asia/Jakarta")
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2029, 12, 31), timezones=st.just(JAKARTA))
HOURS = st.floats(0, 300).map(lambda h: round(h, 2))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=JAKARTA)


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2026, 3, 19), "Nyepi"),
        (date(2026, 3, 20), "joint leave before Idulfitri"),
        (date(2026, 3, 24), "joint leave after Idulfitri"),
        (date(2025, 3, 31), "Idulfitri"),
        (date(2025, 4, 1), "Idulfitri"),
        (date(2026, 8, 17), "Independence Day"),
        (date(2026, 11, 21), "Saturday"),
        (date(2026, 11, 22), "Sunday"),
    ],
)
def test_offices_are_closed(day: date, why: str) -> None:
    assert not is_working_day(day), why


def test_offices_are_open_on_an_ordinary_monday() -> None:
    assert is_working_day(date(2026, 11, 23))


@pytest.mark.parametrize(
    ("start", "hours", "due"),
    [
        ("2026-11-20 14:00", 4, "2026-11-23 10:00"),  # over a weekend
        ("2026-11-20 20:00", 1, "2026-11-23 09:00"),  # reported on Friday night
        ("2026-11-23 05:00", 1, "2026-11-23 09:00"),  # before the office opens
        ("2026-11-23 08:00", 8, "2026-11-23 16:00"),  # a whole day ends with the day
        ("2026-03-17 15:00", 2, "2026-03-25 09:00"),  # over Nyepi, Idulfitri and their joint leave
        ("2026-11-23 12:00", 0, "2026-11-23 12:00"),
    ],
)
def test_promises_in_working_hours(start: str, hours: float, due: str) -> None:
    assert deadline(at(start), hours, Counting.WORKING) == at(due)


def test_what_threatens_life_runs_by_the_clock() -> None:
    friday_night = at("2026-11-20 22:00")
    assert deadline(friday_night, 6, Counting.CLOCK) == at("2026-11-21 04:00")


def test_a_promise_shorter_than_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="shorter than nothing"):
        deadline(at("2026-11-23 08:00"), -1, Counting.WORKING)


def test_a_promise_of_ten_years_is_refused() -> None:
    with pytest.raises(ValueError, match="ten years"):
        deadline(at("2026-11-23 08:00"), 40_000, Counting.WORKING)


def test_another_district_keeps_other_hours() -> None:
    short_days = OfficeHours(time(9), time(12))
    assert deadline(at("2026-11-23 09:00"), 5, Counting.WORKING, short_days) == at("2026-11-24 11:00")


@settings(max_examples=150)
@given(start=MOMENTS, hours=HOURS, counting=st.sampled_from(Counting))
def test_a_deadline_is_never_before_the_start(start: datetime, hours: float, counting: Counting) -> None:
    assert deadline(start, hours, counting) >= start


@settings(max_examples=150)
@given(start=MOMENTS, hours=HOURS)
def test_between_start_and_deadline_lie_exactly_the_promised_hours(start: datetime, hours: float) -> None:
    due = deadline(start, hours, Counting.WORKING)
    assert abs(working_time_between(start, due) - timedelta(hours=hours)) < timedelta(milliseconds=1)


@settings(max_examples=100)
@given(start=MOMENTS, hours=st.floats(0.01, 300))
def test_a_deadline_falls_into_office_hours(start: datetime, hours: float) -> None:
    due = deadline(start, hours, Counting.WORKING).astimezone(JAKARTA)
    assert is_working_day(due.date())
    assert time(8) <= due.time() <= time(16)


@settings(max_examples=100)
@given(start=MOMENTS, first=HOURS, more=HOURS)
def test_a_longer_promise_never_ends_earlier(start: datetime, first: float, more: float) -> None:
    assert deadline(start, first + more, Counting.WORKING) >= deadline(start, first, Counting.WORKING)


@settings(max_examples=40)
@given(first=MOMENTS, second=MOMENTS, third=MOMENTS)
def test_working_time_adds_up(first: datetime, second: datetime, third: datetime) -> None:
    one, two, three = sorted([first, second, third])
    if three - one > timedelta(days=150):
        three = one + timedelta(days=150)
        two = min(two, three)
    assert working_time_between(one, two) + working_time_between(two, three) == working_time_between(
        one, three
    )


def test_no_working_time_lies_backwards() -> None:
    assert working_time_between(at("2026-11-24 10:00"), at("2026-11-23 10:00")) == timedelta()
    assert working_time_between(at("2026-11-23 12:00"), at("2026-11-23 10:00")) == timedelta()
