"""Where symbols and lines of a genogram stand. Pure: people and relations in, points out.

Symbols stand in rows, the older generation above. Names stand beneath the symbols; lines leave a symbol at its side and
travel in the free columns between two names and in the free strip between two rows, each on a track of its own, so that
no line crosses a name. A line that passes a row has a column of its own there.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from ..choices import Tie
from ..results import Enclosure, FamilyLine, Genogram, Point, Spot
from .generations import rows_of
from .joining import Bond, Descent, bonds_beside, couples_of, descents_of
from .kinship import Step
from .placing import blocks_of, place

SYMBOL, COLUMN, LABEL = 56.0, 144.0, 64.0
MARGIN, TRACK, AIR, PASSAGE = 34.0, 9.0, 16.0, 26.0
_SIDE = COLUMN / 2 - 5


@dataclass
class _Plan:
    """The drawing while it is being made."""

    row_of: dict[UUID, int]
    x_of: dict[Any, float]
    couples: tuple[Bond, ...]
    beside: tuple[Bond, ...]
    descents: tuple[Descent, ...]
    strips: dict[int, list[list[tuple[float, float]]]] = field(default_factory=lambda: defaultdict(list))
    middles: list[float] = field(default_factory=list)

    def track(self, row: int, one: float, other: float) -> int:
        """A track in the strip below a row that is free between two places."""
        left, right = min(one, other) - TRACK, max(one, other) + TRACK
        for number, taken in enumerate(self.strips[row]):
            if all(right <= begin or end <= left for begin, end in taken):
                taken.append((left, right))
                return number
        self.strips[row].append([(left, right)])
        return len(self.strips[row]) - 1

    def y_of(self, row: int, track: int) -> float:
        return self.middles[row] + SYMBOL / 2 + LABEL + AIR + TRACK * track

    def spot(self, person: UUID) -> Point:
        return Point(self.x_of[person], self.middles[self.row_of[person]])


def lay_out(
    people: Sequence[UUID], steps: Collection[Step], homes: Sequence[tuple[UUID, frozenset[UUID]]] = ()
) -> Genogram:
    """The drawing of these people; the first is the one around whom it is made. `homes`: who lives together now."""
    known = set(people)
    told = [step for step in steps if {step.person, step.other} <= known and step.person != step.other]
    couples = couples_of(told)
    row_of, left_out = rows_of(people, told, [bond.pair for bond in couples])
    told = [step for step in told if step not in left_out]
    plan = _plan(people, told, row_of, couples)
    lines = _lines(plan)
    spots = tuple(Spot(one, _moved(plan.spot(one)), row_of[one]) for one in people)
    strips = AIR + TRACK * len(plan.strips[len(plan.middles) - 1]) if plan.middles else 0.0
    bottom = plan.middles[-1] + SYMBOL / 2 + LABEL + strips if plan.middles else 0.0
    width = max((x for x in plan.x_of.values()), default=0.0) + COLUMN / 2
    return Genogram(
        width=round(width + 2 * MARGIN, 1),
        height=round(bottom + 2 * MARGIN, 1),
        spots=spots,
        lines=lines,
        enclosures=_enclosures(plan, homes, known),
    )


def _plan(
    people: Sequence[UUID], steps: Collection[Step], row_of: dict[UUID, int], couples: tuple[Bond, ...]
) -> _Plan:
    descents = descents_of(steps, couples, row_of)
    rows: list[list[Any]] = [[] for _ in range(max(row_of.values(), default=-1) + 1)]
    for one in people:
        rows[row_of[one]].append(one)
    joined: list[tuple[Any, Any]] = []
    widths: dict[Any, float] = dict.fromkeys(people, COLUMN)
    for descent in descents:
        way: list[Any] = [descent.above[0]]
        for row in range(row_of[descent.above[0]] + 1, row_of[descent.below]):
            passage = ("passage", descent, row)
            rows[row].append(passage)
            widths[passage] = PASSAGE
            way.append(passage)
        way.append(descent.below)
        joined += itertools.pairwise(way)
        joined += [(parent, way[1]) for parent in descent.above[1:]]
    pairs = [bond.pair for bond in couples]
    x_of = place([blocks_of(row, pairs) for row in rows], joined, widths)
    return _Plan(row_of, x_of, couples, bonds_beside(steps, couples, row_of), descents)


# --- lines ----------------------------------------------------------------------------------------------------


@dataclass
class _Way:
    """A line before heights are known: points across, each at a symbol's middle or on a track of a strip."""

    tie: Tie
    ends: tuple[UUID, UUID]
    turns: list[tuple[float, int, int | None]]
    """Across, row, and the track in the strip below that row; None: at the middle of the row's symbols."""
    is_descent: bool
    is_over: bool
    is_couple: bool = False
    is_married: bool = False


def _lines(plan: _Plan) -> tuple[FamilyLine, ...]:
    ways, origins = [], {}
    for bond in (*plan.couples, *plan.beside):
        one, other = sorted(bond.pair, key=lambda person: plan.x_of[person])
        if plan.row_of[one] == plan.row_of[other]:
            way, origin = _across(plan, bond, one, other)
            ways.append(way)
            origins[frozenset(bond.pair)] = origin
    tracks: dict[tuple[Any, ...], int] = {}
    for descent in plan.descents:
        ways.append(_down(plan, descent, origins, tracks))
    _heights(plan)
    return tuple(_line(plan, way) for way in ways)


_Origin = tuple[float, int, int | None]


def _across(plan: _Plan, bond: Bond, one: UUID, other: UUID) -> tuple[_Way, _Origin]:
    """Between two of one row: straight where they stand side by side, else below the names of those between."""
    row, left, right = plan.row_of[one], plan.x_of[one], plan.x_of[other]
    between = [p for p, x in plan.x_of.items() if left < x < right and _row(plan, p) == row]
    if not between:
        turns: list[_Origin] = [(left + SYMBOL / 2, row, None), (right - SYMBOL / 2, row, None)]
        origin: _Origin = ((left + right) / 2, row, None)
    else:
        track = plan.track(row, left + _SIDE, right - _SIDE)
        turns = [
            (left + SYMBOL / 2, row, None),
            (left + _SIDE, row, None),
            (left + _SIDE, row, track),
            (right - _SIDE, row, track),
            (right - _SIDE, row, None),
            (right - SYMBOL / 2, row, None),
        ]
        origin = ((left + right) / 2, row, track)
    is_couple = bond.tie == Tie.SPOUSE
    way = _Way(bond.tie, (one, other), turns, False, bond.is_over, is_couple, bond.is_married)
    return way, origin


def _row(plan: _Plan, item: Any) -> int:
    return int(item[2]) if isinstance(item, tuple) else plan.row_of[item]


def _down(
    plan: _Plan, descent: Descent, origins: dict[frozenset[UUID], _Origin], tracks: dict[Any, int]
) -> _Way:
    """From a couple's line, or from the side of one person, to the head of somebody below."""
    first = descent.above[0]
    row = plan.row_of[first]
    if len(descent.above) > 1:
        origin = origins[frozenset(descent.above)]
        turns = [origin]
    else:
        at = plan.x_of[first]
        origin = (at + _SIDE, row, None)
        turns = [(at + SYMBOL / 2, row, None), origin]
    x = origin[0]
    for strip in range(row, plan.row_of[descent.below]):
        is_last = strip + 1 == plan.row_of[descent.below]
        to = plan.x_of[descent.below if is_last else ("passage", descent, strip + 1)]
        shared = (descent.above, descent.tie, strip)
        if strip > row or shared not in tracks:
            tracks[shared] = plan.track(strip, *_span(plan, descent, strip, x, to))
        turns += [(x, strip, tracks[shared]), (to, strip, tracks[shared])]
        x = to
    turns.append((x, plan.row_of[descent.below], None))
    return _Way(descent.tie, (first, descent.below), turns, True, descent.is_over)


def _span(plan: _Plan, descent: Descent, strip: int, x: float, to: float) -> tuple[float, float]:
    """How wide the strip is used: brothers and sisters hang from one line."""
    if strip > plan.row_of[descent.above[0]]:
        return min(x, to), max(x, to)
    places = [x, to]
    for other in plan.descents:
        if (other.above, other.tie) == (descent.above, descent.tie):
            is_last = plan.row_of[other.below] == strip + 1
            places.append(plan.x_of[other.below if is_last else ("passage", other, strip + 1)])
    return min(places), max(places)


def _heights(plan: _Plan) -> None:
    """The middle of each row, once it is known how many tracks the strips between them need."""
    y = SYMBOL / 2
    for row in range(max(plan.row_of.values(), default=-1) + 1):
        plan.middles.append(y)
        y += SYMBOL + LABEL + 2 * AIR + TRACK * max(len(plan.strips[row]), 1)


def _line(plan: _Plan, way: _Way) -> FamilyLine:
    points = []
    for x, row, track in way.turns:
        y = plan.middles[row] if track is None else plan.y_of(row, track)
        points.append(Point(x, y))
    if way.is_descent:  # ends at the head of the symbol, not in its middle
        points[-1] = Point(points[-1].x, points[-1].y - SYMBOL / 2)
    points = [point for n, point in enumerate(points) if n == 0 or point != points[n - 1]]
    over_at = _over_at(points) if way.is_over else None
    return FamilyLine(
        points=tuple(_moved(point) for point in points),
        tie=way.tie,
        ends=way.ends,
        is_couple=way.is_couple,
        is_married=way.is_married,
        is_over=way.is_over,
        over_at=_moved(over_at) if over_at else None,
    )


def _over_at(points: Sequence[Point]) -> Point:
    """A quarter along the longest level stretch: beside the place from which children hang."""
    level = [(a, b) for a, b in itertools.pairwise(points) if a.y == b.y and a.x != b.x]
    if not level:
        a, b = points[-2], points[-1]
        return Point(a.x, (a.y + b.y) / 2)
    a, b = max(level, key=lambda stretch: abs(stretch[1].x - stretch[0].x))
    return Point(a.x + (b.x - a.x) / 4, a.y)


def _moved(point: Point) -> Point:
    return Point(round(point.x + MARGIN, 1), round(point.y + MARGIN, 1))


# --- roofs ----------------------------------------------------------------------------------------------------


def _enclosures(
    plan: _Plan, homes: Sequence[tuple[UUID, frozenset[UUID]]], known: set[UUID]
) -> tuple[Enclosure, ...]:
    found = []
    for number, (home, everybody) in enumerate(homes, 1):
        members = sorted(everybody & known, key=lambda one: (plan.row_of[one], plan.x_of[one]))
        for run in _together(plan, members, known):
            xs, ys = [plan.x_of[one] for one in run], [plan.middles[plan.row_of[one]] for one in run]
            inset = 3.0 * (number % 3)
            first = _moved(Point(min(xs) - COLUMN / 2 + 10 + inset, min(ys) - SYMBOL / 2 - 12 + inset / 2))
            last = _moved(Point(max(xs) + COLUMN / 2 - 10 - inset, max(ys) + SYMBOL / 2 + LABEL - inset / 2))
            found.append(Enclosure(home, number, first.x, first.y, last.x, last.y))
    return tuple(found)


def _together(plan: _Plan, members: Sequence[UUID], known: set[UUID]) -> list[list[UUID]]:
    """All members in one, where nobody else stands between them; else those who stand side by side."""
    if members and not _strangers(plan, members, known):
        return [list(members)]
    runs: list[list[UUID]] = []
    for one in members:
        if (
            runs
            and plan.row_of[runs[-1][-1]] == plan.row_of[one]
            and not _strangers(plan, [*runs[-1], one], known)
        ):
            runs[-1].append(one)
        else:
            runs.append([one])
    return runs


def _strangers(plan: _Plan, members: Sequence[UUID], known: set[UUID]) -> bool:
    xs, rows = [plan.x_of[one] for one in members], [plan.row_of[one] for one in members]
    return any(
        min(xs) - COLUMN / 2 < plan.x_of[one] < max(xs) + COLUMN / 2
        and min(rows) <= plan.row_of[one] <= max(rows)
        for one in known - set(members)
    )
