"""`{% instrument_fields sheet %}`: a filled form's questions, for standing within a form.

`{% instrument_live sheet address %}`: the attributes of that form by which `instrument.js` finds and runs it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from anyam.registry.instruments.results import Entry, Sheet, Words

from .drawing import drawn, sentences

register = template.Library()


@register.simple_tag
def instrument_fields(sheet: Sheet, shows_problems: bool = False) -> SafeString:
    return drawn(sheet, shows_problems=shows_problems)


@register.simple_tag
def instrument_live(
    sheet: Sheet, address: str, facts: Mapping[str, str] | None = None, born_on: object = ""
) -> SafeString:
    """Attributes of the form around the fields. `address` gives the definition as JSON."""
    return format_html(
        'data-instrument="{}" data-language="{}" data-facts="{}" data-born-on="{}" data-sentences="{}"',
        address,
        sheet.language,
        json.dumps(dict(facts or {})),
        born_on or "",
        sentences(),
    )


@register.inclusion_tag("components/form/error_summary.html")
def sheet_problems(sheet: Sheet) -> dict[str, object]:
    """All that is not right yet, each with a way to its question."""
    labels = _labels(sheet.entries)
    lines = [
        {"target": one.path, "text": f"{labels.get(one.path, one.path)}: {one.sentence}"}
        for one in sheet.problems
    ]
    return {"lines": lines}


@register.simple_tag
def in_language(words: Words, language: str) -> str:
    """Words of a form in the reader's language, else in the form's own; what they quote stays open."""
    spoken = (get_language() or "id").partition("-")[0]
    parts = words.get(spoken) or words.get(language) or next(iter(words.values()), [])
    return "".join(part if isinstance(part, str) else "…" for part in parts)


def _labels(entries: Iterable[Entry]) -> dict[str, str]:
    found: dict[str, str] = {}
    for entry in entries:
        found[entry.place] = entry.label or entry.node.name
        found |= _labels(entry.entries)
    return found
