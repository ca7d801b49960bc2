"""What can be true of a family by its dates, what follows from who is whose parent, and when somebody may be called."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from uuid import UUID

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from anyam.foundation.core.vocabularies import vocabulary
from anyam.registry.families.choices import SiblingKind, family_relations, kind_of
from anyam.registry.families.results import Window
from anyam.registry.families.rules import (
    Span,
    Step,
    days_problem,
    is_within,
    makes_loop,
    older_problem,
    siblings_of,
    stands_above,
    window_problem,
    window_words,
)
from anyam.registry.people.choices import BirthPrecision as P
from anyam.registry.people.rules import birth_span

TODAY = date(2026, 11, 23)


def person(number: int) -> UUID:
    return UUID(int=number)


def step(one: int, other: int, kind: str = "parent") -> Step:
    found = kind_of(kind)
    assert found is not None
    return Step(person(one), person(other), found)


# --- the list of kinds --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", sorted(family_relations().codes()))
def test_every_kind_and_its_inverse_say_the_same_from_both_sides(code: str) -> None:
    kind = kind_of(code)
    assert kind is not None
    inverse = kind_of(kind.inverse)
    assert inverse is not None
    assert inverse.inverse == code
    assert inverse.tie == kind.tie
    assert (kind.generations is None) == (inverse.generations is None)
    assert (kind.generations or 0) + (inverse.generations or 0) == 0
    assert kind.is_downward + inverse.is_downward == (0 if kind.is_symmetric else 1)
    assert not (kind.is_lineage and (kind.generations or 0) < 1)


def test_a_kind_is_called_by_the_sex_of_who_it_is_and_in_the_readers_language() -> None:
    parent = kind_of("parent")
    assert parent is not None
    with translation.override("id"):
        assert [parent.label(sex) for sex in ("female", "male", "unknown")] == [
            "Ibu kandung",
            "Ayah kandung",
            "Orang tua kandung",
        ]
    with translation.override("en"):
        assert parent.label("female") == "Mother"


def test_the_lists_of_families_say_where_they_come_from() -> None:
    assert all(
        vocabulary(name).source
        for name in ("family_relations", "caregiver_roles", "move_reasons", "safe_channels")
    )


# --- ancestors and brothers and sisters ---------------------------------------------------------------------------

_LINEAGE = ("parent", "adoptive_parent", "step_parent", "foster_parent", "grandparent")
_STEPS = st.lists(
    st.builds(step, st.integers(0, 6), st.integers(0, 6), st.sampled_from((*_LINEAGE, "guardian", "spouse"))),
    max_size=20,
)


@given(_STEPS)
def test_nobody_ever_stands_above_themselves_where_loops_are_refused(told: list[Step]) -> None:
    kept: list[Step] = []
    for one in told:
        if not makes_loop(kept, one):
            kept.append(one)
    assert all(person(n) not in stands_above(kept, person(n)) for n in range(7))
    for refused in (one for one in told if one not in kept):
        assert refused.person in stands_above([*kept, refused], refused.person)


@given(_STEPS, st.integers(0, 6), st.integers(0, 6))
def test_brothers_and_sisters_are_so_to_each_other(told: list[Step], one: int, other: int) -> None:
    assert siblings_of(told, person(one)).get(person(other)) == siblings_of(told, person(other)).get(
        person(one)
    )


def test_a_guardian_may_be_a_grandchild_of_the_same_house() -> None:
    assert not makes_loop([step(1, 2)], step(2, 1, "guardian"))
    assert makes_loop([step(1, 2)], step(2, 1))
    assert makes_loop([step(1, 2), step(2, 3, "grandparent")], step(3, 1, "adoptive_parent"))


def test_how_children_are_siblings_follows_from_the_parents_known() -> None:
    mother, father, second = 10, 11, 12
    told = [
        *(step(1, parent) for parent in (mother, father)),
        *(step(2, parent) for parent in (mother, father)),
        *(step(3, parent) for parent in (mother, second)),
        step(4, mother),
        step(5, second),
        step(1, second, "step_parent"),
    ]
    assert siblings_of(told, person(1)) == {
        person(2): SiblingKind.FULL,
        person(3): SiblingKind.HALF,
        person(4): SiblingKind.ONE_KNOWN,
        person(5): SiblingKind.STEP,
    }


# --- days -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("since", "until", "span", "field"),
    [
        (TODAY + timedelta(days=1), None, Span(), "since"),
        (None, TODAY + timedelta(days=1), Span(), "until"),
        (date(2020, 1, 2), date(2020, 1, 1), Span(), "until"),
        (date(2009, 12, 31), None, Span(date(2010, 1, 1), date(2010, 12, 31)), "since"),
        (None, date(2009, 12, 31), Span(date(2010, 1, 1), date(2010, 12, 31)), "until"),
        (date(2021, 1, 1), None, Span(died_on=date(2020, 12, 31)), "since"),
        (date(2010, 6, 1), date(2020, 1, 1), Span(date(2010, 1, 1), date(2010, 12, 31)), None),
        (None, None, Span(), None),
    ],
)
def test_days_that_cannot_be_are_refused_beside_their_field(
    since: date | None, until: date | None, span: Span, field: str | None
) -> None:
    problem = days_problem(since, until, [Span(), span], TODAY)
    assert (problem[0] if problem else None) == field
    assert problem is None or str(problem[1])


def test_a_parent_is_refused_only_where_no_reading_makes_them_older() -> None:
    child, twin = Span(date(2016, 1, 1), date(2016, 12, 31)), Span(date(2016, 12, 31), date(2016, 12, 31))
    assert older_problem(child, Span(date(2017, 1, 1), date(2017, 1, 1)))
    assert older_problem(child, twin)
    assert older_problem(child, Span(date(2015, 1, 1), date(2017, 12, 31))) is None
    assert older_problem(Span(), child) is None
    assert older_problem(child, Span(is_unborn=True))


@given(st.dates(date(1930, 1, 1), TODAY), st.sampled_from([P.EXACT, P.MONTH, P.YEAR, P.ESTIMATE]))
def test_the_day_that_was_written_lies_among_the_days_of_birth(born: date, precision: P) -> None:
    earliest, latest = birth_span(born, precision)
    assert earliest is not None
    assert latest is not None
    assert earliest <= born <= latest
    assert birth_span(born, P.UNKNOWN) == birth_span(None, P.EXACT) == (None, None)


# --- hours ----------------------------------------------------------------------------------------------------------

MORNINGS = Window((0, 2), time(8), time(11, 30))


@pytest.mark.parametrize(
    ("moment", "is_safe"),
    [
        (datetime(2026, 11, 23, 8, 0), True),  # a Monday
        (datetime(2026, 11, 23, 11, 29), True),
        (datetime(2026, 11, 23, 11, 30), False),
        (datetime(2026, 11, 23, 7, 59), False),
        (datetime(2026, 11, 24, 9, 0), False),
        (datetime(2026, 11, 25, 9, 0), True),
    ],
)
def test_an_hour_is_safe_within_the_hours_told_and_at_no_other(moment: datetime, is_safe: bool) -> None:
    assert is_within([MORNINGS], moment) is is_safe
    assert is_within([], moment) is None


def test_hours_that_cannot_be_are_refused_and_others_read_as_words() -> None:
    assert window_problem(Window((), time(8), time(9)))
    assert window_problem(Window((7,), time(8), time(9)))
    assert window_problem(Window((1,), time(9), time(9)))
    assert window_problem(MORNINGS) is None
    with translation.override("en"):
        assert window_words(MORNINGS) == "Monday, Wednesday 08:00–11:30"
        assert window_words(Window(tuple(range(7)), time(8), time(9))) == "every day 08:00–09:00"
