"""Which lines a drawing needs: between couples, from parents to children, and where nothing else tells a relation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from uuid import UUID

from ..choices import Tie
from .kinship import Step

Pair = tuple[UUID, UUID]


@dataclass(frozen=True)
class Bond:
    """A line between two people; `is_married` as a couple before the law or custom, as far as told."""

    pair: Pair
    tie: Tie
    is_over: bool = False
    is_married: bool = False


@dataclass(frozen=True)
class Descent:
    """A line down to somebody, from one person or from a couple."""

    above: tuple[UUID, ...]
    below: UUID
    tie: Tie
    is_over: bool = False


def pair_of(one: UUID, other: UUID) -> Pair:
    return (one, other) if str(one) < str(other) else (other, one)


def couples_of(steps: Iterable[Step]) -> tuple[Bond, ...]:
    """Who is or was a couple: as told, and the two parents of a child."""
    found: dict[Pair, Bond] = {}
    parents: dict[tuple[UUID, Tie], list[UUID]] = defaultdict(list)
    for step in steps:
        if step.kind.tie == Tie.SPOUSE:
            pair = pair_of(step.person, step.other)
            known = found.get(pair)
            if known is None or known.is_over:
                found[pair] = Bond(pair, Tie.SPOUSE, step.is_over, step.kind.code == "spouse")
        elif step.kind.is_parent and step.other not in parents[step.person, step.kind.tie]:
            parents[step.person, step.kind.tie].append(step.other)
    for together in parents.values():
        for one, other in combinations(together, 2):
            found.setdefault(pair_of(one, other), Bond(pair_of(one, other), Tie.SPOUSE))
    return tuple(found.values())


def descents_of(
    steps: Collection[Step], couples: Iterable[Bond], row_of: Mapping[UUID, int]
) -> tuple[Descent, ...]:
    """The lines down to everybody, each relation once: what another line already tells is left out."""
    pairs = {bond.pair for bond in couples}
    parents = _parents(steps)
    found: dict[tuple[frozenset[UUID], UUID], Descent] = {}
    told: set[Pair] = set(pairs)
    for tie in (Tie.BIOLOGICAL, Tie.ADOPTIVE):
        for child in dict.fromkeys(step.person for step in steps):
            above = [one for one in parents[child, tie] if row_of[one] < row_of[child]]
            for source in _by_couple(above, pairs, row_of):
                found[frozenset(source), child] = Descent(source, child, tie)
                told |= {pair_of(one, child) for one in source}
    for step in steps:
        pair = pair_of(step.person, step.other)
        if (
            pair not in told
            and not _follows(step, parents, pairs)
            and row_of[step.other] < row_of[step.person]
        ):
            told.add(pair)
            found[frozenset({step.other}), step.person] = Descent(
                (step.other,), step.person, step.kind.tie, step.is_over
            )
    for bond in couples:  # a couple that could not stand in one row
        lower, upper = sorted(bond.pair, key=lambda one: -row_of[one])
        if row_of[upper] < row_of[lower]:
            found.setdefault((frozenset({upper}), lower), Descent((upper,), lower, bond.tie, bond.is_over))
    return tuple(found.values())


def bonds_beside(
    steps: Collection[Step], couples: Iterable[Bond], row_of: Mapping[UUID, int]
) -> tuple[Bond, ...]:
    """Lines between people of one row who are no couple, where no common parent tells it."""
    told = {bond.pair for bond in couples}
    parents = _parents(steps)
    found: dict[Pair, Bond] = {}
    for step in steps:
        pair = pair_of(step.person, step.other)
        if row_of[step.person] == row_of[step.other] and pair not in told and not _share(step, parents):
            found.setdefault(pair, Bond(pair, step.kind.tie, step.is_over))
    return tuple(found.values())


_Parents = Mapping[tuple[UUID, Tie], list[UUID]]


def _parents(steps: Iterable[Step]) -> _Parents:
    found: defaultdict[tuple[UUID, Tie], list[UUID]] = defaultdict(list)
    for step in steps:
        if step.kind.is_parent and step.other not in found[step.person, step.kind.tie]:
            found[step.person, step.kind.tie].append(step.other)
    return found


def _by_couple(
    above: list[UUID], pairs: Collection[Pair], row_of: Mapping[UUID, int]
) -> list[tuple[UUID, ...]]:
    """The parents as they stand: the first couple of one row among them together, everybody else alone."""
    for one, other in combinations(above, 2):
        if pair_of(one, other) in pairs and row_of[one] == row_of[other]:
            rest = [(lone,) for lone in above if lone not in {one, other}]
            return [pair_of(one, other), *rest]
    return [(one,) for one in above]


def _follows(step: Step, parents: _Parents, pairs: Collection[Pair]) -> bool:
    """Whether other lines tell this already: a grandparent through a parent, a step-parent through the couple."""
    mine = [one for tie in (Tie.BIOLOGICAL, Tie.ADOPTIVE) for one in parents.get((step.person, tie), ())]
    if step.kind.code == "step_parent":
        return any(pair_of(one, step.other) in pairs for one in mine)
    theirs = {one: parents.get((one, Tie.BIOLOGICAL), ()) for one in mine}
    if step.kind.code == "grandparent":
        return any(step.other in above for above in theirs.values())
    if step.kind.code == "uncle_aunt":
        grand = set(parents.get((step.other, Tie.BIOLOGICAL), ()))
        return any(grand & set(above) for above in theirs.values())
    return False


def _share(step: Step, parents: _Parents) -> bool:
    mine, theirs = (set(parents.get((one, Tie.BIOLOGICAL), ())) for one in (step.person, step.other))
    return bool(mine & theirs)
