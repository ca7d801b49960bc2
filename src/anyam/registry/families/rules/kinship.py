"""What follows from who is whose parent: ancestors, brothers and sisters, and the words for relatives. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from ..choices import Kind, SiblingKind, kind_of


@dataclass(frozen=True)
class Step:
    """`other` is `kind` of `person`, kept from the younger generation to the older; `is_over` where it has ended."""

    person: UUID
    other: UUID
    kind: Kind
    is_over: bool = False


def stands_above(steps: Iterable[Step], person: UUID) -> frozenset[UUID]:
    """Everybody who stands above somebody by relations of lineage; the person too where the steps run in a loop."""
    above: dict[UUID, set[UUID]] = defaultdict(set)
    for step in steps:
        if step.kind.is_lineage:
            above[step.person].add(step.other)
    found: set[UUID] = set()
    waiting = list(above[person])
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting += above[one]
    return frozenset(found)


def makes_loop(steps: Iterable[Step], new: Step) -> bool:
    """Whether with `new` somebody would stand above themselves."""
    if not new.kind.is_lineage:
        return False
    return new.person == new.other or new.person in stands_above(steps, new.other)


def siblings_of(steps: Collection[Step], person: UUID) -> dict[UUID, SiblingKind]:
    """The brothers and sisters that follow from the parents who are known.

    Full: two parents in common. Half: one in common, and two different others known. By the one parent known: one in
    common, the other unknown for one of them. Step: none in common, but a parent of one is the other's step-parent.
    """
    parents = _others(steps, lambda kind: kind.is_parent)
    step_parents = _others(steps, lambda kind: kind.code == "step_parent")
    found: dict[UUID, SiblingKind] = {}
    for other in {step.person for step in steps} - {person}:
        by_marriage = (parents[other] & step_parents[person]) | (parents[person] & step_parents[other])
        kind = _sibling(parents[person], parents[other], by_marriage)
        if kind:
            found[other] = kind
    return found


def _sibling(mine: set[UUID], theirs: set[UUID], by_marriage: set[UUID]) -> SiblingKind | None:
    shared = mine & theirs
    if len(shared) >= 2:
        return SiblingKind.FULL
    if shared:
        return SiblingKind.HALF if len(mine) > 1 and len(theirs) > 1 else SiblingKind.ONE_KNOWN
    return SiblingKind.STEP if by_marriage else None


def _others(steps: Iterable[Step], fits: Callable[[Kind], bool]) -> defaultdict[UUID, set[UUID]]:
    found: defaultdict[UUID, set[UUID]] = defaultdict(set)
    for step in steps:
        if fits(step.kind):
            found[step.person].add(step.other)
    return found


def words_between(steps: Iterable[Step], person: UUID, other: UUID, sex: str) -> tuple[str, ...]:
    """What the other is to the person by what was told directly, each word once."""
    words: list[str] = []
    for step in steps:
        kind = step.kind if (step.person, step.other) == (person, other) else None
        if (step.person, step.other) == (other, person):
            kind = kind_of(step.kind.inverse)
        if kind and kind.label(sex) not in words:
            words.append(kind.label(sex))
    return tuple(words)
