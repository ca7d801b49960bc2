"""The doors of what is known about a child and of the register of interviews."""

from __future__ import annotations

from dataclasses import replace

from anyam.foundation.access import Permission
from anyam.foundation.access.choices import Part
from tests.trust._door import Door, case

_WORDS = case(part=Part.NARRATIVE)
_NOTES = replace(case(Permission.NOTE_FACTS, Part.NARRATIVE, works=True), by_state=True)
_SETTLES = replace(case(Permission.SETTLE_FACTS, Part.NARRATIVE, works=True), by_state=True)

FACTS: dict[str, Door | tuple[Door, Door]] = {
    **dict.fromkeys(("facts:sheet", "facts:paper", "facts:interviews"), case()),
    **dict.fromkeys(("facts:fact", "facts:interview"), _WORDS),
    **dict.fromkeys(
        (
            "facts:note",
            "facts:confirm",
            "facts:note_interview",
            "facts:plan_interview",
            "facts:cancel_interview",
        ),
        _NOTES,
    ),
    **dict.fromkeys(("facts:settle", "facts:withdraw"), _SETTLES),
}
