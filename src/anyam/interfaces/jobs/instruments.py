"""Bringing in the instruments that come with the program, by the actions with which a district uploads its own."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from anyam.foundation.access import Actor
from anyam.registry.instruments import actions, queries

SYSTEM = Actor.system("reference data")
BEGINNING = date(2016, 1, 1)
"""When the first integrated services for children began their work."""
NOTES = frozenset({"README.md"})


def bring_instruments(folder: Path) -> int:
    """Put each form of `folder` into force, unless exactly this one stands there already; how many are new.

    The first version of a form counts from the beginning, so that work from before the installation can be entered; a
    later one from today. Raises FormIsNotAccepted. What a district uploaded itself is left alone and goes before.
    """
    files = [file for file in sorted(folder.glob("*.md")) if file.name not in NOTES]
    lists = queries.list_instruments(SYSTEM)
    there = {
        queries.instrument_file(SYSTEM, one.id).content
        for one in (*lists.in_force, *lists.coming)
        if not one.is_own
    }
    new = [content for content in map(tables_of, files) if content not in there]
    for content in new:
        version_id = actions.upload_instrument(SYSTEM, content=content)
        is_first = queries.get_version(SYSTEM, version_id).row.number == 1
        actions.put_instrument_into_force(
            SYSTEM, version_id=version_id, from_day=BEGINNING if is_first else None
        )
    return len(new)


def tables_of(file: Path) -> bytes:
    """The tables of a form, without the note on its source that stands above them."""
    lines = file.read_text(encoding="utf-8").splitlines()
    first = next(number for number, line in enumerate(lines) if line.startswith("|"))
    return "\n".join([*lines[first:], ""]).encode()
