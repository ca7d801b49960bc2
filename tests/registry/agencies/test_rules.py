"""Capacity, ages, areas and telephone numbers, over everything that may come in."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anyam.registry.agencies import rules
from anyam.registry.agencies.choices import CapacityState

days = st.dates(date(2020, 1, 1), date(2030, 1, 1))
ages = st.integers(0, 120)


@given(days, st.integers(0, 400))
def test_a_statement_counts_for_thirty_days(today: date, old: int) -> None:
    assert rules.is_stale(today - timedelta(days=old), today) == (old > rules.STALE_AFTER_DAYS)


def test_what_was_never_stated_is_stale() -> None:
    assert rules.is_stale(None, date(2026, 1, 1))


@given(st.sampled_from(CapacityState.values), st.integers(0, 100))
def test_open_comes_before_limited_before_unknown_before_full(state: str, old: int) -> None:
    today = date(2026, 11, 22)
    rank = rules.readiness_rank(state, today - timedelta(days=old), today)
    fresh = {"open": 0, "limited": 1, "full": 3}
    assert rank == (fresh[state] if old <= rules.STALE_AFTER_DAYS else 2)


@given(ages, ages, ages)
def test_both_ends_of_an_age_range_belong_to_it(age: int, one: int, other: int) -> None:
    low, high = sorted((one, other))
    assert rules.ages_fit(low, low, high)
    assert rules.ages_fit(high, low, high)
    assert rules.ages_fit(age, low, high) == (low <= age <= high)


@given(st.sampled_from(["35", "35.04", "35.04.11", "35.04.11.2011", "35.04.1", "36"]))
def test_a_service_covers_what_lies_in_its_area(code: str) -> None:
    assert rules.covers([code], "35.04.11.2011") == (code not in ("35.04.1", "36"))


@pytest.mark.parametrize(
    "number", ["110", "129", "0355-0000-01", "+62 812 3456 789", "(0355) 321000", "0800.0000.01"]
)
def test_numbers_as_people_write_them_are_numbers(number: str) -> None:
    assert rules.is_phone(number)


@pytest.mark.parametrize("text", ["", "-", "12", "telepon", "08123<script>", "0" * 40, "- - - - -"])
def test_what_cannot_be_dialled_is_no_number(text: str) -> None:
    assert not rules.is_phone(text)


@given(st.text(max_size=200))
def test_no_typed_text_makes_a_query_the_database_cannot_read(typed: str) -> None:
    parts = [part for part in rules.prefix_query(typed).split(" & ") if part]
    assert all(part.removesuffix(":*").isalnum() for part in parts)


@given(st.lists(st.text(max_size=30), max_size=4))
def test_every_text_is_found_by_its_own_words(texts: list[str]) -> None:
    assert all(rules.begins_words(text[:100], texts) for text in texts)
