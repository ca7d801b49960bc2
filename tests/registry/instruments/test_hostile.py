"""Files that mean harm, and forms that would never end: each refused in a sentence, none breaks the reader."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest

from anyam.registry.instruments.queries.checking import told_of
from anyam.registry.instruments.rules.checking_apart import made_apart
from anyam.registry.instruments.rules.reading import MOST_ROWS

from .making import made, on_server, refused


def book(rows: list[list[str]]) -> bytes:
    """A workbook with these rows on the sheet "survey"."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = "survey"
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def repacked(content: bytes, name: str, part: bytes) -> bytes:
    """The workbook with one part replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(entry.filename, part if entry.filename == name else old.read(entry))
    return out.getvalue()


SURVEY = [["type", "name", "label"], ["text", "a", "A"]]
SHEET = "xl/worksheets/sheet1.xml"


def sentences(content: bytes | str) -> str:
    given = content.encode() if isinstance(content, str) else content
    checked = told_of(given, *made_apart(given))
    assert checked.instrument is None
    return " ".join(one.sentence for one in checked.blocking)


def test_an_honest_workbook_is_accepted() -> None:
    content = book(SURVEY)
    assert told_of(content, *made_apart(content)).is_accepted


def test_a_bomb_is_refused_before_it_unpacks() -> None:
    assert refused(repacked(book(SURVEY), SHEET, b" " * (60 * 1024 * 1024)))["refused"] in {
        "bomb",
        "too_heavy",
    }


def test_entities_are_refused() -> None:
    part = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><worksheet/>'
    assert refused(repacked(book(SURVEY), SHEET, part))["refused"] == "active"


def test_too_many_rows_are_refused() -> None:
    rows = b"<row/>" * (MOST_ROWS + 1)
    assert refused(
        repacked(book(SURVEY), SHEET, b"<worksheet><sheetData>" + rows + b"</sheetData></worksheet>")
    )["refused"] in {"too_heavy", "bomb"}


def test_formulas_are_read_as_values_and_told() -> None:
    content = book([*SURVEY, ["text", "b", '=HYPERLINK("x")']])
    facts, _definition = made_apart(content)
    assert "formulas" in [one["sentence"] for one in facts["findings"]]


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04broken", b"\x00\x01\x02", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1x", b"%PDF-1.4"]
)
def test_what_is_no_form_is_refused_in_a_sentence(content: bytes) -> None:
    checked = told_of(content, *made_apart(content))
    assert not checked.is_accepted
    assert checked.blocking[0].sentence


def test_a_circle_is_refused_with_its_chain_of_rows() -> None:
    form = """
| survey |
| | type | name | label | calculation |
| | calculate | a | | ${b} + 1 |
| | calculate | b | | ${c} + 1 |
| | calculate | c | | ${a} + 1 |
| | text | d | D | |
"""
    said = sentences(form)
    assert "→" in said
    assert {"2", "3", "4"} <= set(said.replace(")", " ").replace("(", " ").split())


def test_a_question_that_needs_itself_is_refused() -> None:
    form = """
| survey |
| | type | name | label | relevant |
| | text | a | A | ${b} = '1' |
| | text | b | B | ${a} = '1' |
"""
    assert "→" in sentences(form)


@pytest.mark.parametrize("pattern", ["(a)\\1", "(?=a)b", "[a-z]{1000}{1000}", "(?i)a"])
def test_patterns_without_a_program_are_refused_by_name(pattern: str) -> None:
    form = f"| survey |\n| | type | name | label | constraint |\n| | text | a | A | regex(., '{pattern}') |\n"
    assert sentences(form)


def test_a_pattern_made_to_explode_does_not() -> None:
    form = made(
        "| survey |\n| | type | name | label | constraint |\n| | text | a | A | regex(., '(a+)+c') |\n"
    )
    assert [one.kind for one in on_server(form, {"answers": {"a": "a" * 4_000}}).problems] == ["constraint"]


def test_deep_and_long_expressions_are_refused_not_followed() -> None:
    for expression in ("(" * 500 + "1" + ")" * 500, "-" * 900 + "1 > " + "not(" * 100 + "1" + ")" * 100):
        form = f"| survey |\n| | type | name | label | constraint |\n| | text | a | A | {expression} |\n"
        assert sentences(form)


def test_answers_of_every_shape_are_taken_without_breaking() -> None:
    rows = "| | begin_repeat | r | R |\n| | integer | a | A |\n| | end_repeat | | |\n"
    form = made(f"| survey |\n| | type | name | label |\n{rows}")
    for answers in (
        {"r": "x"},
        {"r": {}},
        {"r": [1, None, "x", {"a": ["1"]}]},
        {"r": [{}] * 1_000},
        {"x": {"y": 1}},
    ):
        sheet = on_server(form, {"answers": answers})
        assert len(sheet.entries[0].entries) <= 200
    many = on_server(form, {"answers": {"r": [{"a": "1"}] * 1_000}})
    assert [one.kind for one in many.problems] == ["too_many"]
    assert len(many.kept["r"]) == 1_000
