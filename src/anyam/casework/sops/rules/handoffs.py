"""Findings about what passes from one agency to another, inside one SOP and between SOPs."""

from collections.abc import Iterable, Iterator, Mapping

import networkx as nx

from ..choices import FindingKind as Kind
from ..choices import Symbol
from ..results import Finding, Place
from .chart import Arrow, Chart
from .wording import have_common

_WORKS = frozenset({Symbol.PROCESS, Symbol.DECISION})


def handoff_findings(chart: Chart) -> Iterator[Finding]:
    """Every arrow between rows of different agencies: something is handed over, and the same thing is received."""
    before = _standing_before(chart)
    for arrow in chart.arrows:
        if chart.steps[arrow.target].symbol not in _WORKS or not _changes_hands(chart, arrow):
            continue
        yield from _about_handoff(chart, arrow, is_return=arrow.target in before[arrow.source])


def link_findings(chart: Chart, charts: Mapping[str, Chart]) -> Iterator[Finding]:
    """Every row that goes on in another SOP: it is there, somebody receives, and what is handed over fits."""
    code, related = chart.document.code, set(chart.document.header.relations)
    for key, step in chart.steps.items():
        if step.symbol != Symbol.LINK:
            continue
        rows = {"rows": chart.row(key), "code": step.linked_sop}
        if not step.linked_sop:
            yield Finding(Kind.LINK_MISSING, code, (key,), rows)
            continue
        if step.linked_sop not in charts:
            yield Finding(Kind.LINK_UNKNOWN, code, (key,), rows)
            continue
        if step.linked_sop not in related:
            yield Finding(Kind.RELATION_MISSING, code, (key,), rows)
        yield from _about_link(chart, key, charts[step.linked_sop])
    for other in chart.document.header.relations:
        if other not in charts:
            yield Finding(Kind.RELATION_UNKNOWN, code, facts={"code": other})


def circle_findings(charts: Mapping[str, Chart]) -> Iterator[Finding]:
    """SOPs that end only in each other."""
    ending = {code for code, chart in charts.items() if _ends_here(chart) or not chart.closings}
    grown = True
    while grown:
        more = {
            code for code, chart in charts.items() if code not in ending and _leads_to(chart, ending, charts)
        }
        grown = bool(more)
        ending |= more
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(code for code in charts if code not in ending)
    graph.add_edges_from(
        (code, step.linked_sop)
        for code in graph
        for step in charts[code].steps.values()
        if charts[code].closes(step.key) and step.linked_sop in graph
    )
    for circle in nx.strongly_connected_components(graph):
        if len(circle) > 1 or any(graph.has_edge(code, code) for code in circle):
            ordered = sorted(circle)
            others = tuple(Place(code, key) for code in ordered for key in charts[code].closings)
            steps = tuple(charts[ordered[0]].closings)
            yield Finding(Kind.LINKS_IN_CIRCLE, ordered[0], steps, {"codes": ", ".join(ordered)}, others)


def _changes_hands(chart: Chart, arrow: Arrow) -> bool:
    giver, taker = chart.party(arrow.source), chart.party(arrow.target)
    is_begun = chart.steps[arrow.source].symbol != Symbol.START
    return bool(is_begun and giver and taker and giver != taker)


def _about_handoff(chart: Chart, arrow: Arrow, *, is_return: bool) -> Iterator[Finding]:
    code, pair = chart.document.code, chart.in_order((arrow.source, arrow.target))
    gives, needs = carried(chart, arrow.source), chart.steps[arrow.target].needs
    facts = {
        "giver": chart.row(arrow.source),
        "taker": chart.row(arrow.target),
        "gives": ", ".join(gives),
        "needs": ", ".join(needs),
    }
    if is_return:
        if not have_common(gives, needs):
            yield Finding(Kind.RETURN_MISMATCH, code, pair, facts)
    elif not gives:
        yield Finding(Kind.GIVES_NOTHING, code, pair, facts)
    elif not needs:
        yield Finding(Kind.TAKES_NOTHING, code, pair, facts)
    elif not have_common(gives, needs):
        yield Finding(Kind.MISMATCH, code, pair, facts)


def _about_link(chart: Chart, key: str, other: Chart) -> Iterator[Finding]:
    code, receivers = chart.document.code, _receivers(other)
    rows = {"rows": chart.row(key), "code": other.document.code}
    if not receivers:
        yield Finding(Kind.LINK_NO_RECEIVER, code, (key,), rows)
        return
    if not any(chart.party(key) != other.party(taker) for taker in receivers):
        return
    gives = carried(chart, key)
    needs = [need for taker in receivers for need in other.steps[taker].needs]
    facts = {
        "giver": chart.row(key),
        "taker": f"{other.document.code} {other.rows(receivers)}",
        "gives": ", ".join(gives),
        "needs": ", ".join(needs),
    }
    others = tuple(Place(other.document.code, taker) for taker in receivers)
    if not gives:
        yield Finding(Kind.GIVES_NOTHING, code, (key,), facts, others)
    elif not needs:
        yield Finding(Kind.TAKES_NOTHING, code, (key,), facts, others)
    elif not have_common(gives, needs):
        yield Finding(Kind.MISMATCH, code, (key,), facts, others)


def carried(chart: Chart, key: str) -> tuple[str, ...]:
    """What leaves the row: its own output, or what came before it at the same agency where it makes none."""
    found: dict[str, None] = {}
    seen, queue = {key}, [key]
    while queue:
        here = queue.pop()
        found.update(dict.fromkeys(chart.steps[here].gives))
        if chart.steps[here].gives:
            continue
        for arrow in chart.into[here]:
            if arrow.source not in seen and chart.party(arrow.source) == chart.party(key):
                seen.add(arrow.source)
                queue.append(arrow.source)
    return tuple(found)


def _receivers(chart: Chart) -> list[str]:
    """The first rows with a performer after the start; a decision in between asks nothing of the other agency."""
    first = [arrow.target for start in chart.starts for arrow in chart.out_of[start]]
    return [
        key for key in dict.fromkeys(first) if chart.steps[key].owner and chart.steps[key].symbol in _WORKS
    ]


def _standing_before(chart: Chart) -> Mapping[str, frozenset[str]]:
    """For each row the rows that stand before it on every way from the start."""
    if len(chart.starts) != 1:
        return dict.fromkeys(chart.steps, frozenset())
    above = nx.immediate_dominators(chart.graph, chart.starts[0])
    found: dict[str, frozenset[str]] = {}
    for key in chart.steps:
        line: set[str] = set()
        here: str | None = key if key in chart.reached else None
        while here is not None and here not in line:
            line.add(here)
            here = above.get(here)
        found[key] = frozenset(line)
    return found


def _ends_here(chart: Chart) -> bool:
    return any(
        chart.steps[key].symbol == Symbol.END or not chart.steps[key].linked_sop for key in chart.closings
    )


def _leads_to(chart: Chart, ending: Iterable[str], charts: Mapping[str, Chart]) -> bool:
    """Whether some closing link goes on in an SOP that ends, or in one that is not known (said elsewhere)."""
    goals = set(ending)
    linked = [chart.steps[key].linked_sop for key in chart.closings]
    return any(code in goals or code not in charts for code in linked)
