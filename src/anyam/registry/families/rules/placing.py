"""Where in its row each symbol stands: couples side by side, children beneath their parents. Pure.

A row is a sequence of blocks (a couple, somebody alone, or room for a line that passes). Their order follows from the
middles of what they are joined to in the rows above and below; then each block comes as near to those middles as the
others allow (pool adjacent violators: the least squares that keep order and distance).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from statistics import fmean

Item = Hashable
_SWEEPS = 6


def blocks_of(row: Sequence[Item], couples: Iterable[tuple[Item, Item]]) -> list[tuple[Item, ...]]:
    """The row with couples beside each other; whoever has had two partners stands between them."""
    here = set(row)
    beside: dict[Item, list[Item]] = defaultdict(list)
    for one, other in couples:
        if one in here and other in here:
            beside[one].append(other)
            beside[other].append(one)
    found: list[tuple[Item, ...]] = []
    seen: set[Item] = set()
    for one in row:
        if one in seen:
            continue
        first = _end_of_chain(one, beside)
        chain = _chain(first, beside, seen)
        found.append(tuple(chain))
    return found


def _chain(first: Item, beside: Mapping[Item, list[Item]], seen: set[Item]) -> list[Item]:
    chain, waiting = [], [first]
    while waiting:
        one = waiting.pop()
        if one not in seen:
            seen.add(one)
            chain.append(one)
            waiting += [other for other in reversed(beside.get(one, [])) if other not in seen]
    return chain


def _end_of_chain(one: Item, beside: Mapping[Item, list[Item]]) -> Item:
    """Somebody with one partner only, from whom the chain is read."""
    seen, waiting = {one}, [one]
    while waiting:
        here = waiting.pop(0)
        if len(beside.get(here, [])) <= 1:
            return here
        for other in beside[here]:
            if other not in seen:
                seen.add(other)
                waiting.append(other)
    return one


def place(
    rows: Sequence[list[tuple[Item, ...]]],
    joined: Iterable[tuple[Item, Item]],
    widths: Mapping[Item, float],
) -> dict[Item, float]:
    """The middle of every item across, beginning at 0; items of one row are at least their half widths apart."""
    row_of = {item: number for number, row in enumerate(rows) for block in row for item in block}
    near: dict[Item, list[Item]] = defaultdict(list)
    for one, other in joined:
        if one in row_of and other in row_of and row_of[one] != row_of[other]:
            near[one].append(other)
            near[other].append(one)
    ordered = [list(row) for row in rows]
    at = {item: x for row in ordered for item, x in _packed(row, widths).items()}
    for sweep in range(_SWEEPS):
        goes_down = sweep % 2 == 0
        numbers = range(len(ordered)) if goes_down else range(len(ordered) - 1, -1, -1)
        for number in numbers:
            wishes = {}
            for block in ordered[number]:
                others = [one for item in block for one in near[item]]
                others = [
                    one for one in others if (row_of[one] < number if goes_down else row_of[one] > number)
                ]
                wishes[block] = _wish(block, others, at)
            ordered[number].sort(key=wishes.__getitem__)
            at |= _packed(ordered[number], widths)
    for _sweep in range(_SWEEPS):
        for row in ordered:
            at |= _drawn_near(row, near, at, widths)
    least = min((x - widths[item] / 2 for item, x in at.items()), default=0.0)
    return {item: x - least for item, x in at.items()}


def _packed(row: Sequence[tuple[Item, ...]], widths: Mapping[Item, float]) -> dict[Item, float]:
    at, edge = {}, 0.0
    for block in row:
        for item in block:
            at[item] = edge + widths[item] / 2
            edge += widths[item]
    return at


def _wish(block: tuple[Item, ...], others: list[Item], at: Mapping[Item, float]) -> float:
    return fmean(at[one] for one in others) if others else fmean(at[item] for item in block)


def _drawn_near(
    row: Sequence[tuple[Item, ...]],
    near: Mapping[Item, list[Item]],
    at: Mapping[Item, float],
    widths: Mapping[Item, float],
) -> dict[Item, float]:
    """The row with each block as near to its wish as order and distance allow."""
    sizes = [sum(widths[item] for item in block) for block in row]
    before = [sum(sizes[:n]) for n in range(len(sizes))]
    wishes = []
    for block, size, offset in zip(row, sizes, before, strict=True):
        others = [other for item in block for other in near.get(item, [])]
        wishes.append(_wish(block, others, at) - size / 2 - offset)
    found = {}
    for block, left in zip(row, (y + o for y, o in zip(_rising(wishes), before, strict=True)), strict=True):
        edge = left
        for item in block:
            found[item] = edge + widths[item] / 2
            edge += widths[item]
    return found


def _rising(wishes: Sequence[float]) -> list[float]:
    """The nearest sequence that never falls (pool adjacent violators)."""
    pools: list[tuple[float, int]] = []
    for wish in wishes:
        pools.append((wish, 1))
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            (one, many), (other, more) = pools[-2], pools[-1]
            pools[-2:] = [((one * many + other * more) / (many + more), many + more)]
    return [mean for mean, many in pools for _ in range(many)]
