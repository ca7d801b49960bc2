"""Recurring days, warnings and zones agree with a plain calendar, for any day one can think of."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from anyam.registry.agreements.choices import Recurrence
from anyam.registry.agreements.rules import (
    STAGES,
    add_months,
    due_dates,
    is_quantity,
    moved_first_due,
    next_stage_day,
    term_is_too_long,
    terms_overlap,
    warning_stage,
    zone_of,
)

DAYS = st.dates(date(2000, 1, 1), date(2060, 12, 31))
SPANS = {"monthly": 1, "quarterly": 3, "half_yearly": 6, "yearly": 12}


@given(DAYS, st.integers(0, 400))
def test_months_are_added_as_people_do(day: date, months: int) -> None:
    assert add_months(day, months) == day + relativedelta(months=months)


def test_a_yearly_duty_of_a_leap_day_falls_on_28_february_between() -> None:
    found = due_dates(date(2024, 2, 29), "yearly", date(2028, 12, 31))
    assert [str(day) for day in found] == [
        "2024-02-29",
        "2025-02-28",
        "2026-02-28",
        "2027-02-28",
        "2028-02-29",
    ]


@given(DAYS, st.sampled_from(sorted(SPANS)), st.integers(0, 3000))
def test_recurring_days_agree_with_walking_through_the_calendar(
    first: date, recurrence: str, length: int
) -> None:
    until = first + timedelta(days=length)
    found = due_dates(first, recurrence, until)
    walked = {
        first + timedelta(days=n)
        for n in range(length + 1)
        if _falls_due(first, first + timedelta(days=n), SPANS[recurrence])
    }
    assert set(found) == walked
    assert list(found) == sorted(set(found))


def _falls_due(first: date, day: date, span: int) -> bool:
    """Told without adding months: the right month, and its day or, where the month is too short, its last."""
    months = (day.year - first.year) * 12 + day.month - first.month
    is_last = (day + timedelta(days=1)).month != day.month
    return months % span == 0 and (day.day == first.day or (is_last and day.day < first.day))


@given(DAYS, DAYS)
def test_a_single_duty_falls_due_once_within_the_term(first: date, until: date) -> None:
    assert due_dates(first, "once", until) == ((first,) if first <= until else ())


@given(DAYS, st.integers(1, 1000))
def test_everybody_is_warned_once_at_each_stage_that_lies_ahead(begins: date, length: int) -> None:
    ends = begins + timedelta(days=length)
    warned: int | None = None
    said = []
    for n in range(length + 2):
        stage = warning_stage(ends, begins + timedelta(days=n))
        if stage is not None and (warned is None or stage < warned):
            warned = stage
            said.append((stage, length - n))
    reached = [stage for stage in STAGES if stage <= length]
    late = [stage for stage in STAGES if stage > length]
    assert [left for _stage, left in said if left in STAGES] == reached
    # A term shorter than a stage is warned on its first day, with the nearest stage only.
    expected = ([min(late)] if late and length not in STAGES else []) + reached
    assert [stage for stage, _left in said] == expected
    assert all(warning_stage(ends, ends + timedelta(days=n)) is None for n in (1, 2, 400))


@given(DAYS)
def test_the_work_of_a_stage_is_due_when_the_next_one_begins(ends: date) -> None:
    assert [(ends - next_stage_day(ends, stage)).days for stage in STAGES] == [90, 30, 0]


@given(DAYS, st.integers(0, 900), st.integers(-3000, 3000), st.integers(0, 900))
def test_terms_overlap_when_they_share_a_day(a: date, long: int, apart: int, wide: int) -> None:
    b = a + timedelta(days=apart)
    one, other = (a, a + timedelta(days=long)), (b, b + timedelta(days=wide))
    days = {a + timedelta(days=n) for n in range(long + 1)}
    assert terms_overlap(one, other) == any(b + timedelta(days=n) in days for n in range(wide + 1))


@given(DAYS, st.sampled_from([*SPANS, "once"]), st.integers(0, 400), st.integers(1, 4000))
def test_a_duty_goes_on_in_its_rhythm_under_the_successor(
    start: date, recurrence: str, offset: int, length: int
) -> None:
    first, new_start = start + timedelta(days=offset), start + timedelta(days=length)
    moved = moved_first_due(first, recurrence, start, new_start)
    assert moved >= new_start
    if recurrence == Recurrence.ONCE:
        assert (moved - new_start).days == offset
    elif first < new_start:
        assert moved in due_dates(first, recurrence, moved)
        assert moved <= new_start + relativedelta(months=SPANS[recurrence]) + timedelta(days=3)


@given(st.decimals(allow_nan=True, allow_infinity=True))
def test_a_quantity_is_positive_sayable_and_has_two_decimals_at_most(quantity: Decimal) -> None:
    if is_quantity(quantity):
        assert 0 < quantity <= Decimal("999999999.99")
        assert quantity == round(quantity, 2)


def test_zero_and_three_decimals_are_no_quantity() -> None:
    assert not any(map(is_quantity, map(Decimal, ("0", "0.001", "-1", "NaN", "Infinity", "1E+12"))))
    assert all(map(is_quantity, map(Decimal, ("0.01", "1", "12.50", "999999999.99"))))


def test_a_term_of_thirty_years_is_the_longest() -> None:
    assert not term_is_too_long(date(2026, 1, 1), date(2055, 12, 31))
    assert term_is_too_long(date(2026, 1, 1), date(2056, 1, 1))


def test_every_province_has_its_zone() -> None:
    assert zone_of("35.04") == "Asia/Jakarta"
    assert zone_of("61.71") == "Asia/Jakarta"
    assert {zone_of(code) for code in ("51.71", "64.72", "73.71")} == {"Asia/Makassar"}
    assert {zone_of(code) for code in ("81.71", "91.71", "96.71")} == {"Asia/Jayapura"}
