"""Limits set by law as moments: by the rule, and by walking through the time minute by minute and day by day."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anyam.casework.custody.choices import Doubt, HoldStage, PlaceKind, Unit
from anyam.casework.custody.rules import (
    Figure,
    Held,
    doubts,
    figure_on,
    limit_of,
    limit_of_hold,
    must_be_tried,
)

ZONES = [timezone(timedelta(hours=hours)) for hours in (7, 8, 9)]
moments = st.builds(
    lambda at, zone: at.replace(second=0, microsecond=0, tzinfo=zone),
    st.datetimes(datetime(2015, 1, 1), datetime(2040, 12, 31)),
    st.sampled_from(ZONES),
)
LAW = (
    Figure("hold.investigation", 1, 7, Unit.COUNTED_DAYS, date(2014, 7, 30)),
    Figure("hold.investigation.more", 1, 8, Unit.COUNTED_DAYS, date(2014, 7, 30)),
    Figure("age.prosecuted", 1, 12, Unit.YEARS, date(2014, 7, 30)),
    Figure("age.detained", 1, 14, Unit.YEARS, date(2014, 7, 30)),
    Figure("penalty.detained", 1, 7, Unit.YEARS, date(2014, 7, 30)),
    Figure("penalty.diversion", 1, 7, Unit.YEARS, date(2014, 7, 30)),
)
BEGAN = datetime(2026, 5, 1, 14, 30, tzinfo=ZONES[0])


def walked(begun_at: datetime, amount: int, unit: str) -> datetime:
    """The last minute within the limit, found by stepping: an hour at a time, or day after day until all are used."""
    if unit == Unit.HOURS:
        moment = begun_at
        for _hour in range(amount):
            moment += timedelta(minutes=60)
        return moment
    used = {begun_at.date()} if unit == Unit.COUNTED_DAYS else set()
    moment = begun_at
    while True:
        after = moment + timedelta(minutes=1)
        days = used | ({after.date()} - ({begun_at.date()} if unit == Unit.DAYS else set()))
        if len(days) > amount:
            return moment
        used, moment = days, after


@given(moments, st.integers(1, 9), st.sampled_from([Unit.HOURS, Unit.COUNTED_DAYS, Unit.DAYS]))
def test_a_limit_is_the_last_minute_that_walking_through_the_time_allows(
    begun_at: datetime, amount: int, unit: Unit
) -> None:
    assert limit_of(begun_at, amount, unit) == walked(begun_at, amount, unit)


@given(moments, st.integers(1, 400))
def test_days_that_count_the_first_end_one_day_before_those_that_do_not(at: datetime, amount: int) -> None:
    assert limit_of(at, amount, Unit.DAYS) - limit_of(at, amount, Unit.COUNTED_DAYS) == timedelta(days=1)


def test_years_are_no_time_limit() -> None:
    with pytest.raises(ValueError, match="years"):
        limit_of(BEGAN, 7, Unit.YEARS)


def test_seven_days_and_eight_more_count_the_day_on_which_detention_begins() -> None:
    held = Held(HoldStage.INVESTIGATION, BEGAN, PlaceKind.LPAS)
    assert limit_of_hold(held, LAW) == datetime(2026, 5, 7, 23, 59, tzinfo=ZONES[0])
    longer = Held(HoldStage.INVESTIGATION, BEGAN, PlaceKind.LPAS, is_extended=True)
    assert limit_of_hold(longer, LAW) == datetime(2026, 5, 15, 23, 59, tzinfo=ZONES[0])


def test_a_hold_without_a_row_in_force_has_no_limit() -> None:
    held = Held(HoldStage.INVESTIGATION, BEGAN.replace(year=2010), PlaceKind.LPAS)
    assert limit_of_hold(held, LAW) is None


figures = st.lists(
    st.builds(
        lambda version, first, length, own: Figure(
            "hold.arrest", version, 24, Unit.HOURS, first, first + timedelta(days=length), own
        ),
        st.integers(1, 5),
        st.dates(date(2020, 1, 1), date(2020, 3, 1)),
        st.integers(0, 60),
        st.booleans(),
    ),
    max_size=6,
    unique_by=lambda one: (one.is_own, one.version),
)


@given(figures, st.dates(date(2020, 1, 1), date(2020, 4, 1)))
def test_the_row_that_counts_is_the_newest_in_force_and_the_districts_own_comes_first(
    rows: list[Figure], day: date
) -> None:
    found = figure_on(rows, "hold.arrest", day)
    in_force = [one for one in rows if one.valid_from <= day <= (one.valid_until or day)]
    if not in_force:
        assert found is None
        return
    assert found in in_force
    for other in in_force:
        if other != found:
            assert not (other.is_own and not found.is_own)
            assert other.is_own != found.is_own or other.version < found.version


@pytest.mark.parametrize(
    ("age", "years", "stage", "place", "expected"),
    [
        (11, 9, HoldStage.ARREST, PlaceKind.POLICE_CHILD, {Doubt.TOO_YOUNG_FOR_LAW}),
        (11, None, HoldStage.PICKUP, PlaceKind.OFFICE, set()),
        (12, 9, HoldStage.ARREST, PlaceKind.POLICE_CHILD, set()),
        (13, 9, HoldStage.INVESTIGATION, PlaceKind.LPAS, {Doubt.TOO_YOUNG}),
        (14, 9, HoldStage.INVESTIGATION, PlaceKind.LPAS, set()),
        (14, 7, HoldStage.INVESTIGATION, PlaceKind.LPAS, set()),
        (14, 6, HoldStage.INVESTIGATION, PlaceKind.LPAS, {Doubt.PENALTY}),
        (17, None, HoldStage.INVESTIGATION, PlaceKind.LPAS, set()),
        (None, None, HoldStage.INVESTIGATION, PlaceKind.LPAS, set()),
        (17, 9, HoldStage.INVESTIGATION, PlaceKind.ADULT_PRISON, {Doubt.WITH_ADULTS}),
        (
            13,
            5,
            HoldStage.INVESTIGATION,
            PlaceKind.POLICE_ADULT,
            {Doubt.TOO_YOUNG, Doubt.PENALTY, Doubt.WITH_ADULTS},
        ),
    ],
)
def test_what_speaks_against_a_hold(
    age: int | None, years: int | None, stage: HoldStage, place: PlaceKind, expected: set[Doubt]
) -> None:
    held = Held(stage, BEGAN, place)
    assert set(doubts(held, oldest_age=age, threatened_years=years, figures=LAW)) == expected


@pytest.mark.parametrize(
    ("years", "repeated", "owed"),
    [(6, False, True), (7, False, False), (6, True, False), (None, None, True), (None, True, False)],
)
def test_diversion_is_owed_until_a_known_fact_speaks_against_it(
    years: int | None, repeated: bool | None, owed: bool
) -> None:
    found = must_be_tried(LAW, BEGAN.date(), threatened_years=years, is_repeated=repeated)
    assert found is owed
