"""Findings about work that several agencies do: compared by verb, object and target of each row.

Same words for the same children are a possible duplication; with another time or another paper they contradict each
other; nearly the same is an overlap. Several agencies doing the same may be meant: such rows are named as designed.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..choices import FindingKind as Kind
from ..results import Coding, DesignedRedundancy, Finding, Place, Step
from .chart import Chart
from .wording import is_same_thing

PLACES_NAMED = 8


@dataclass(frozen=True)
class Row:
    """A coded row with the agency that owns it."""

    place: Place
    party: str
    step: Step
    words: str


def overlap_findings(
    charts: Mapping[str, Chart],
    *,
    near: Mapping[str, str] | None = None,
    designed: Sequence[DesignedRedundancy] = (),
    of: str = "",
) -> Iterator[Finding]:
    """`near` gives for an object the group of objects that are nearly the same; `of` looks from one SOP alone."""
    by_coding: dict[Coding, list[Row]] = defaultdict(list)
    verbs = {step.coding.verb for step in charts[of].steps.values()} if of else None
    for row in _coded(charts.values(), verbs):
        by_coding[row.step.coding].append(row)
    for rows in by_coding.values():
        if _is_for_several(rows) and not _is_designed(rows, designed):
            yield _same_work(rows)
    yield from _nearly_same(by_coding, near or {}, designed)


def _coded(charts: Iterable[Chart], verbs: set[str] | None) -> Iterator[Row]:
    for chart in charts:
        for key, step in chart.steps.items():
            if verbs is not None and step.coding.verb not in verbs:
                continue
            party = chart.party(key)
            if step.coding.is_complete and party:
                words = f"{chart.document.code} {chart.row(key)}"
                yield Row(Place(chart.document.code, key), party, step, words)


def _same_work(rows: list[Row]) -> Finding:
    first = rows[0].step
    differs: list[Promise] = []
    times = {(row.step.hours, row.step.counting) for row in rows if row.step.hours is not None}
    if len(times) > 1:
        differs.append(_("time"))
    papers = [row.step.needs for row in rows if row.step.needs]
    if any(not _share(papers[0], other) for other in papers[1:]):
        differs.append(_("required papers"))
    if differs:
        return _found(Kind.CONFLICT, rows, {"differs": _Listed(differs), "coding": first.coding})
    return _found(Kind.DUPLICATION, rows, {"coding": first.coding})


def _nearly_same(
    by_coding: Mapping[Coding, list[Row]], near: Mapping[str, str], designed: Sequence[DesignedRedundancy]
) -> Iterator[Finding]:
    """Same verb and object for other children, or same verb for the same children on a similar object."""
    groups: dict[tuple[str, str, str], list[Coding]] = defaultdict(list)
    for coding in by_coding:
        groups[coding.verb, coding.object, ""].append(coding)
        if coding.object in near:
            groups[coding.verb, near[coding.object], coding.target].append(coding)
    for codings in groups.values():
        rows = [row for coding in codings for row in by_coding[coding]]
        if len(codings) > 1 and _crosses(codings, by_coding) and not _is_designed(rows, designed):
            yield _found(Kind.OVERLAP, rows, {"coding": codings[0]})


def _crosses(codings: list[Coding], by_coding: Mapping[Coding, list[Row]]) -> bool:
    """Whether two of the codings belong to different agencies: not only one of them to several."""
    parties = [{row.party for row in by_coding[coding]} for coding in codings]
    return any(len(one | other) > 1 for n, one in enumerate(parties) for other in parties[n + 1 :])


def _is_for_several(rows: list[Row]) -> bool:
    return len({row.party for row in rows}) > 1


def _is_designed(rows: list[Row], designed: Sequence[DesignedRedundancy]) -> bool:
    """Whether everything found is what was agreed on: a row that joins later is found anew."""
    places = {row.place for row in rows}
    return any(places <= one.rows for one in designed)


def _found(kind: Kind, rows: list[Row], facts: dict[str, object]) -> Finding:
    rows = sorted(rows, key=lambda row: (row.place.sop, row.place.step))
    named = "; ".join(row.words for row in rows[:PLACES_NAMED])
    rest = len(rows) - PLACES_NAMED
    own = rows[0].place.sop
    return Finding(
        kind,
        own,
        tuple(row.place.step for row in rows if row.place.sop == own),
        {**facts, "places": f"{named} (+{rest})" if rest > 0 else named},
        tuple(row.place for row in rows if row.place.sop != own),
    )


def _share(papers: tuple[str, ...], others: tuple[str, ...]) -> bool:
    return any(is_same_thing(one, other) for one in papers for other in others)


class _Listed(list[Promise]):
    """Words joined by commas when they are read, in the reader's language."""

    def __str__(self) -> str:
        return ", ".join(str(word) for word in self)
