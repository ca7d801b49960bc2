"""An SOP played through by hand, every order of every branch, written without a look at the check.

Work is counted on each arrow; nothing is passed over or put together. Only for small SOPs.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from anyam.casework.sops.choices import Symbol
from anyam.casework.sops.results import Document

Tokens = tuple[tuple[tuple[str, int], int], ...]
MOST = 60_000


@dataclass
class Seen:
    ran: set[str] = field(default_factory=set)
    doubled: bool = False
    stuck_joins: set[str] = field(default_factory=set)
    always_can_finish: bool = True
    too_many: bool = False

    def is_sound(self, document: Document) -> bool:
        everything = {step.key for step in document.steps}
        return self.ran == everything and not self.doubled and self.always_can_finish


def simulate(document: Document) -> Seen:
    seen = Seen()
    steps = {step.key: step for step in document.steps}
    arrows_into: dict[str, list[tuple[str, int]]] = {key: [] for key in steps}
    for step in document.steps:
        if step.symbol != Symbol.END:
            for number, flow in enumerate(step.flows):
                arrows_into[flow.to].append((step.key, number))
    (start,) = [step.key for step in document.steps if step.symbol == Symbol.START]

    def joins(key: str) -> bool:
        waits = steps[key].waits_for_all and steps[key].symbol != Symbol.START
        return waits and len(arrows_into[key]) > 1

    def swallows(key: str) -> bool:
        return steps[key].symbol == Symbol.END and not joins(key)

    def outcomes(key: str) -> list[list[tuple[str, int]]] | None:
        """The sets of arrows along which the row can send work; None where work stays."""
        step = steps[key]
        if step.symbol == Symbol.END or (step.symbol == Symbol.LINK and not step.flows):
            return [[]]
        if not step.flows:
            return None
        if step.symbol == Symbol.DECISION:
            return [[(key, number)] for number in range(len(step.flows))]
        return [[(key, number) for number in range(len(step.flows))]]

    def put(marking: Counter[tuple[str, int]], arrows: list[tuple[str, int]]) -> Tokens:
        after = Counter(marking)
        for arrow in arrows:
            target = steps[arrow[0]].flows[arrow[1]].to
            if swallows(target):
                seen.ran.add(target)
            else:
                after[arrow] += 1
        return tuple(sorted((a, n) for a, n in after.items() if n))

    seen.ran.add(start)
    first = outcomes(start)
    beginnings = [put(Counter(), arrows) for arrows in first] if first is not None else []
    if first is None:
        seen.always_can_finish = False
    after_of: dict[Tokens, list[tuple[str, Tokens]]] = {}
    queue = list(beginnings)
    while queue:
        now = queue.pop()
        if now in after_of:
            continue
        if len(after_of) > MOST:
            seen.too_many = True
            return seen
        after_of[now] = []
        marking = Counter(dict(now))
        at: Counter[str] = Counter()
        for (source, number), count in now:
            at[steps[source].flows[number].to] += count
        if any(count > 1 for _arrow, count in now) or any(
            count > 1 for key, count in at.items() if not joins(key)
        ):
            seen.doubled = True
            continue
        for key in at:
            inward = arrows_into[key]
            if joins(key):
                if not all(marking[arrow] for arrow in inward):
                    continue
                takings = [inward]
            else:
                takings = [[arrow] for arrow in inward if marking[arrow]]
            seen.ran.add(key)
            sendings = outcomes(key)
            if sendings is None:
                after_of[now].append((key, now))
            for taking in takings:
                for sending in sendings or []:
                    rest = Counter(marking)
                    rest.subtract(taking)
                    after_of[now].append((key, put(rest, sending)))
        queue.extend(after for _key, after in after_of[now])
    _look_back(seen, steps.keys(), joins, after_of, steps)
    return seen


def _look_back(seen, keys, joins, after_of, steps) -> None:  # type: ignore[no-untyped-def]
    def can_reach(good: set[Tokens]) -> set[Tokens]:
        grown = True
        while grown:
            grown = False
            for marking, nexts in after_of.items():
                if marking not in good and any(after in good for _key, after in nexts):
                    good.add(marking)
                    grown = True
        return good

    if set(after_of) - can_reach({marking for marking in after_of if not marking}):
        seen.always_can_finish = False
    for key in keys:
        if joins(key):
            fires = {m for m, nexts in after_of.items() if any(fired == key for fired, _after in nexts)}
            holds = {
                m
                for m in after_of
                if any(steps[source].flows[number].to == key for (source, number), _n in m)
            }
            if holds - can_reach(fires):
                seen.stuck_joins.add(key)


def walked(document: Document) -> set[str]:
    """The rows that a finger following arrows from the start can touch."""
    steps = {step.key: step for step in document.steps}
    touched = [step.key for step in document.steps if step.symbol == Symbol.START]
    for key in touched:
        if steps[key].symbol != Symbol.END:
            touched.extend(flow.to for flow in steps[key].flows if flow.to not in touched)
    return set(touched)
