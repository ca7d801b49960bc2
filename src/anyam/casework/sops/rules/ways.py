"""Findings about the ways through one SOP: what is never reached, never ended, never joined, or done twice."""

from collections.abc import Iterable, Iterator

import networkx as nx

from ..choices import FindingKind as Kind
from ..choices import Symbol
from ..results import Finding
from .chart import Chart
from .tokens import Followed, follow


def way_findings(chart: Chart) -> Iterator[Finding]:
    """Nothing is said of ways where there is no start from which one could go."""
    if not chart.starts:
        return
    yield from _named(chart, Kind.UNREACHABLE, set(chart.steps) - chart.reached)
    trapped = _trapped(chart) if chart.closings else set()
    yield from _named(chart, Kind.NO_WAY_TO_END, trapped)
    if len(chart.starts) == 1 and _has_branches(chart):
        yield from _about_runs(chart, follow(chart), trapped)


def _trapped(chart: Chart) -> set[str]:
    backwards = chart.graph.reverse(copy=False)
    leaving = set(chart.closings).union(*(nx.descendants(backwards, key) for key in chart.closings))
    return chart.reached - leaving


def _has_branches(chart: Chart) -> bool:
    """Without parallel branches and without waiting there is one piece of work, and the graph says all."""
    return any(
        chart.is_join(key) or (len(arrows) > 1 and chart.steps[key].symbol != Symbol.DECISION)
        for key, arrows in chart.out_of.items()
    )


def _about_runs(chart: Chart, seen: Followed, trapped: set[str]) -> Iterator[Finding]:
    code = chart.document.code
    yield from _named(chart, Kind.RUNS_TWICE, seen.twice)
    if not seen.is_whole:
        yield Finding(Kind.TOO_MANY_BRANCHES, code, facts={"states": seen.states})
    if not seen.is_whole or seen.twice:
        return
    never = chart.reached - seen.done
    yield from _named(chart, Kind.JOIN_NEVER, seen.waiting & never)
    yield from _named(chart, Kind.JOIN_MAY_WAIT, seen.waiting - never)
    yield from _named(chart, Kind.NEVER_RUNS, never - seen.waiting)
    if not seen.waiting and not trapped:
        yield from _named(chart, Kind.NEVER_FINISHES, seen.circling)


def _named(chart: Chart, kind: Kind, keys: Iterable[str]) -> Iterator[Finding]:
    """One finding for all the rows: they have one cause more often than many."""
    ordered = chart.in_order(keys)
    if ordered:
        yield Finding(kind, chart.document.code, ordered, {"rows": chart.rows(ordered)})
