"""Documents of SOPs as values: kept and read back the same, limited, compared by their rows."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given, settings

from anyam.casework.sops.results import Document, Step
from anyam.casework.sops.rules.comparing import compare
from anyam.casework.sops.rules.documents import DocumentFault, from_json, hours_of, to_json
from anyam.casework.sops.rules.structure import missing_parts
from tests.casework.sop_writing import documents, handling_complaints, renamed

SMALL = handling_complaints(uuid4(), uuid4())


@settings(max_examples=100)
@given(documents())
def test_what_is_kept_reads_back_the_same(document: Document) -> None:
    assert from_json(json.loads(json.dumps(to_json(document)))) == document


@settings(max_examples=100)
@given(documents(), documents())
def test_a_comparison_names_every_row_once(old: Document, new: Document) -> None:
    changes = compare(old, new)
    before, after = set(old.by_key), set(new.by_key)
    assert {new.steps[row.number - 1].key for row in changes.added if row.number} == after - before
    assert {old.steps[row.old_number - 1].key for row in changes.removed if row.old_number} == before - after
    changed = {new.steps[row.number - 1].key for row in changes.changed if row.number}
    same = {key for key in before & after if old.step(key) == new.step(key)}
    assert (
        not {key for key in before & after - same if old.step(key).activity != new.step(key).activity}
        - changed
    )
    assert compare(new, new).is_empty


def test_a_row_that_moved_is_named_and_the_others_are_not() -> None:
    first, second, third, *rest = SMALL.steps
    moved = replace(SMALL, steps=(first, third, second, *rest))
    assert [row.number for row in compare(SMALL, moved).changed] in ([2], [3])
    assert all(row.is_moved for row in compare(SMALL, moved).changed)


def test_a_changed_word_is_told_with_what_stood_there() -> None:
    (row,) = compare(SMALL, renamed(SMALL, "s2", "Mencatat")).changed
    assert [(one.old, one.new) for one in row.changes if one.old == "Menerima pengaduan"] == [
        ("Menerima pengaduan", "Mencatat")
    ]


def test_a_complete_sheet_lacks_nothing_and_each_gap_is_named_with_its_row() -> None:
    assert missing_parts(SMALL) == []
    blank = replace(SMALL, steps=tuple(replace(step, activity="") for step in SMALL.steps))
    assert len(missing_parts(blank)) == len(SMALL.steps)
    assert missing_parts(Document("X", ""))


@pytest.mark.parametrize(
    ("typed", "hours"),
    [
        ("2", Decimal(2)),
        ("0,5", Decimal("0.5")),
        (" 1.25 ", Decimal("1.25")),
        ("", None),
        (None, None),
        (0, Decimal(0)),
    ],
)
def test_hours_are_read_with_comma_or_point(typed: Any, hours: Decimal | None) -> None:
    assert hours_of(typed) == hours


@pytest.mark.parametrize("typed", ["besok", "-1", "NaN", "Infinity", "1e9", "1,2,3", "99999", "٣٤٥٦٧"])
def test_hours_that_cannot_be_are_refused(typed: str) -> None:
    with pytest.raises(DocumentFault):
        hours_of(typed)


STEP = {"key": "s1", "activity": "x"}


@pytest.mark.parametrize(
    "given",
    [
        None, [], "x", 7,
        {"steps": [STEP] * 201},
        {"steps": [{"key": f"s{n}"} for n in range(201)]},
        {"steps": [STEP, STEP]},
        {"steps": [{"key": "mit leer"}]},
        {"steps": [{"key": ""}]},
        {"steps": [{**STEP, "activity": "x" * 1001}]},
        {"steps": [{**STEP, "flows": [{"to": "s1"}] * 21}]},
        {"steps": [{**STEP, "hours": "soon"}]},
        {"performers": [{"key": "p1"}] * 2},
        {"title": "x" * 201},
        {"header": {"made_on": "2026-02-30"}},
    ],
)  # fmt: skip
def test_what_is_too_large_or_no_sop_is_refused_with_a_sentence(given: Any) -> None:
    with pytest.raises(DocumentFault) as told:
        from_json(given)
    assert str(told.value.sentence)


@pytest.mark.parametrize(
    "given",
    [
        {}, {"steps": 7, "performers": "x", "header": [], "title": 3},
        {"performers": [{"key": "p1", "agency_id": "nonsense"}]},
        {"steps": [{**STEP, "coding": 5, "flows": [7], "needs": [1, None], "symbol": "circle", "counting": 9}]},
        {"title": "a\u202eb\x00c"},
    ],
)  # fmt: skip
def test_strange_values_become_empty_ones(given: Any) -> None:
    document = from_json(given)
    assert "\u202e" not in document.title
    assert from_json(to_json(document)) == document


def test_the_fault_names_its_row() -> None:
    with pytest.raises(DocumentFault) as told:
        from_json({"steps": [STEP, {"key": "s2", "hours": "x"}]})
    assert told.value.field == "row-2"


def test_an_unknown_step_is_asked_for_in_vain() -> None:
    with pytest.raises(KeyError):
        SMALL.step("nowhere")
    assert Step("s", "x").owner == ""
