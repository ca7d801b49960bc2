"""Each kind of finding once: named rows, a sentence, and what to do, in both languages."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from anyam.casework.sops.choices import FindingKind as Kind
from anyam.casework.sops.choices import SopLevel, Symbol
from anyam.casework.sops.results import (
    Coding,
    DesignedRedundancy,
    Document,
    Finding,
    Flow,
    Header,
    Instrument,
    Performer,
    Place,
    Step,
)
from anyam.casework.sops.results.finding_words import SENTENCES, TO_DO
from anyam.casework.sops.rules.check import Surroundings, check_set
from anyam.casework.sops.rules.likeness import CodingWords, propose_coding
from anyam.casework.sops.rules.spans import in_hours_of
from anyam.foundation.core.working_time import Counting, deadline, working_time_between

DAY = date(2026, 11, 2)
WORKER = Performer("w", "Petugas", agency_kind="integrated_service")
POLICE = Performer("p", "Penyidik", agency_kind="police")


def line(*steps: Step, code: str = "S1", **fields: object) -> Document:
    """Rows one after the other between a start and an end, unless they say where they lead."""
    keys = [*(step.key for step in steps), "end"]
    tied = tuple(
        step if step.flows else replace(step, flows=(Flow(after),))
        for step, after in zip(steps, keys[1:], strict=True)
    )
    rows = (
        Step("start", "Mulai", Symbol.START, flows=(Flow(keys[0]),)),
        *tied,
        Step("end", "Selesai", Symbol.END),
    )
    return Document(code, "Contoh", performers=(WORKER, POLICE), steps=rows, **fields)  # type: ignore[arg-type]


def row(key: str, performer: str = "w", **fields: object) -> Step:
    return Step(key, f"Kerjakan {key}", performers=(performer,), **fields)  # type: ignore[arg-type]


def kinds(*documents: Document, **held: object) -> dict[Kind, Finding]:
    found = check_set(documents, Surroundings(DAY, **held))  # type: ignore[arg-type]
    return {finding.kind: finding for finding in found}


def test_a_plain_sop_has_no_finding() -> None:
    assert kinds(line(row("a"), row("b"))) == {}


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_has_a_sentence_and_a_way_out_in_both_languages(kind: Kind) -> None:
    for words in (SENTENCES[kind], TO_DO[kind], kind.label):
        with translation.override("id"):
            indonesian = str(words)
        with translation.override("en"):
            assert indonesian != str(words)


YES, NO = Flow("end", "ya"), Flow("a", "tidak")


@pytest.mark.parametrize(
    ("document", "kind"),
    [
        (line(row("a", performer="")), Kind.NO_OWNER),
        (line(row("a", performer="x")), Kind.UNKNOWN_OWNER),
        (line(replace(row("a"), performers=("w", "p"))), Kind.TWO_OWNERS),
        (line(row("a", symbol=Symbol.DECISION, flows=(YES,))), Kind.FEW_ANSWERS),
        (line(row("a"), row("b", symbol=Symbol.DECISION, flows=(YES, Flow("a")))), Kind.UNNAMED_ANSWER),
        (line(row("a"), row("b", symbol=Symbol.DECISION, flows=(YES, Flow("a", "Ya")))), Kind.SAME_ANSWER),
        (line(row("a", flows=(Flow("b", "ya"),)), row("b")), Kind.ANSWER_ELSEWHERE),
        (line(row("a", flows=(Flow("zz"),)), row("b")), Kind.ARROW_TO_NOWHERE),
        (line(row("a"), row("a")), Kind.KEY_TWICE),
        (line(row("a", symbol=Symbol.START, flows=(Flow("end"),))), Kind.TWO_STARTS),
        (Document("S1", "Kosong"), Kind.NO_START),
        (Document("S1", "Kosong"), Kind.NO_END),
        (line(row("a", symbol=Symbol.END, flows=(Flow("end"),))), Kind.END_GOES_ON),
        (line(row("a", symbol=Symbol.LINK)), Kind.LINK_MISSING),
        (line(row("a", symbol=Symbol.LINK, linked_sop="S9")), Kind.LINK_UNKNOWN),
        (line(row("a"), header=Header(relations=("S9",))), Kind.RELATION_UNKNOWN),
        (line(row("a"), row("b", "p")), Kind.GIVES_NOTHING),
        (line(row("a", gives=("surat",)), row("b", "p")), Kind.TAKES_NOTHING),
        (line(row("a", gives=("surat",)), row("b", "p", needs=("visum",))), Kind.MISMATCH),
        (line(row("a", hours=Decimal(9)), promised_hours=Decimal(8)), Kind.PAST_PROMISE),
        (line(row("a"), promised_hours=Decimal(8)), Kind.TIME_MISSING),
        (
            line(row("a", hours=Decimal(4)), promised_hours=Decimal(8), promised_counting=Counting.CLOCK),
            Kind.MAY_BE_PAST_PROMISE,
        ),
    ],
    ids=lambda value: value.value if isinstance(value, Kind) else "",
)
def test_what_is_wrong_is_named(document: Document, kind: Kind) -> None:
    finding = kinds(document)[kind]
    assert finding.sentence.strip()
    assert finding.to_do.strip()
    assert all(f"“{document.step(key).activity}”" in finding.sentence for key in finding.steps)


def test_a_column_of_a_macro_sop_says_which_agency_it_is() -> None:
    document = replace(line(row("a")), level=SopLevel.MACRO, performers=(Performer("w", "Petugas"),))
    assert kinds(document)[Kind.NO_AGENCY].severity == "advice"


def test_a_paper_with_one_word_more_is_the_same_paper() -> None:
    found = kinds(
        line(row("a", gives=("Formulir pengaduan",)), row("b", "p", needs=("formulir pengaduan terisi",)))
    )
    assert found == {}


def test_what_was_repealed_names_what_replaced_it() -> None:
    old = Instrument("perbup-1", "Perbup 1/2015", date(2015, 1, 1), date(2026, 10, 31), "perbup-2")
    new = Instrument("perbup-2", "Perbup 2/2026", date(2026, 12, 1))
    register = {one.code: one for one in (old, new)}
    found = kinds(
        line(row("a", rests_on=("perbup-1",)), row("b", rests_on=("perbup-2", "x"))), instruments=register
    )
    assert "Perbup 1/2015" in found[Kind.LAW_ENDED].sentence
    assert "Perbup 2/2026" in found[Kind.LAW_ENDED].to_do
    assert "Perbup 2/2026" in found[Kind.LAW_NOT_YET].sentence
    assert not found[Kind.LAW_UNKNOWN].is_blocking
    last_day = Surroundings(date(2026, 10, 31), instruments=register)
    assert not check_set([line(row("a", rests_on=("perbup-1",)))], last_day)
    in_force_later = line(row("a", rests_on=("perbup-1",)), header=Header(effective_on=date(2026, 11, 1)))
    assert check_set([in_force_later], last_day)


SAME = Coding("receive", "report", "violence_victim")


def pair(**other: object) -> tuple[Document, Document]:
    first = line(row("a", hours=Decimal(2), needs=("formulir",), coding=SAME))
    fields = {"hours": Decimal(2), "needs": ("formulir",), "coding": SAME, **other}
    return first, line(row("a", "p", **fields), code="S2")


def test_the_same_work_of_two_agencies_is_a_possible_duplication() -> None:
    finding = kinds(*pair())[Kind.DUPLICATION]
    assert "S1 2" in finding.sentence
    assert "S2 2" in finding.sentence
    assert not finding.is_blocking
    rows = frozenset({Place("S1", "a"), Place("S2", "a")})
    assert kinds(*pair(), designed=[DesignedRedundancy(rows, "pendapat kedua")]) == {}
    third = replace(pair()[1], code="S3", performers=(Performer("p", "RS", agency_kind="hospital"),))
    assert Kind.DUPLICATION in kinds(*pair(), third, designed=[DesignedRedundancy(rows, "pendapat kedua")])


def test_another_time_or_form_for_the_same_work_is_a_conflict() -> None:
    with translation.override("id"):
        assert "waktu" in kinds(*pair(hours=Decimal(6)))[Kind.CONFLICT].sentence
    with translation.override("en"):
        assert "papers" in kinds(*pair(needs=("visum",)))[Kind.CONFLICT].sentence


def test_nearly_the_same_is_an_overlap_and_a_next_step_is_none() -> None:
    assert Kind.OVERLAP in kinds(*pair(coding=replace(SAME, target="street_child")))
    near = {"report": "news", "complaint": "news"}
    assert Kind.OVERLAP in kinds(*pair(coding=replace(SAME, object="complaint")), near_objects=near)
    assert kinds(*pair(coding=replace(SAME, verb="verify"))) == {}
    assert kinds(*pair(coding=replace(SAME, object="complaint"))) == {}


def test_rows_without_codes_that_read_alike_are_proposed() -> None:
    one = replace(row("a"), activity="Menerima laporan pengaduan dari masyarakat")
    other = replace(row("a", "p"), activity="Terima laporan pengaduan masyarakat")
    finding = kinds(line(one), line(other, code="S2"))[Kind.READS_ALIKE]
    assert finding.severity == "advice"
    assert kinds(line(one), line(replace(other, activity="Mengantar anak ke sekolah"), code="S2")) == {}


def test_codes_are_proposed_from_the_words_of_a_row() -> None:
    words = CodingWords(
        {"receive": ("menerima", "terima")},
        {"report": ("laporan",), "social_report": ("laporan sosial",)},
        {},
    )
    assert propose_coding("Menerima laporan sosial dari Peksos", words) == Coding(
        "receive", "social_report", ""
    )


def test_parallel_branches_count_by_the_longest_and_a_loop_once() -> None:
    fork = row("a", hours=Decimal(1), flows=(Flow("b"), Flow("c")))
    short = row("b", hours=Decimal(2), flows=(Flow("d"),))
    long = row("c", hours=Decimal(5), flows=(Flow("d"),))
    join = row("d", hours=Decimal(1), waits_for_all=True)
    again = row("e", hours=Decimal(1), symbol=Symbol.DECISION, flows=(Flow("end", "ya"), Flow("a", "tidak")))
    found = kinds(line(fork, short, long, join, again, promised_hours=Decimal(8)))
    assert Kind.PAST_PROMISE not in found
    assert found[Kind.LOOP_COUNTED_ONCE].steps == ("a",)
    tighter = kinds(line(fork, short, long, join, again, promised_hours=Decimal("7.5")))[Kind.PAST_PROMISE]
    assert tighter.steps == ("a", "c", "d", "e")


QUARTERS = st.integers(1, 4 * 80).map(lambda n: Decimal(n) / 4)


@settings(max_examples=150, deadline=None)
@given(QUARTERS, st.integers(0, 167))
def test_hours_of_one_kind_in_the_other_agree_with_the_calendar(hours: Decimal, begin: int) -> None:
    # Weeks of 2026 without a holiday: from 6 July on; midnight of that Monday in Jakarta.
    start = datetime(2026, 7, 5, 17, tzinfo=UTC) + timedelta(hours=begin)
    worked = working_time_between(start, start + timedelta(hours=float(hours))) / timedelta(hours=1)
    span = in_hours_of(Counting.WORKING, hours, Counting.CLOCK)
    assert span.least <= worked <= span.most
    passed = (deadline(start, float(hours), Counting.WORKING) - start) / timedelta(hours=1)
    span = in_hours_of(Counting.CLOCK, hours, Counting.WORKING)
    assert span.least <= passed <= span.most
