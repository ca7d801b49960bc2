"""Ages known to the day, the month, the year, or by guess; and who is a child."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from anyam.registry.people.choices import BirthPrecision as P
from anyam.registry.people.rules import (
    age_range,
    age_text,
    birth_of_age,
    child_age_problem,
    full_years,
    is_child,
)

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("born", "precision", "words"),
    [
        (date(2017, 8, 20), P.EXACT, "9 years 3 months"),
        (date(2017, 11, 22), P.EXACT, "9 years"),
        (date(2026, 11, 20), P.EXACT, "2 days"),
        (date(2025, 11, 1), P.EXACT, "12 months"),
        (date(1990, 1, 1), P.EXACT, "36 years"),
        (date(2017, 5, 1), P.MONTH, "9 years"),
        (date(2017, 1, 1), P.YEAR, "about 9 years"),
        (date(2017, 1, 1), P.ESTIMATE, "about 9 years (estimate)"),
        (None, P.UNKNOWN, "age not known"),
        (date(2027, 2, 1), P.UNBORN, "not yet born"),
    ],
)
def test_an_age_is_told_as_precisely_as_it_is_known(born: date | None, precision: P, words: str) -> None:
    with translation.override("en"):
        assert age_text(born, precision, TODAY) == words


def test_who_turns_eighteen_today_is_no_longer_a_child() -> None:
    assert is_child(date(2008, 11, 23), P.EXACT, TODAY)
    assert is_child(date(2008, 11, 22), P.EXACT, TODAY) is False


def test_a_child_born_on_29_february_turns_eighteen_on_the_first_of_march() -> None:
    assert is_child(date(2008, 2, 29), P.EXACT, date(2026, 2, 28))
    assert is_child(date(2008, 2, 29), P.EXACT, date(2026, 3, 1)) is False


def test_a_child_not_yet_born_is_a_child() -> None:
    assert is_child(None, P.UNBORN, TODAY)
    assert child_age_problem(date(2027, 3, 1), P.UNBORN, TODAY) is None


def test_whose_age_may_be_under_eighteen_is_treated_as_a_child() -> None:
    assert is_child(date(2008, 1, 1), P.YEAR, TODAY)
    assert is_child(birth_of_age(18, TODAY), P.ESTIMATE, TODAY)
    assert is_child(birth_of_age(30, TODAY), P.ESTIMATE, TODAY) is False


def test_a_child_of_thirty_is_refused_with_a_sentence() -> None:
    with translation.override("en"):
        problem = str(child_age_problem(date(1996, 5, 5), P.EXACT, TODAY))
    assert "18 or older" in problem


@pytest.mark.parametrize("born", [date(2026, 11, 23), date(2999, 1, 1), date(1800, 1, 1), date(1, 1, 1)])
def test_impossible_births_are_refused(born: date) -> None:
    assert child_age_problem(born, P.EXACT, TODAY)


@pytest.mark.parametrize("expected", [date(2020, 1, 1), date(2028, 1, 1)])
def test_a_birth_expected_too_far_away_is_refused(expected: date) -> None:
    assert child_age_problem(expected, P.UNBORN, TODAY)


@given(st.integers(0, 120), st.dates(date(1950, 1, 1), date(2150, 1, 1)))
def test_a_stated_age_is_kept_as_that_age(years: int, day: date) -> None:
    born = birth_of_age(years, day)
    assert full_years(born, day) == years
    ages = age_range(born, P.ESTIMATE, day)
    assert ages
    assert ages.youngest <= years <= ages.oldest


@given(st.dates(), st.sampled_from(list(P)), st.dates())
def test_no_pair_of_dates_makes_the_rules_fail(born: date, precision: P, day: date) -> None:
    age_text(born, precision, day)
    is_child(born, precision, day)
    child_age_problem(born, precision, day)
