"""The check of SOPs: everything that is found in one document, and in all documents that are in force together."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from ..results import DesignedRedundancy, Document, Finding, Instrument
from .chart import Chart
from .handoffs import circle_findings, handoff_findings, link_findings
from .law import law_findings
from .likeness import likeness_findings
from .overlap import overlap_findings
from .shape import shape_findings
from .times import time_findings
from .ways import way_findings


@dataclass(frozen=True)
class Surroundings:
    """What SOPs are held against besides each other."""

    on: date
    """The day for which the check is made."""
    instruments: Mapping[str, Instrument] = field(default_factory=dict)
    """The register of policies by code; where it is empty nothing is said about law."""
    near_objects: Mapping[str, str] = field(default_factory=dict)
    """For an object of the vocabulary the group of objects nearly the same."""
    designed: Sequence[DesignedRedundancy] = ()


def check_document(document: Document, around: Iterable[Document], held: Surroundings) -> list[Finding]:
    """What is found about one SOP among the others; another version of it among them is left aside."""
    others = [other for other in around if other.code != document.code]
    charts = {one.code: Chart(one) for one in (*others, document)}
    found = [*_alone(charts[document.code], held), *_linked(charts, document.code)]
    found += _together(charts, held, of=document.code)
    return _sorted([finding for finding in found if finding.concerns(document.code)], charts)


def check_set(documents: Iterable[Document], held: Surroundings) -> list[Finding]:
    """What is found about all of them."""
    charts = {one.code: Chart(one) for one in documents}
    found = [finding for chart in charts.values() for finding in _alone(chart, held)]
    found += [finding for code in charts for finding in _linked(charts, code)]
    return _sorted([*found, *_together(charts, held)], charts)


def _alone(chart: Chart, held: Surroundings) -> list[Finding]:
    return [
        *shape_findings(chart),
        *way_findings(chart),
        *handoff_findings(chart),
        *law_findings(chart, held.instruments, held.on),
    ]


def _linked(charts: Mapping[str, Chart], code: str) -> list[Finding]:
    known = {other: chart.document for other, chart in charts.items()}
    return [*link_findings(charts[code], charts), *time_findings(charts[code], known)]


def _together(charts: Mapping[str, Chart], held: Surroundings, of: str = "") -> list[Finding]:
    return [
        *circle_findings(charts),
        *overlap_findings(charts, near=held.near_objects, designed=held.designed, of=of),
        *likeness_findings(charts, of),
    ]


def _sorted(found: list[Finding], charts: Mapping[str, Chart]) -> list[Finding]:
    """What must be mended first, then by SOP and row."""

    def place(finding: Finding) -> tuple[bool, str, int, str]:
        numbers = charts[finding.sop].numbers
        row = min((numbers[key] for key in finding.steps if key in numbers), default=0)
        return (not finding.is_blocking, finding.sop, row, finding.kind.value)

    return sorted(found, key=place)
