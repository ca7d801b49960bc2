"""Reference pages written from the code itself; a test shows that the committed ones are current."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_type_hints

from django.utils import translation

from anyam.config import env
from anyam.foundation.access import Permission, Role
from anyam.foundation.access.roles import PERMISSIONS_OF
from anyam.foundation.core.register import processing_rows
from anyam.foundation.events.definitions import known_kinds
from anyam.foundation.events.reactions import names_for

FOLDER = env.ROOT / "docs" / "reference"
_NOTE = "<!-- Written by `anyam write_reference`. Do not edit. -->\n"


def permissions_page() -> str:
    """Roles and what each may do, so that every change of power shows in a review."""
    head = "| Permission | " + " | ".join(role.value.replace("_", " ") for role in Role) + " |"
    rule = "|---|" + ":-:|" * len(Role)
    rows = [
        f"| `{permission}` | "
        + " | ".join("●" if permission in PERMISSIONS_OF[r] else "" for r in Role)
        + " |"
        for permission in Permission
    ]
    held = frozenset().union(*PERMISSIONS_OF.values())
    alone = ", ".join(f"`{permission}`" for permission in Permission if permission not in held)
    return "\n".join(
        [
            "# Permissions",
            _NOTE,
            "What a role may do at all. Whether for *this* case or referral is decided by the app's policies.\n",
            head,
            rule,
            *rows,
            "",
            f"Only the system itself, for a stated reason: {alone}.",
            "",
        ]
    )


def events_page() -> str:
    """Every event with what it carries and who reacts to it."""
    parts = ["# Events", _NOTE, "Events carry ids, codes, numbers and dates: no names, no free text.\n"]
    by_app: dict[str, list[tuple[str, type]]] = {}
    for kind, cls in sorted(known_kinds().items()):
        by_app.setdefault(cls.__module__.removeprefix("anyam.").removesuffix(".events"), []).append(
            (kind, cls)
        )
    for app, events in sorted(by_app.items()):
        parts += [f"## {app}\n", "| Event | Carries | Reactions |", "|---|---|---|"]
        parts += [f"| `{kind}` | {_carried(cls)} | {_reactions(kind)} |" for kind, cls in events]
        parts.append("")
    return "\n".join(parts)


def openapi_text() -> str:
    """The API's description as JSON."""
    from .service import api  # the pages above need no API

    return json.dumps(api.get_openapi_schema(path_prefix="/api/v1/"), indent=1, ensure_ascii=False) + "\n"


def processing_page() -> str:
    """The record of processing (UU 27/2022 art. 31), from the privacy classes of every table."""
    with translation.override("id"):
        rows = processing_rows()
    parts = [
        "# Record of processing (rekaman kegiatan pemrosesan)",
        _NOTE,
        "UU 27/2022 art. 31. Fields come from the privacy classes of every table; purposes, grounds and retention from "
        "`data/vocabularies/processing_purposes.json` (to be confirmed by the district).\n",
    ]
    for row in rows:
        parts += [
            f"## {row.app}: {row.purpose}\n",
            "| Dasar | Data siapa | Penerima | Masa simpan |",
            "|---|---|---|---|",
            f"| {row.basis} | {row.subjects} | {row.recipients} | {row.retention} |",
            "",
            f"Pribadi: {_listed(row.personal)}\n",
            f"Sensitif: {_listed(row.sensitive)}\n",
        ]
    return "\n".join(parts)


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names) or "–"


PAGES: dict[str, Callable[[], str]] = {
    "permissions.md": permissions_page,
    "events.md": events_page,
    "openapi.json": openapi_text,
    "record-of-processing.md": processing_page,
}


def write_all(folder: Path = FOLDER) -> list[str]:
    """Write the pages; the names of those that changed."""
    folder.mkdir(parents=True, exist_ok=True)
    return [name for name, make in PAGES.items() if _write(folder / name, make())]


def _write(file: Path, text: str) -> bool:
    if file.exists() and file.read_text(encoding="utf-8") == text:
        return False
    file.write_text(text, encoding="utf-8")
    return True


def _carried(cls: Any) -> str:
    hints = get_type_hints(cls)
    return ", ".join(f"{field.name}: {_name_of(hints[field.name])}" for field in dataclasses.fields(cls))


def _name_of(hint: Any) -> str:
    text = hint.__name__ if isinstance(hint, type) and not hasattr(hint, "__args__") else str(hint)
    for prefix in ("datetime.", "uuid.", "decimal."):
        text = text.replace(prefix, "")
    return text.replace("|", "or")


def _reactions(kind: str) -> str:
    return ", ".join(f"`{name}`" for name in names_for(kind))
