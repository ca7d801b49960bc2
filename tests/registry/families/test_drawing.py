"""A genogram holds whatever is told of a family: nobody lies on another, parents stand above, lines end at symbols."""

from __future__ import annotations

from itertools import combinations, pairwise
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anyam.registry.families.choices import kind_of
from anyam.registry.families.results import Genogram, Point
from anyam.registry.families.rules import Step, lay_out, makes_loop
from anyam.registry.families.rules.drawing import LABEL, SYMBOL

KINDS = (
    "parent", "parent", "parent", "adoptive_parent", "step_parent", "foster_parent", "guardian", "kafil", "grandparent",
    "uncle_aunt", "sibling", "step_sibling", "cousin", "spouse", "spouse", "partner", "other_kin", "close_person",
)  # fmt: skip
HALF = SYMBOL / 2


def person(number: int) -> UUID:
    return UUID(int=number)


def step(one: int, other: int, kind: str, *, is_over: bool = False) -> Step:
    found = kind_of(kind)
    assert found is not None
    return Step(person(one), person(other), found, is_over)


@st.composite
def families(draw: st.DrawFn) -> tuple[list[UUID], list[Step], list[tuple[UUID, frozenset[UUID]]]]:
    """Up to fourteen people, any relations between them, and homes."""
    many = draw(st.integers(1, 14))
    ones = st.integers(0, many - 1)
    told = draw(st.lists(st.tuples(ones, ones, st.sampled_from(KINDS), st.booleans()), max_size=24))
    homes = draw(st.lists(st.frozensets(ones, min_size=1), max_size=3))
    return (
        [person(n) for n in range(many)],
        [step(a, b, kind, is_over=over) for a, b, kind, over in told],
        [(UUID(int=1000 + n), frozenset(person(one) for one in home)) for n, home in enumerate(homes)],
    )


def told_together(steps: list[Step]) -> list[Step]:
    """As the query reads them: what would make somebody their own ancestor is left out, the later one first."""
    kept: list[Step] = []
    for one in steps:
        if one.person != one.other and not makes_loop(kept, one):
            kept.append(one)
    return kept


@settings(max_examples=300, deadline=None)
@given(families())
def test_no_two_symbols_or_names_lie_on_each_other(
    family: tuple[list[UUID], list[Step], list[tuple[UUID, frozenset[UUID]]]],
) -> None:
    drawing = lay_out(*family)
    assert {spot.person_id for spot in drawing.spots} == set(family[0])
    for one, other in combinations(drawing.spots, 2):
        aside = abs(one.middle.x - other.middle.x)
        assert aside >= 2 * HALF + 40 or abs(one.middle.y - other.middle.y) >= SYMBOL + LABEL
    for spot in drawing.spots:
        assert HALF <= spot.middle.x <= drawing.width - HALF
        assert HALF <= spot.middle.y <= drawing.height - HALF - LABEL / 2


@settings(max_examples=300, deadline=None)
@given(families())
def test_every_parent_stands_above_the_child(
    family: tuple[list[UUID], list[Step], list[tuple[UUID, frozenset[UUID]]]],
) -> None:
    people, steps, homes = family
    kept = told_together(steps)
    row = {spot.person_id: spot.row for spot in lay_out(people, kept, homes).spots}
    for one in kept:
        if one.kind.is_lineage:
            assert row[one.other] < row[one.person], one


def touches(point: Point, drawing: Genogram, who: UUID) -> bool:
    """Whether a point lies on the edge of somebody's symbol: at a side, or at the head."""
    middle = next(spot.middle for spot in drawing.spots if spot.person_id == who)
    across, down = abs(point.x - middle.x), abs(point.y - middle.y)
    return (abs(across - HALF) < 0.2 and down < 0.2) or (
        across < 0.2 and abs(middle.y - HALF - point.y) < 0.2
    )


def lies_on(point: Point, ways: list[tuple[Point, ...]]) -> bool:
    return any(
        min(a.x, b.x) - 0.2 <= point.x <= max(a.x, b.x) + 0.2
        and min(a.y, b.y) - 0.2 <= point.y <= max(a.y, b.y) + 0.2
        for way in ways
        for a, b in pairwise(way)
    )


@settings(max_examples=300, deadline=None)
@given(families())
def test_every_line_ends_at_symbols_or_at_the_line_of_a_couple(
    family: tuple[list[UUID], list[Step], list[tuple[UUID, frozenset[UUID]]]],
) -> None:
    drawing = lay_out(*family)
    for line in drawing.lines:
        couples = [other.points for other in drawing.lines if other.is_couple and line.ends[0] in other.ends]
        assert touches(line.points[0], drawing, line.ends[0]) or lies_on(line.points[0], couples)
        assert touches(line.points[-1], drawing, line.ends[1])
        assert all(a.x == b.x or a.y == b.y for a, b in zip(line.points, line.points[1:], strict=False))


@settings(max_examples=300, deadline=None)
@given(families())
def test_no_line_crosses_anybody_elses_symbol(
    family: tuple[list[UUID], list[Step], list[tuple[UUID, frozenset[UUID]]]],
) -> None:
    drawing = lay_out(*family)
    for line in drawing.lines:
        for a, b in zip(line.points, line.points[1:], strict=False):
            for spot in drawing.spots:
                if spot.person_id in line.ends:
                    continue
                inside_x = (
                    min(a.x, b.x) < spot.middle.x + HALF - 1 and max(a.x, b.x) > spot.middle.x - HALF + 1
                )
                inside_y = (
                    min(a.y, b.y) < spot.middle.y + HALF - 1 and max(a.y, b.y) > spot.middle.y - HALF + 1
                )
                assert not (inside_x and inside_y), (line, spot)


@settings(max_examples=200, deadline=None)
@given(families())
def test_a_roof_covers_those_who_live_under_it_and_nobody_else(
    family: tuple[list[UUID], list[Step], list[tuple[UUID, frozenset[UUID]]]],
) -> None:
    people, _steps, homes = family
    drawing = lay_out(*family)
    at = {spot.person_id: spot.middle for spot in drawing.spots}
    for home, everybody in homes:
        roofs = [one for one in drawing.enclosures if one.household_id == home]
        covered = {
            one
            for one in people
            for roof in roofs
            if roof.left < at[one].x < roof.right and roof.top < at[one].y < roof.bottom
        }
        assert covered == everybody


def test_a_family_of_three_generations_is_drawn_as_one_reads_it() -> None:
    child, sister, mother, father, grandmother = range(5)
    drawing = lay_out(
        [person(n) for n in range(5)],
        [
            step(child, mother, "parent"),
            step(child, father, "parent"),
            step(sister, mother, "parent"),
            step(sister, father, "parent"),
            step(mother, grandmother, "parent"),
            step(child, grandmother, "grandparent"),
            step(mother, father, "spouse", is_over=True),
        ],
    )
    at = {spot.person_id.int: spot for spot in drawing.spots}
    assert [at[n].row for n in range(5)] == [2, 2, 1, 1, 0]
    couple = next(line for line in drawing.lines if line.is_couple)
    assert couple.is_over
    assert couple.over_at is not None
    middle = (at[mother].middle.x + at[father].middle.x) / 2
    assert middle == pytest.approx((at[child].middle.x + at[sister].middle.x) / 2)
    # The grandmother is told twice and drawn once, through the mother.
    assert {line.ends for line in drawing.lines if not line.is_couple} == {
        (person(grandmother), person(mother)),
        (couple.ends[0], person(child)),
        (couple.ends[0], person(sister)),
    }


def test_somebody_alone_is_a_drawing_too() -> None:
    drawing = lay_out([person(0)], [])
    assert len(drawing.spots) == 1
    assert not drawing.lines
    assert lay_out([], []).spots == ()
