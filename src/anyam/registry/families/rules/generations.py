"""Which row of the drawing everybody stands in: parents above children, couples beside each other. Pure.

What cannot be drawn together with the rest is left out, the later statement first: two dossiers may contradict each
other, and the drawing must stand all the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from uuid import UUID

from .kinship import Step

_BESIDE = {"spouse", "partner", "sibling", "step_sibling", "cousin", "other_kin", "close_person"}
_ABOVE_IF_POSSIBLE = {"guardian", "kafil"}


class _Groups:
    """People who stand in one row, and which groups stand above which, by how many rows at least."""

    def __init__(self, people: Iterable[UUID]) -> None:
        self.of = {person: person for person in people}
        self.below: dict[UUID, dict[UUID, int]] = defaultdict(dict)

    def root(self, person: UUID) -> UUID:
        while self.of[person] != person:
            person = self.of[person]
        return person

    def reaches(self, upper: UUID, lower: UUID) -> bool:
        """Whether the second stands below the first already."""
        start, sought = self.root(upper), self.root(lower)
        seen: set[UUID] = set()
        waiting = list(self.below[start])
        while waiting:
            one = waiting.pop()
            if one == sought:
                return True
            if one not in seen:
                seen.add(one)
                waiting += self.below[one]
        return False

    def put_above(self, upper: UUID, lower: UUID, rows: int) -> bool:
        """Put one above the other; False where that contradicts what stands already."""
        one, other = self.root(upper), self.root(lower)
        if one == other or self.reaches(lower, upper):
            return False
        self.below[one][other] = max(rows, self.below[one].get(other, 0))
        return True

    def put_beside(self, person: UUID, other: UUID) -> bool:
        """Put two into one row; False where one stands above the other."""
        one, two = self.root(person), self.root(other)
        if one == two:
            return True
        if self.reaches(one, two) or self.reaches(two, one):
            return False
        self.of[two] = one
        for lower, rows in self.below.pop(two, {}).items():
            self.below[one][lower] = max(rows, self.below[one].get(lower, 0))
        for group in list(self.below):
            rows = self.below[group].pop(two, 0)
            if rows:
                self.below[group][one] = max(rows, self.below[group].get(one, 0))
        return True


def rows_of(
    people: Sequence[UUID], steps: Collection[Step], couples: Iterable[tuple[UUID, UUID]]
) -> tuple[dict[UUID, int], frozenset[Step]]:
    """Everybody's row, counted from the top, and the statements that contradict earlier ones."""
    groups, left_out = _Groups(people), set()
    for step in steps:
        if step.kind.is_lineage and not groups.put_above(step.other, step.person, step.kind.generations or 1):
            left_out.add(step)
    for step in steps:
        if not step.kind.is_lineage and (step.kind.generations or 0) > 0:
            groups.put_above(step.other, step.person, step.kind.generations or 1)
    for person, other in couples:
        groups.put_beside(person, other)
    for step in steps:
        if step.kind.code in _BESIDE:
            groups.put_beside(step.person, step.other)
    for step in steps:
        if step.kind.code in _ABOVE_IF_POSSIBLE:
            groups.put_above(step.other, step.person, 1)
    return _numbered(people, groups), frozenset(left_out)


def _numbered(people: Sequence[UUID], groups: _Groups) -> dict[UUID, int]:
    order = _from_the_top(groups)
    depth = dict.fromkeys(order, 0)
    for group in order:
        for lower, rows in groups.below[group].items():
            depth[lower] = max(depth[lower], depth[group] + rows)
    for group in reversed(order):  # whoever has room above their children comes down to them
        below = groups.below[group]
        if below:
            depth[group] = min(depth[lower] - rows for lower, rows in below.items())
    alone = {one for one in order if not groups.below[one] and not _is_below(groups, one)}
    middle = depth[groups.root(people[0])] if people else 0
    for group in alone:
        depth[group] = middle
    used = {level: row for row, level in enumerate(sorted(set(depth.values())))}
    return {person: used[depth[groups.root(person)]] for person in people}


def _is_below(groups: _Groups, sought: UUID) -> bool:
    return any(sought in below for below in groups.below.values())


def _from_the_top(groups: _Groups) -> list[UUID]:
    """Every group after all that stand above it."""
    found: list[UUID] = []
    seen: set[UUID] = set()

    def visit(group: UUID) -> None:
        if group in seen:
            return
        seen.add(group)
        for lower in groups.below[group]:
            visit(lower)
        found.append(group)

    for group in sorted({groups.root(one) for one in groups.of}, key=str):
        visit(group)
    return found[::-1]
