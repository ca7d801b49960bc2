"""Forms written as Markdown tables, made into instruments, and filled in on the server."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

from anyam.registry.instruments.results import Entry, Instrument, Sheet
from anyam.registry.instruments.rules.checking_apart import made_apart
from anyam.registry.instruments.rules.filling import filled
from anyam.registry.instruments.rules.preparing import Prepared
from anyam.registry.instruments.rules.showing import shown
from anyam.registry.instruments.rules.storing import from_json

from .twin import NOW


def made(sheets: str) -> Instrument:
    """The instrument of an XLSForm in Markdown; fails with its findings where it is refused."""
    facts, definition = made_apart(sheets.encode())
    assert definition, facts
    return from_json(json.loads(definition))


def refused(sheets: str | bytes) -> dict[str, Any]:
    """What is said of a file that is not accepted."""
    facts, definition = made_apart(sheets.encode() if isinstance(sheets, str) else sheets)
    assert not definition
    return facts


def on_server(instrument: Instrument, job: dict[str, Any]) -> Sheet:
    """What the server makes of a job, at the same moment as the page in `twin`."""
    ready = Prepared(instrument)
    around = ready.surroundings(datetime.fromisoformat(NOW), job.get("language", "id"))
    born = date.fromisoformat(job["born_on"]) if job.get("born_on") else None
    return shown(filled(ready, job["answers"], around, job.get("facts", {})), born)


def as_page_tells(sheet: Sheet) -> dict[str, Any]:
    """A sheet in the words of `twin.in_page`."""
    found: dict[str, Any] = {}

    def tell(entries: tuple[Entry, ...]) -> None:
        for entry in entries:
            found[entry.place] = {
                "relevant": entry.is_relevant,
                "label": entry.label,
                "hint": entry.hint,
                "value": entry.value,
                "required": entry.is_required,
                "readonly": entry.is_readonly,
                "offered": [[one.name, one.label] for one in entry.offered],
            }
            tell(entry.entries)

    tell(sheet.entries)
    problems = [[one.path, one.kind.value, _own(one.sentence, str(one.kind.label))] for one in sheet.problems]
    return {"answers": sheet.answers, "problems": problems, "shown": found}


def _own(sentence: str, label: str) -> str:
    """The page adds the sentence of the kind itself."""
    return "" if sentence == label else sentence
