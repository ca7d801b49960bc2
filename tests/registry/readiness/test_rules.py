"""Words grow old, papers run out, cases weigh: by generated values, without a database."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from anyam.registry.readiness.choices import AssessmentStep, FillingState, PaperStanding, Standing
from anyam.registry.readiness.results import CaseloadStandard
from anyam.registry.readiness.rules import decays_on, next_step, paper_standing, standing_of, years_on

DAYS = st.dates(date(2000, 1, 1), date(2060, 12, 31))
LASTING = st.integers(1, 730)
SPENT = [FillingState.STATED, FillingState.VERIFIED, FillingState.DIFFERS]


@given(DAYS, st.none() | DAYS, DAYS, LASTING, st.sampled_from(SPENT))
def test_what_is_too_old_is_never_green(
    filled: date, seen: date | None, today: date, days: int, state: FillingState
) -> None:
    standing = standing_of(state, filled, seen, today, days)
    age = (today - (seen or filled)).days
    assert (standing is Standing.NOT_UPDATED) == (age > days)
    if standing is Standing.VERIFIED:
        assert state is FillingState.VERIFIED


@given(DAYS, DAYS, LASTING, st.sampled_from(SPENT), st.integers(0, 2000))
def test_time_alone_never_makes_a_standing_better(
    filled: date, today: date, days: int, state: FillingState, later: int
) -> None:
    now = standing_of(state, filled, None, today, days)
    then = standing_of(state, filled, None, today + timedelta(days=later), days)
    assert then in (now, Standing.NOT_UPDATED)


@given(DAYS, LASTING)
def test_the_last_day_counts_and_the_next_does_not(filled: date, days: int) -> None:
    last = decays_on(filled, None, days)
    assert standing_of(FillingState.VERIFIED, filled, None, last, days) is Standing.VERIFIED
    following = last + timedelta(days=1)
    assert standing_of(FillingState.VERIFIED, filled, None, following, days) is Standing.NOT_UPDATED


@given(DAYS, st.none() | DAYS, LASTING)
def test_nothing_said_is_never_filled_in_and_overtaken_words_count_no_more(
    today: date, seen: date | None, days: int
) -> None:
    assert standing_of(None, None, None, today, days) is Standing.NEVER
    assert standing_of(FillingState.OVERTAKEN, today, seen, today, days) in (Standing.NOT_UPDATED,)


@given(DAYS, st.integers(1, 20))
def test_years_end_on_the_same_day_or_the_last_of_february(day: date, years: int) -> None:
    end = years_on(day, years)
    assert end.year == day.year + years
    assert (end.month, end.day) == (day.month, day.day) or (day.month, day.day, end.day) == (2, 29, 28)


@given(DAYS, DAYS)
def test_a_paper_holds_through_its_last_day(until: date, today: date) -> None:
    standing = paper_standing(until, today)
    assert (standing is PaperStanding.ENDED) == (today > until)
    if standing is PaperStanding.VALID:
        assert until - today > timedelta(days=180)


@given(st.sets(st.sampled_from(AssessmentStep)))
def test_the_next_step_is_the_first_that_is_not_done(done: set[AssessmentStep]) -> None:
    following = next_step({step.value for step in done})
    before = (
        list(AssessmentStep)
        if following is None
        else list(AssessmentStep)[: list(AssessmentStep).index(following)]
    )
    assert set(before) <= done
    assert following not in done


LEVELS = st.sampled_from(["high", "medium", "low"])
FACTORS = st.dictionaries(st.sampled_from(["one", "two"]), st.decimals(0, 5, places=2))


@given(LEVELS, st.decimals(0, 20, places=2), FACTORS, FACTORS)
def test_a_case_weighs_the_product_and_nothing_weighs_nothing_by_being_unknown(
    level: str, weight: Decimal, stages: dict[str, Decimal], zones: dict[str, Decimal]
) -> None:
    standard = CaseloadStandard(Decimal(25), {level: weight}, stages, zones, "", is_confirmed=True)
    for stage in ("one", "unheard"):
        for zone in ("two", "unheard"):
            expected = weight * stages.get(stage, Decimal(1)) * zones.get(zone, Decimal(1))
            assert standard.weigh(level, stage, zone) == expected
    assert standard.weigh("unheard", "unheard", "unheard") == 1
