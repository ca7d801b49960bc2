"""The starter pack in a test's database: read once by the real actions, then put there as the same rows."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from anyam.config import env
from anyam.interfaces.jobs.instruments import SYSTEM, tables_of
from anyam.registry.instruments import actions
from anyam.registry.instruments.models import InstrumentVersion

FOLDER = env.ROOT / "data" / "instruments"
MAIN = "biopsychosocial"
LONG_AGO = date(2000, 1, 1)
_read: dict[str, dict[str, Any]] = {}


def bring(*codes: str) -> None:
    """Put these instruments (without any, the first assessment) into force, since long before any test's day."""
    for code in codes or (MAIN,):
        if InstrumentVersion.objects.filter(code=code, district_code="").exists():
            continue
        if code not in _read:
            _read[code] = _brought(code)
        InstrumentVersion.objects.create(**_read[code])


def bring_newer() -> None:
    """Put a newer version of the first assessment into force, which asks one thing in other words."""
    content = tables_of(FOLDER / f"{MAIN}.md").replace(
        b"Apakah anak aman malam ini?", b"Amankah anak malam ini?"
    )
    version_id = actions.upload_instrument(SYSTEM, content=content)
    actions.put_instrument_into_force(SYSTEM, version_id=version_id)


def pack() -> tuple[Path, ...]:
    """Every form of the starter pack."""
    return tuple(file for file in sorted(FOLDER.glob("*.md")) if file.name != "README.md")


def _brought(code: str) -> dict[str, Any]:
    with transaction.atomic():
        version_id = actions.upload_instrument(SYSTEM, content=tables_of(FOLDER / f"{code}.md"))
        actions.put_instrument_into_force(SYSTEM, version_id=version_id)
        row = InstrumentVersion.objects.filter(pk=version_id).values().get()
        transaction.set_rollback(True)
    return {**row, "file": bytes(row["file"]), "in_force_from": LONG_AGO}
