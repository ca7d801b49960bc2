"""Events carry ids, codes, numbers and dates: they are kept for ever and read by many."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from types import UnionType
from typing import Union, get_args, get_origin, get_type_hints
from uuid import UUID

from anyam.foundation.events.definitions import known_kinds

HARMLESS_TYPES = {UUID, int, bool, Decimal, date, datetime, type(None)}
# A text in an event is a code from a list, or a number given by the program. Its name says which.
CODES = {
    "about_kind", "agencies", "agency_kind", "answer", "area_code", "change", "channel", "code", "contact", "counting",
    "decision", "digest", "district_code", "factor", "fields", "finding", "giver", "into", "kept_as", "key", "kind",
    "kind_code", "level", "link", "manner", "need", "needs", "number", "outcome", "parts", "previous_state", "proof",
    "proposed_level", "purpose", "reason", "replaced_by", "role", "rule", "state", "urgency", "withdrawn_by",
    "work_kind", "instrument",
    "part", "to", "register", "step",
    "decision_kind", "decline_reason", "evidence_kind", "mandate", "meeting_kind", "said", "source", "why",
    "deviation", "deviation_reason", "rung", "step_key", "stop_reason", "how",
    "stage", "doubts", "ending", "unit",
    "despite", "family_told", "place_code", "zone",
}  # fmt: skip
PAST = re.compile(
    r"(ed|en|un|drawn|held|kept|sent|seen|taken|begun|split|set|signed_in|read|without_case|joined_case)$"
)


def telling_fields(kinds: Iterable[type]) -> list[str]:
    """Fields that could carry a name or free text."""
    found = []
    for cls in kinds:
        hints = get_type_hints(cls)
        for field in dataclasses.fields(cls):
            types = set(_plain(hints[field.name]))
            is_harmless = types <= HARMLESS_TYPES or (types <= HARMLESS_TYPES | {str} and field.name in CODES)
            if not is_harmless:
                found.append(f"{cls.__name__}.{field.name}: {hints[field.name]}")
    return found


def _plain(hint: object) -> Iterable[object]:
    """The types inside unions and tuples."""
    if get_origin(hint) in {Union, UnionType, tuple}:
        for part in get_args(hint):
            if part is not Ellipsis:
                yield from _plain(part)
    else:
        yield hint


def test_events_carry_no_words() -> None:
    found = telling_fields(known_kinds().values())
    assert not found, f"Carry the id and let the reader ask, or add the code's name to CODES: {found}."
    used = {f.name for cls in known_kinds().values() for f in dataclasses.fields(cls)}
    assert not CODES - used, f"Take these off the list CODES: {sorted(CODES - used)}."


def test_seeded_event_with_a_name_is_caught() -> None:
    @dataclass(frozen=True)
    class ChildFound:
        subject_id: UUID
        child_name: str
        details: dict

    assert [line.split(":")[0] for line in telling_fields([ChildFound])] == [
        "ChildFound.child_name",
        "ChildFound.details",
    ]


def badly_formed(kinds: Iterable[type]) -> list[str]:
    """Events without a subject, that can be changed, or whose name is no thing of the past."""
    wrong = []
    for cls in kinds:
        names = {f.name for f in dataclasses.fields(cls)}
        if "subject_id" not in names or not cls.__dataclass_params__.frozen or not PAST.search(cls.kind):  # type: ignore[attr-defined]
            wrong.append(cls.__name__)
    return wrong


def test_events_are_frozen_facts_of_the_past() -> None:
    found = badly_formed(known_kinds().values())
    assert not found, f"A frozen dataclass with subject_id, named for what has happened: {found}."


def test_seeded_event_named_as_a_command_is_caught() -> None:
    @dataclass(frozen=True)
    class CloseCase:
        subject_id: UUID

    CloseCase.kind = "close_case"  # type: ignore[attr-defined]
    assert badly_formed([CloseCase]) == ["CloseCase"]
