"""What must be worked out before what; and the chain of rows where a form goes round in circles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..results import Node

Unit = tuple[str, str]
"""What is worked out, and where: ("relevant", path), ("count", path), ("value", path)."""


class GoesInCircles(Exception):
    """Each of these needs the next, and the last needs the first."""

    def __init__(self, chain: list[Unit]) -> None:
        self.chain = chain
        super().__init__(" → ".join(path for _what, path in chain))


def ordered(nodes: Mapping[str, Node], used: Mapping[Unit, Iterable[str]]) -> tuple[Unit, ...]:
    """The units of `used` so that what each needs stands before it. Raises GoesInCircles."""
    needs = {unit: _needs(unit, paths, nodes, used) for unit, paths in used.items()}
    done: dict[Unit, None] = {}
    for unit in used:
        _visit(unit, needs, done)
    return tuple(done)


def _visit(first: Unit, needs: Mapping[Unit, list[Unit]], done: dict[Unit, None]) -> None:
    """Depth first, without recursion: a chain may be as long as the form."""
    way: dict[Unit, None] = {}
    waiting: list[tuple[Unit, bool]] = [(first, False)]
    while waiting:
        unit, is_left = waiting.pop()
        if is_left:
            del way[unit]
            done[unit] = None
            continue
        if unit in done or unit in way:
            continue
        way[unit] = None
        waiting.append((unit, True))
        for need in needs[unit]:
            if need in way:
                chain = list(way)
                raise GoesInCircles(chain[chain.index(need) :])
            if need not in done:
                waiting.append((need, False))


def _needs(
    unit: Unit, paths: Iterable[str], nodes: Mapping[str, Node], used: Mapping[Unit, Iterable[str]]
) -> list[Unit]:
    what, here = unit
    needed: dict[Unit, None] = {}
    for path in dict.fromkeys(paths):
        if path == here and what == "value":
            raise GoesInCircles([unit])  # only once() may read its own answer
        if path in nodes and nodes[path].is_question:
            needed[("value", path)] = None
        for above in _upwards(path):
            needed[("relevant", above)] = None
            needed[("count", above)] = None
    for above in _upwards(here):
        if above != here or what != "relevant":
            needed[("relevant", above)] = None
        if above != here or what == "value":
            needed[("count", above)] = None
    return [need for need in needed if need in used and need != unit]


def _upwards(path: str) -> Iterable[str]:
    while path:
        yield path
        path = path.rpartition("/")[0]
