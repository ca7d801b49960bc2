"""From the head form to plain values of a document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from anyam.casework.sops import queries
from anyam.casework.sops.results import Document
from anyam.foundation.access import Actor

from .forms import LINES

_PLAIN = ("number", "unit", "approved_by", "approved_as", "warning")
_DAYS = ("made_on", "revised_on", "effective_on")
_OWN = ("title", "purpose", "promised_hours", "promised_counting")


def with_head(
    actor: Actor, document: Document, head: Mapping[str, Any], performers: Iterable[Mapping[str, Any]]
) -> dict[str, Any]:
    """The document as plain values with another head and other columns; rows lose performers that are gone."""
    given = queries.plain_document(actor, document)
    columns = _columns(document, performers)
    kept = {column["key"] for column in columns}
    steps = [
        {**step, "performers": [one for one in step["performers"] if one in kept]} for step in given["steps"]
    ]
    header = {
        **{name: head[name] for name in _PLAIN},
        **{name: head[name].isoformat() if head[name] else None for name in _DAYS},
        **{name: [line.strip() for line in head[name].splitlines() if line.strip()] for name in LINES},
    }
    return {
        **given,
        **{name: head[name] for name in _OWN},
        "header": header,
        "performers": columns,
        "steps": steps,
    }


def _columns(document: Document, performers: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The columns in their order; a new one gets a free key."""
    known = {one.key for one in document.performers}
    taken = set(known)
    columns: list[dict[str, Any]] = []
    for row in performers:
        key = row.get("key", "")
        if key not in known or key in {column["key"] for column in columns}:
            key = next(free for n in range(1, 1000) if (free := f"p{n}") not in taken)
        taken.add(key)
        columns.append(
            {"key": key, "title": row["title"], "agency_id": row.get("agency_id"), "role": row.get("role")}
        )
    return columns
