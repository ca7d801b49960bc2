"""Findings about what rows rest on: instruments that have ended, have not begun, or are not known."""

from collections.abc import Iterator, Mapping
from datetime import date

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from anyam.foundation.core.dates import day_in_words

from ..choices import FindingKind as Kind
from ..results import Finding, Instrument
from .chart import Chart


def law_findings(chart: Chart, register: Mapping[str, Instrument], on: date) -> Iterator[Finding]:
    """Held against the day from which the SOP is in force, or against `on` where that is later."""
    begins = chart.document.header.effective_on
    day = max(on, begins) if begins else on
    resting: dict[str, list[str]] = {}
    for key, step in chart.steps.items():
        for law in step.rests_on:
            resting.setdefault(law, []).append(key)
    for law, keys in resting.items():
        where = format_lazy(_("Row {rows}"), rows=chart.rows(keys))
        yield from _about_law(chart, law, register, day, {"where": where}, chart.in_order(keys))
    for law in chart.document.header.legal_basis:
        # The header may name laws in free words; only what is a code of the register can be looked up.
        if law not in resting and law in register:
            yield from _about_law(chart, law, register, day, {"where": _("The header")}, ())


def _about_law(
    chart: Chart,
    law: str,
    register: Mapping[str, Instrument],
    day: date,
    facts: dict[str, object],
    keys: tuple[str, ...],
) -> Iterator[Finding]:
    code, known = chart.document.code, register.get(law)
    if known is None:
        if register:
            yield Finding(Kind.LAW_UNKNOWN, code, keys, {**facts, "law": law})
        return
    title = known.title or law
    if known.in_force_until is not None and known.in_force_until < day:
        newer = register.get(known.superseded_by)
        name = newer.title or newer.code if newer else known.superseded_by
        instead = f": {name}" if name else ""
        until = day_in_words(known.in_force_until)
        yield Finding(Kind.LAW_ENDED, code, keys, {**facts, "law": title, "until": until, "instead": instead})
    elif known.in_force_from is not None and known.in_force_from > day:
        since = day_in_words(known.in_force_from)
        yield Finding(Kind.LAW_NOT_YET, code, keys, {**facts, "law": title, "since": since})
