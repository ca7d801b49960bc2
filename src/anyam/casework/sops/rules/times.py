"""Findings about time: the longest way through one SOP held against what is promised.

Branches that run at the same time count by the longest of them, as answers do. A loop is counted once,
and that is said.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from operator import itemgetter

import networkx as nx
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from anyam.foundation.core.working_time import Counting

from ..choices import FindingKind as Kind
from ..choices import Symbol
from ..results import Document, Finding, Step
from .chart import Chart
from .spans import Span, in_hours_of, least_clock

HOURS: dict[Counting, Promise] = {
    Counting.WORKING: _("working hours"),
    Counting.CLOCK: _("clock hours"),
}
_OTHER = {Counting.WORKING: Counting.CLOCK, Counting.CLOCK: Counting.WORKING}
# Forty office hours in a week of 168.
AVERAGE = {
    (Counting.WORKING, Counting.WORKING): Decimal(1),
    (Counting.CLOCK, Counting.CLOCK): Decimal(1),
    (Counting.CLOCK, Counting.WORKING): Decimal("4.2"),
    (Counting.WORKING, Counting.CLOCK): Decimal("0.238"),
}
_TAKES_TIME = frozenset({Symbol.PROCESS, Symbol.DECISION, Symbol.LINK})


@dataclass(frozen=True)
class LongestWay:
    """What the longest way takes at least and at most, in the hours of the promise."""

    least: Decimal
    most: Decimal
    rows: tuple[str, ...]
    loops: tuple[str, ...]


@dataclass(frozen=True)
class _Time:
    hours: Decimal
    counting: Counting


def time_findings(chart: Chart, known: Mapping[str, Document]) -> Iterator[Finding]:
    """`known` holds the SOPs in which this one may go on: a link without a time takes what they promise."""
    document, promised = chart.document, chart.document.promised_hours
    if promised is None or len(chart.starts) != 1:
        return
    way, code = longest_way(chart, known), document.code
    facts = {
        "rows": chart.rows(way.rows),
        "promised": written(promised),
        "counting": HOURS[document.promised_counting],
        "hours": written(way.least),
        "least": written(way.least),
        "most": written(way.most),
    }
    if way.least > promised:
        yield Finding(Kind.PAST_PROMISE, code, way.rows, facts)
    elif way.most > promised:
        yield Finding(Kind.MAY_BE_PAST_PROMISE, code, way.rows, facts)
    if way.loops:
        yield Finding(Kind.LOOP_COUNTED_ONCE, code, way.loops, {"rows": chart.rows(way.loops)})
    without = [
        key
        for key in chart.in_order(chart.reached)
        if chart.steps[key].symbol in _TAKES_TIME and _time_of(chart.steps[key], known) is None
    ]
    if without:
        yield Finding(Kind.TIME_MISSING, code, tuple(without), {"rows": chart.rows(without)})


def longest_way(chart: Chart, known: Mapping[str, Document]) -> LongestWay:
    """The slowest way from the one start, each row taken at most once.

    Where both kinds of hours are mixed, it is looked for with an average week, and by each kind of hours alone.
    """
    counting = chart.document.promised_counting
    times = {key: time for key in chart.reached if (time := _time_of(chart.steps[key], known)) is not None}
    parts, loops = _without_loops(chart)
    weighings: list[Callable[[_Time], Decimal]] = [lambda time: time.hours * AVERAGE[counting, time.counting]]
    if any(time.counting != counting for time in times.values()):
        weighings += [lambda time: time.hours, lambda time: time.hours * (time.counting == counting)]
    ways = [_slowest(parts, {key: weigh(time) for key, time in times.items()}) for weigh in weighings]
    spans = [_span([times[key] for key in way if key in times], counting) for way in ways]
    timed = chart.in_order(key for key in ways[0] if key in times)
    return LongestWay(max(span.least for span in spans), max(span.most for span in spans), timed, loops)


def _span(times: list[_Time], counting: Counting) -> Span:
    """What these times come to one after the other, in hours of `counting`."""
    own = sum((time.hours for time in times if time.counting == counting), Decimal(0))
    runs = [
        sum((time.hours for time in run), Decimal(0))
        for kind, run in groupby(times, key=lambda time: time.counting)
        if kind != counting
    ]
    others = [in_hours_of(counting, hours, _OTHER[counting]) for hours in runs]
    most = own + sum((span.most for span in others), Decimal(0))
    if counting == Counting.CLOCK:
        # Nights between working hours can be used by steps in clock hours: only these two are certain.
        working = sum(runs, Decimal(0))
        return Span(max(own + working, least_clock(working)), most)
    return Span(own + sum((span.least for span in others), Decimal(0)), most)


def _time_of(step: Step, known: Mapping[str, Document]) -> _Time | None:
    if step.hours is not None:
        return _Time(step.hours, step.counting)
    linked = known.get(step.linked_sop) if step.symbol == Symbol.LINK else None
    if linked is None or linked.promised_hours is None:
        return None
    return _Time(linked.promised_hours, linked.promised_counting)


def _without_loops(chart: Chart) -> tuple["nx.DiGraph[frozenset[str]]", tuple[str, ...]]:
    """The ways without going back, and the rows to which one can go back.

    An arrow goes back where its target stands before its source on every way from the start. Rows that still run in a
    circle after that have no first one among them; they are taken as one.
    """
    graph = chart.graph.subgraph(chart.reached).copy()
    first = nx.immediate_dominators(graph, chart.starts[0])
    back = [(u, v) for u, v in graph.edges if _stands_before(v, u, first)]
    graph.remove_edges_from(back)
    parts = nx.condensation(graph)
    members = {part: frozenset(parts.nodes[part]["members"]) for part in parts}
    circles = {key for keys in members.values() if len(keys) > 1 for key in keys}
    loops = chart.in_order({v for _u, v in back} | circles)
    return nx.relabel_nodes(parts, members), loops


def _stands_before(key: str, other: str, first: Mapping[str, str | None]) -> bool:
    here: str | None = other
    while here is not None:
        if here == key:
            return True
        above = first.get(here)
        here = None if above == here else above
    return False


def _slowest(parts: "nx.DiGraph[frozenset[str]]", weights: Mapping[str, Decimal]) -> list[str]:
    """The rows of the heaviest way, in the order in which they are taken."""
    best: dict[frozenset[str], tuple[Decimal, frozenset[str] | None]] = {}
    for part in nx.topological_sort(parts):
        before = max(((best[p][0], p) for p in parts.predecessors(part)), key=itemgetter(0), default=None)
        own = sum((weights.get(key, Decimal(0)) for key in part), Decimal(0))
        best[part] = (own, None) if before is None else (own + before[0], before[1])
    here: frozenset[str] | None = max(best, key=lambda part: best[part][0])
    way: list[str] = []
    while here is not None:
        way.extend(here)
        here = best[here][1]
    return way[::-1]


def written(hours: Decimal) -> str:
    """Hours without needless zeros."""
    return f"{hours.normalize():f}"
