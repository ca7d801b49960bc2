"""What can happen when an SOP runs: every order in which its branches can be taken.

Work stands on arrows. A row is done when work stands on an arrow into it (one that waits for all: on every arrow into
it); a decision then sends it along one arrow, an end takes it away, any other row sends it along all of its arrows.
Rows with one arrow in and one out change nothing about this and are passed over, so that few situations remain.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

import networkx as nx

from ..choices import Symbol
from .chart import Arrow, Chart

MOST_STATES = 4000

Marking = frozenset[Arrow]


@dataclass
class Followed:
    """What was seen. Rows are named by their keys."""

    states: int = 0
    is_whole: bool = True
    done: set[str] = field(default_factory=set)
    """Rows that are done in some run."""
    twice: set[str] = field(default_factory=set)
    """Rows in which work can stand twice at the same time."""
    waiting: set[str] = field(default_factory=set)
    """Rows that can be left waiting for ever."""
    circling: set[str] = field(default_factory=set)
    """Rows in which work goes round for ever though each of them has a way out."""


def follow(chart: Chart, *, most_states: int = MOST_STATES) -> Followed:
    """Every run of the document from its first start."""
    return _Follower(chart, most_states).followed()


class _Follower:
    def __init__(self, chart: Chart, most_states: int) -> None:
        self.chart, self.most_states = chart, most_states
        self.start = chart.starts[0]
        self.reached = {self.start, *nx.descendants(chart.graph, self.start)}
        self.found = Followed()
        self.edges: dict[Marking, list[tuple[str, Marking]]] = {}
        self.passed: dict[Arrow, tuple[str, list[str]]] = {}

    def followed(self) -> Followed:
        first: Marking = frozenset()
        begun = {first: [(self.start, marking) for marking in self._sent(self.start, first)]}
        queue = deque(marking for _key, marking in begun[first])
        self.found.done.add(self.start)
        while queue:
            marking = queue.popleft()
            if marking in self.edges:
                continue
            if len(self.edges) >= self.most_states:
                self.found.is_whole = False
                break
            self.edges[marking] = list(self._next(marking))
            queue.extend(after for _key, after in self.edges[marking])
        self.found.states = len(self.edges)
        for arrow in set().union(*self.edges):
            self.found.done.update(self._way(arrow)[1])
        if self.found.is_whole and not self.found.twice:
            self._judge()
        return self.found

    def _way(self, arrow: Arrow) -> tuple[str, list[str]]:
        """Where work on `arrow` has to be decided on next, and the plain rows it passes before."""
        if arrow not in self.passed:
            rows, key = [], arrow.target
            while self._is_plain(key):
                rows.append(key)
                key = self.chart.out_of[key][0].target
            self.passed[arrow] = (key, rows)
        return self.passed[arrow]

    def _is_plain(self, key: str) -> bool:
        chart = self.chart
        is_choice = chart.steps[key].symbol in {Symbol.DECISION, Symbol.END, Symbol.START}
        return not is_choice and len(chart.into[key]) == 1 and len(chart.out_of[key]) == 1

    def _next(self, marking: Marking) -> Iterator[tuple[str, Marking]]:
        standing: dict[str, list[Arrow]] = {}
        for arrow in marking:
            standing.setdefault(self._way(arrow)[0], []).append(arrow)
        crowded = {key for key, arrows in standing.items() if len(arrows) > 1 and not self._may_hold_two(key)}
        self.found.twice.update(crowded)
        if crowded:
            return
        for key, arrows in standing.items():
            if self.chart.is_join(key) and len(arrows) < len(self.chart.into[key]):
                continue
            self.found.done.add(key)
            if not self.chart.out_of[key] and not self.chart.closes(key):
                yield key, marking  # work stays here for ever
                continue
            for after in self._sent(key, marking.difference(arrows)):
                yield key, after

    def _may_hold_two(self, key: str) -> bool:
        """An end takes the work of all branches, at once or one after the other: that comes to the same."""
        return self.chart.is_join(key) or self.chart.steps[key].symbol == Symbol.END

    def _sent(self, key: str, rest: Marking) -> Iterator[Marking]:
        """The situations after `key` was done."""
        arrows = self.chart.out_of[key]
        sendings = (
            [[arrow] for arrow in arrows] if self.chart.steps[key].symbol == Symbol.DECISION else [arrows]
        )
        for sending in sendings:
            if any(arrow in rest for arrow in sending):
                self.found.twice.add(key)
                continue
            yield rest.union(arrow for arrow in sending if not self._is_over(arrow))

    def _is_over(self, arrow: Arrow) -> bool:
        """Whether this arrow leads to an end that takes the work at once."""
        key, rows = self._way(arrow)
        if self.chart.steps[key].symbol != Symbol.END or self.chart.is_join(key):
            return False
        self.found.done.update((key, *rows))
        return not rows

    def _judge(self) -> None:
        """What every situation can still come to."""
        before: dict[Marking, list[Marking]] = {marking: [] for marking in self.edges}
        firing: dict[str, list[Marking]] = {}
        for marking, nexts in self.edges.items():
            for key, after in nexts:
                before[after].append(marking)
                firing.setdefault(key, []).append(marking)
        for key in self.reached:
            if self.chart.is_join(key):
                holding = {m for m in self.edges if any(self._way(arrow)[0] == key for arrow in m)}
                if holding - _backwards(firing.get(key, []), before):
                    self.found.waiting.add(key)
        over = [marking for marking in self.edges if not marking]
        endless = set(self.edges) - _backwards(over, before)
        if endless:
            self.found.circling = self._circling(endless)

    def _circling(self, endless: set[Marking]) -> set[str]:
        graph: nx.DiGraph[Marking] = nx.DiGraph()
        graph.add_nodes_from(endless)
        graph.add_edges_from((m, after) for m in endless for _key, after in self.edges[m])
        last = [part for part in nx.strongly_connected_components(graph) if _is_last(graph, part)]
        return {self._way(arrow)[0] for part in last for marking in part for arrow in marking}


def _is_last(graph: "nx.DiGraph[Marking]", part: set[Marking]) -> bool:
    return all(after in part for marking in part for after in graph.successors(marking))


def _backwards(goals: list[Marking], before: dict[Marking, list[Marking]]) -> set[Marking]:
    """Every situation from which one of `goals` can be reached, and they themselves."""
    found, queue = set(goals), list(goals)
    while queue:
        for marking in before[queue.pop()]:
            if marking not in found:
                found.add(marking)
                queue.append(marking)
    return found
