"""`{% instrument_fields sheet %}`: a filled form's questions, for standing within a form; `{% instrument_live sheet url %}`
its attributes, by which `instrument.js` finds and runs it."""

from __future__ import annotations

import json
from collections.abc import Mapping

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from anyam.registry.instruments.results import Sheet

from ..drawing import drawn, sentences

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
