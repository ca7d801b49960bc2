"""The examples shipped: complete, coded, with sources, sound, and bound to a district's agencies."""

from __future__ import annotations

import json
import re
from collections import Counter
from decimal import Decimal
from io import StringIO
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command

from anyam.casework.sops.queries import (
    bpmn_of,
    check_sop,
    check_sops,
    example_instruments,
    example_sops,
    propose_codes,
    sop_in_bpmn,
)
from anyam.casework.sops.results import Coding, blocking
from anyam.casework.sops.results.examples import ExampleSop
from anyam.casework.sops.rules.examples import ExampleRefused, bind, read_example, unbound
from anyam.casework.sops.rules.structure import missing_parts
from anyam.foundation.access import Actor
from anyam.foundation.core.vocabularies import data_folder, vocabulary
from anyam.foundation.core.working_time import Counting

pytestmark = pytest.mark.django_db
ACTOR = Actor.system("test")
STATUSES = {"confirmed", "from_memory", "own"}


@pytest.fixture
def examples() -> list[ExampleSop]:
    return example_sops(ACTOR)


def test_the_twelve_examples_have_nothing_to_mend(examples: list[ExampleSop]) -> None:
    assert len(examples) == 12
    documents = [example.document for example in examples]
    found = check_sops(ACTOR, documents, instruments=example_instruments(ACTOR))
    assert [finding.sentence for finding in blocking(found)] == []


def test_each_example_stands_among_the_others(examples: list[ExampleSop]) -> None:
    documents = [example.document for example in examples]
    for document in documents:
        assert not blocking(check_sop(ACTOR, document, around=documents))


def test_each_example_can_be_put_before_the_agencies_once_it_names_one(examples: list[ExampleSop]) -> None:
    """Also those that end by going on in another SOP."""
    for example in examples:
        kinds = {one.agency_kind: uuid4() for one in example.document.performers}
        assert missing_parts(bind(example.document, kinds)) == [], example.document.code


def test_every_example_says_that_the_district_must_confirm_it(examples: list[ExampleSop]) -> None:
    for example in examples:
        assert example.source.startswith("Contoh, perlu dikonfirmasi daerah.")
        timed = {step.key for step in example.document.steps if step.hours is not None}
        assert timed == {time.step for time in example.times}
        assert all(time.status in STATUSES and time.source for time in example.times)
        for time in example.times:
            assert time.source in example.document.step(time.step).note


def test_performers_and_codes_come_from_the_lists(examples: list[ExampleSop]) -> None:
    kinds = vocabulary("agency_kinds").codes()
    lists = [vocabulary(name).codes() for name in ("sop_verbs", "sop_objects", "sop_targets")]
    for document in (example.document for example in examples):
        assert {one.agency_kind for one in document.performers} <= kinds
        for step in document.steps:
            if step.symbol in {"process", "decision"}:
                assert step.coding.is_complete, f"{document.code} {step.key}"
                coding = (step.coding.verb, step.coding.object, step.coding.target)
                assert all(code in known for code, known in zip(coding, lists, strict=True)), coding


def test_the_limits_of_the_juvenile_justice_law_stand_as_the_sources_say(examples: list[ExampleSop]) -> None:
    (law,) = [example for example in examples if example.document.code == "CONTOH-ABH"]
    rows, status = law.document.by_key, {time.step: time.status for time in law.times}
    hours = {key: rows[key].hours for key in ("a2", "a4", "a5", "a8", "a17")}
    assert hours == {"a2": 24, "a4": 72, "a5": 72, "a8": 24, "a17": 168}
    assert {status[key] for key in hours} == {"confirmed"}
    # The offer is due 7x24 hours after the investigation began, whatever came before it.
    assert sum((rows[key].hours or Decimal(0) for key in ("a2", "a4", "a6", "a7")), Decimal(0)) == 168
    assert status["a7"] == "confirmed"
    from_memory = {"a9": 720, "a11": 72, "a12": 72, "a18": 168}
    assert {key: rows[key].hours for key in from_memory} == from_memory
    assert {status[key] for key in from_memory} == {"from_memory"}
    assert all(rows[key].counting == Counting.CLOCK for key in (*hours, *from_memory))


def test_kinds_are_bound_to_agencies(examples: list[ExampleSop]) -> None:
    document = examples[0].document
    kinds = unbound(document)
    assert kinds
    agencies = {kind: uuid4() for kind in kinds}
    assert unbound(bind(document, agencies)) == ()
    assert unbound(bind(document, {kinds[0]: uuid4()})) == kinds[1:]


def test_examples_survive_the_way_through_bpmn(examples: list[ExampleSop]) -> None:
    for example in examples:
        assert sop_in_bpmn(ACTOR, bpmn_of(ACTOR, example.document)).document == example.document


@pytest.mark.parametrize(
    "spoil",
    [
        lambda content: content.pop("code"),
        lambda content: content["steps"][0].update(symbol="star"),
        lambda content: content["steps"][1]["time"].update(hours="soon"),
        lambda content: content["steps"][1]["time"].update(status="sure"),
        lambda content: content["steps"][1].update(needs="Formulir"),
        lambda content: content.update(steps=[3]),
    ],
)
def test_a_spoilt_file_is_refused_with_what_is_wrong(spoil: object) -> None:
    content = json.loads((data_folder() / "sops" / "pengaduan.json").read_text(encoding="utf-8"))
    spoil(content)  # type: ignore[operator]
    with pytest.raises(ExampleRefused):
        read_example(content)


def test_the_lists_of_words_have_their_size_and_no_word_twice() -> None:
    for name, least in (("sop_verbs", 60), ("sop_objects", 80), ("sop_targets", 15)):
        terms = vocabulary(name).terms
        assert len(terms) >= least
        assert all(term.extra["words"] for term in terms)
        once = Counter(term.indonesian for term in terms)
        assert max(once.values()) == 1


def test_codes_are_proposed_from_an_activity() -> None:
    coding = propose_codes(ACTOR, "Menerima laporan sosial tentang anak jalanan")
    assert coding == Coding("receive", "social_report", "street_child")


# --- the command -----------------------------------------------------------------------------------------------------


def checked(*arguments: str) -> tuple[int, str]:
    out = StringIO()
    try:
        call_command("sops", "check", *arguments, stdout=out)
    except SystemExit as ended:
        return int(ended.code or 0), out.getvalue()
    return 0, out.getvalue()


def test_the_command_is_content_with_the_examples() -> None:
    code, told = checked()
    assert code == 0
    assert re.search(r"12 SOP: 0 harus diperbaiki", told)


def test_the_command_ends_with_one_where_something_must_be_mended(tmp_path: Path) -> None:
    for file in (data_folder() / "sops").glob("*.json"):
        if file.name != "rujukan.json":
            (tmp_path / file.name).write_bytes(file.read_bytes())
    code, told = checked("--folder", str(tmp_path), "--language", "en")
    assert code == 1
    assert "Row 9 “Melanjutkan ke rujukan” goes on in the SOP CONTOH-RUJUKAN, which is not there." in told
    assert "→ Ask the agency to write this SOP, or choose another." in told


def test_the_command_reads_bpmn_and_names_a_file_it_cannot_read(tmp_path: Path) -> None:
    document = next(e.document for e in example_sops(ACTOR) if e.document.code == "CONTOH-KONFERENSI")
    (tmp_path / "a.bpmn").write_bytes(bpmn_of(ACTOR, document))
    assert checked("--folder", str(tmp_path))[0] == 0
    (tmp_path / "b.json").write_text("{", encoding="utf-8")
    with pytest.raises(CommandError, match=r"b\.json"):
        checked("--folder", str(tmp_path))
    with pytest.raises(CommandError):
        checked("--folder", str(tmp_path / "none"))
