"""An SOP as a graph: its rows, the arrows between them, and who owns which row."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import networkx as nx

from ..choices import SopLevel, Symbol
from ..results import Document, Step

ROWS_NAMED = 6


@dataclass(frozen=True)
class Arrow:
    """The arrow at `place` among those out of the row `source`."""

    source: str
    place: int
    target: str


class Chart:
    """One document, prepared for questions about its shape. Arrows that lead nowhere are left out."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.steps: dict[str, Step] = {}
        for step in document.steps:
            self.steps.setdefault(step.key, step)
        self.numbers = {key: number for number, key in enumerate(self.steps, 1)}
        self.arrows = [
            Arrow(step.key, place, flow.to)
            for step in self.steps.values()
            if step.symbol != Symbol.END
            for place, flow in enumerate(step.flows)
            if flow.to in self.steps
        ]
        self.into: dict[str, list[Arrow]] = {key: [] for key in self.steps}
        self.out_of: dict[str, list[Arrow]] = {key: [] for key in self.steps}
        for arrow in self.arrows:
            self.into[arrow.target].append(arrow)
            self.out_of[arrow.source].append(arrow)
        self.starts = [key for key, step in self.steps.items() if step.symbol == Symbol.START]
        self.parties = {one.key: self._party(one.key) for one in document.performers}

    @cached_property
    def graph(self) -> "nx.DiGraph[str]":
        graph: nx.DiGraph[str] = nx.DiGraph()
        graph.add_nodes_from(self.steps)
        graph.add_edges_from((arrow.source, arrow.target) for arrow in self.arrows)
        return graph

    @cached_property
    def reached(self) -> set[str]:
        """The rows to which a way leads from a start."""
        return set(self.starts).union(*(nx.descendants(self.graph, start) for start in self.starts))

    @cached_property
    def closings(self) -> list[str]:
        """The rows with which work is over here: ends, and links after which nothing follows."""
        return [key for key in self.steps if self.closes(key)]

    def closes(self, key: str) -> bool:
        step = self.steps[key]
        return step.symbol == Symbol.END or (step.symbol == Symbol.LINK and not self.out_of[key])

    def is_join(self, key: str) -> bool:
        """Whether the row waits for several arrows; a start never waits."""
        step = self.steps[key]
        return step.waits_for_all and len(self.into[key]) > 1 and step.symbol != Symbol.START

    def party(self, key: str) -> str:
        """The agency that owns the row; empty where that is not known."""
        return self.parties.get(self.steps[key].owner, "")

    def _party(self, performer: str) -> str:
        one = self.document.performer(performer)
        if one is None:
            return ""
        if one.agency_id is not None:
            return str(one.agency_id)
        if one.agency_kind:
            return one.agency_kind
        # Inside one agency columns are its people; across agencies each column stands for somebody else.
        return one.key if self.document.level == SopLevel.MACRO else ""

    def row(self, key: str) -> str:
        """The number and activity of a row, as a sentence names it."""
        return f"{self.numbers[key]} “{self.steps[key].activity}”"

    def rows(self, keys: Iterable[str]) -> str:
        """Several rows in the order of the table; the rest as a number."""
        ordered = sorted(set(keys), key=self.numbers.__getitem__)
        named = ", ".join(self.row(key) for key in ordered[:ROWS_NAMED])
        rest = len(ordered) - ROWS_NAMED
        return f"{named} (+{rest})" if rest > 0 else named

    def in_order(self, keys: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted(set(keys), key=self.numbers.__getitem__))
