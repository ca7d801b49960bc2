"""Rules of official documents by generated values: numbers, codes, what stands on paper for whom, literal words."""

from __future__ import annotations

import io
from datetime import date
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from anyam.casework.documents.choices import DocumentKind, Recipient
from anyam.casework.documents.policies import PARTS_NEEDED
from anyam.casework.documents.queries.heads import default_patterns
from anyam.casework.documents.queries.writing import REGISTER_OF
from anyam.casework.documents.queries.writing.letters import summary_lines
from anyam.casework.documents.rules import (
    EDITION,
    FLAGS_FOR,
    MAY_RECEIVE,
    ON_LETTER,
    Group,
    Shared,
    fault_of,
    group_of,
    in_groups,
    letter_words,
    may_receive,
    new_code,
    number_from,
    set_document,
    typed_code,
)
from anyam.casework.referrals.choices import SafetyFlag
from anyam.casework.referrals.results import Summary
from anyam.foundation.core import ids

HOSTILE = (
    '#let x = 1; #panic("x")',
    '#eval("1+1")',
    '#image("/etc/passwd")',
    '#read("parts.typ")',
    '#import "parts.typ": *',
    "$x^2$ *tebal* _miring_ `kode`",
    "= Judul",
    "<label> @rujuk",
    "]#pagebreak()[",
    "\\u{1F600} \\ \\# // catatan /* x */",
    "{{ anak }} {% x %} ${x}",
    "--- ... ~ \"kutip\" 'satu'",
)


def content(words: str, layout: str = "letter") -> dict[str, Any]:
    """A document whose every place for words says the same."""
    return {
        "edition": EDITION,
        "layout": layout,
        "issued_at": "2026-11-23T08:00:00+07:00",
        "lang": "id",
        "title": words,
        "number": words,
        "number_line": words,
        "head": {"above": words, "name": words, "address": words, "contact": words, "town": words},
        "lead": [[words, words]],
        "dated": words,
        "to": [words],
        "opening": [words],
        "facts": [[words, words]],
        "sections": [
            {
                "head": words,
                "paragraphs": [words],
                "facts": [[words, words]],
                "columns": [words, words],
                "rows": [[words, words]],
                "widths": [1, 1],
            }
        ],
        "closing": [words],
        "signatures": [{"role": words, "name": words, "number": words, "before": words}],
        "check": {"words": words, "code": words, "address": words, "dots": ["10", "01"]},
        "foot": words,
        "seal": words,
    }


def printed(sheet: bytes) -> str:
    pages = PdfReader(io.BytesIO(sheet)).pages
    return "".join("".join(page.extract_text().split()) for page in pages)


@pytest.mark.parametrize("layout", ["letter", "record", "receipt", "plan"])
@pytest.mark.parametrize("words", HOSTILE)
def test_what_people_wrote_is_printed_and_never_obeyed(words: str, layout: str) -> None:
    assert "".join(words.split()) in printed(set_document(content(words, layout)))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=30))
def test_any_typed_characters_print_literally(words: str) -> None:
    assert words in printed(set_document(content(words)))


def test_the_same_content_gives_the_same_bytes_and_another_gives_others() -> None:
    assert set_document(content("Bunga")) == set_document(content("Bunga"))
    assert set_document(content("Bunga")) != set_document(content("Melati"))


@given(st.integers(1, 99_999), st.integers(1, 99_999), st.dates(date(2020, 1, 1), date(2099, 12, 31)))
def test_two_serials_never_give_one_number(one: int, other: int, on: date) -> None:
    for pattern in default_patterns().values():
        assert fault_of(pattern) is None
        same = number_from(pattern, one, "PPA", on) == number_from(pattern, other, "PPA", on)
        assert same == (one == other)


@pytest.mark.parametrize(
    "pattern",
    [
        "",
        "{n}",
        "{year}",
        "{n}/{n}/{year}",
        "{n}{year}",
        "4{n}/{year}",
        "{n}/{name}/{year}",
        "{n}/<b>/{year}",
        "{n}/{year}" + "x" * 80,
    ],
)
def test_a_pattern_that_could_give_one_number_twice_or_anything_else_is_refused(pattern: str) -> None:
    assert fault_of(pattern)


def test_the_patterns_that_come_with_the_program_differ() -> None:
    assert set(default_patterns()) == {register.value for register in REGISTER_OF.values()}
    assert len(set(default_patterns().values())) == len(default_patterns())


@pytest.mark.parametrize("seed", range(20))
def test_a_code_reads_the_same_however_it_is_typed(seed: int) -> None:
    with ids.drawn_from(Random(seed)):
        code = new_code()
    assert len(code) == 20
    assert typed_code(in_groups(code).lower().replace("-", " ")) == code
    assert typed_code(code.replace("0", "O").replace("1", "l")) == code


def a_summary() -> Summary:
    return Summary(
        child_name="NAMA",
        age_text="9 tahun",
        sex="perempuan",
        village="DESA",
        request="PERMINTAAN",
        facts="FAKTA KEKERASAN",
        safety_flags=tuple(SafetyFlag),
        safety_note="CATATAN",
        is_interview_done=True,
        interview_note="ISI WAWANCARA",
        contact_name="NENEK",
        contact_phone="0812",
        is_contact_safe=True,
        contact_note="",
    )


@pytest.mark.parametrize(
    "kind", ["school", "special_school", "education_office", "hospital", "village_team", "baru"]
)
def test_no_letter_outside_the_law_says_what_was_done_to_the_child(kind: str) -> None:
    assert group_of(kind) is not Group.LAW
    words = repr(summary_lines(a_summary(), kind))
    assert "FAKTA" not in words
    assert str(SafetyFlag.REPORTED_PERSON_NEAR.label) not in words


@pytest.mark.parametrize("kind", ["school", "hospital", "police", "shelter", "village_team", "baru"])
def test_the_page_behind_a_reply_sheet_names_nobody_and_no_note_is_ever_printed(kind: str) -> None:
    words = repr(summary_lines(a_summary(), kind, is_named=False))
    assert not any(name in words for name in ("NAMA", "NENEK", "DESA", "0812"))
    assert "CATATAN" not in repr(summary_lines(a_summary(), kind))
    assert "ISI WAWANCARA" not in repr(summary_lines(a_summary(), kind))


def test_a_secret_village_stands_on_no_letter() -> None:
    assert "DESA" not in repr(summary_lines(a_summary(), "police"))


def test_every_kind_of_document_has_readers_parts_and_a_register() -> None:
    assert set(MAY_RECEIVE) == set(PARTS_NEEDED) == set(REGISTER_OF) == set(DocumentKind)
    assert set(ON_LETTER) == set(FLAGS_FOR) == set(Group)
    assert all(shown <= set(Shared) for shown in ON_LETTER.values())
    assert letter_words("police", is_named=False) < letter_words("police")


@pytest.mark.parametrize("kind", ["school", "village_team", "foundation", "hospital", ""])
def test_a_social_report_goes_to_courts_police_and_care_only(kind: str) -> None:
    assert not may_receive(DocumentKind.SOCIAL_REPORT, Recipient.AGENCY, kind)
    assert may_receive(DocumentKind.SOCIAL_REPORT, Recipient.AGENCY, "court")
