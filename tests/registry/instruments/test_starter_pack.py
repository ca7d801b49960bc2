"""The forms the program brings: accepted, in both languages, short, and asking the same thing in the same words."""

from __future__ import annotations

import dataclasses
import json
from functools import cache
from pathlib import Path

import pytest

from anyam.casework.cases.choices import Compartment, instrument_uses
from anyam.casework.cases.results import ChildInput, ReportedPersonInput, ReportInput
from anyam.casework.cases.rules import compartment_of, needed_compartments
from anyam.interfaces.jobs.instruments import tables_of
from anyam.registry.instruments.choices import Type
from anyam.registry.instruments.results import Instrument, Node
from tests.instruments import FOLDER, pack
from tests.registry.instruments.making import made

MOST_QUESTIONS = 30
MOST_OF_PEER = 0.6
LANGUAGES = {"id", "en"}


@cache
def read(file: Path) -> Instrument:
    return made(tables_of(file).decode())


def asked(instrument: Instrument) -> list[Node]:
    """The questions somebody answers."""
    return [node for node in instrument.questions if node.type not in {Type.HIDDEN, Type.NOTE}]


@pytest.mark.parametrize("file", pack(), ids=lambda file: file.stem)
def test_a_form_is_short_and_speaks_both_languages(file: Path) -> None:
    instrument = read(file)
    assert instrument.code == file.stem
    assert len(asked(instrument)) <= MOST_QUESTIONS
    spoken = {language: instrument.language(language) for language in LANGUAGES}
    for node in instrument.root.walk():
        if node.label:
            assert all(node.label.get(name) for name in spoken.values()), f"{node.path} lacks a language"
    for choices in instrument.lists.values():
        assert all(choice.label.get(name) for choice in choices for name in spoken.values())


@pytest.mark.parametrize("file", pack(), ids=lambda file: file.stem)
def test_a_form_says_where_its_words_come_from_and_that_the_district_confirms_them(file: Path) -> None:
    note = " ".join(file.read_text(encoding="utf-8").partition("\n|")[0].split())
    assert "Source:" in note
    assert "example to be confirmed by the district" in note


def test_each_form_has_its_use_and_each_use_its_form() -> None:
    assert instrument_uses().codes() == {file.stem for file in pack()}


def test_questions_of_the_same_name_take_the_same_answers_everywhere() -> None:
    taken: dict[str, tuple[object, ...]] = {}
    for file in pack():
        instrument = read(file)
        for node in asked(instrument):
            names = tuple(choice.name for choice in instrument.lists.get(node.list, ()))
            said = (node.type, names, compartment_of(node))
            if node.name in {"children", "relation", "age"}:  # rows of a household, and a number of children
                continue
            assert taken.setdefault(node.name, said) == said, f"{file.stem} asks {node.name} in another way"


def test_no_general_question_of_the_pack_hangs_on_a_sealed_answer() -> None:
    for file in pack():
        instrument = read(file)
        for path, needed in needed_compartments(instrument).items():
            node = instrument.nodes[path]
            if node.is_question and compartment_of(node) is Compartment.GENERAL:
                assert needed == {Compartment.GENERAL}, f"{file.stem}: {path}"


def test_a_first_assessment_asks_at_most_sixty_of_a_hundred_fields_of_the_nearest_peer() -> None:
    """38 fields here, 65 there, for the same content: 58 of a hundred."""
    kept = json.loads((FOLDER / "peer_fields.json").read_text(encoding="utf-8"))
    of_report = {
        field.name
        for kind in (ReportInput, ChildInput, ReportedPersonInput)
        for field in dataclasses.fields(kind)
    }
    assert set(kept["ours"]["of_the_report"]) <= of_report
    forms = [read(FOLDER / f"{code}.md") for code in kept["ours"]["instruments"]]
    ours = sum(len(asked(form)) for form in forms) + len(kept["ours"]["of_the_report"])
    theirs = sum(len(fields) for fields in kept["forms"].values())
    assert (ours, theirs) == (38, 65)
    assert ours <= MOST_OF_PEER * theirs
