"""The check of SOPs, their exchange with other programs, and the examples shipped."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from anyam.foundation.access import Actor, Permission, query, require
from anyam.foundation.core import clock
from anyam.foundation.core.vocabularies import Vocabulary, data_folder, vocabulary
from anyam.registry.agencies.queries import districts_of

from ..results import Coding, DesignedRedundancy, Document, Finding, Instrument
from ..results.bpmn import BpmnRead
from ..results.event_log import LogEvent
from ..results.examples import ExampleSop
from ..rules.bpmn import read_bpmn, write_bpmn
from ..rules.check import Surroundings, check_document, check_set
from ..rules.event_logs import write_ocel, write_xes
from ..rules.examples import ExampleRefused, read_example, read_instruments
from ..rules.likeness import CodingWords, propose_coding

INSTRUMENTS = "instruments.json"


@query
def check_sop(
    actor: Actor,
    document: Document,
    *,
    around: Iterable[Document] = (),
    instruments: Mapping[str, Instrument] | None = None,
    designed: Sequence[DesignedRedundancy] = (),
    on: date | None = None,
) -> list[Finding]:
    """What is found about one SOP among those in force `around` it; what must be mended stands first."""
    require(actor, Permission.SEE_SOPS)
    return check_document(document, around, _held(instruments, designed, on))


@query
def check_sops(
    actor: Actor,
    documents: Iterable[Document],
    *,
    instruments: Mapping[str, Instrument] | None = None,
    designed: Sequence[DesignedRedundancy] = (),
    on: date | None = None,
) -> list[Finding]:
    """What is found about all of these SOPs together."""
    require(actor, Permission.SEE_SOPS)
    return check_set(documents, _held(instruments, designed, on))


@query
def propose_codes(actor: Actor, activity: str) -> Coding:
    """Verb, object and target that the words of an activity point to; a person decides."""
    require(actor, Permission.SEE_SOPS)
    lists = (_words(vocabulary(name)) for name in ("sop_verbs", "sop_objects", "sop_targets"))
    return propose_coding(activity, CodingWords(*lists))


@query
def bpmn_of(actor: Actor, document: Document) -> bytes:
    """The SOP as a BPMN 2.0 file."""
    require(actor, Permission.SEE_SOPS)
    return write_bpmn(document)


@query
def sop_in_bpmn(actor: Actor, data: bytes) -> BpmnRead:
    """The SOP in a BPMN 2.0 file and what had to be left out of it. Raises BpmnRefused, a refusal with a sentence."""
    require(actor, Permission.SEE_SOPS)
    return read_bpmn(data)


@query
def sop_from_elsewhere(actor: Actor, data: bytes) -> BpmnRead:
    """As `sop_in_bpmn`, for a file of another district: columns of agencies that are not known here stand open."""
    require(actor, Permission.SEE_SOPS)
    read = sop_in_bpmn(actor, data)
    named = {one.agency_id for one in read.document.performers if one.agency_id}
    here = {agency for agency, code in districts_of(actor, named).items() if code == actor.district_code}
    performers = tuple(
        one if one.agency_id in here else replace(one, agency_id=None) for one in read.document.performers
    )
    return replace(read, document=replace(read.document, performers=performers))


@query
def event_log_as(actor: Actor, events: Iterable[LogEvent], *, is_object_centric: bool = False) -> bytes:
    """An event log as XES, or as OCEL 2.0. The caller has made sure that runs are pseudonyms."""
    require(actor, Permission.SEE_SOPS)
    return write_ocel(events) if is_object_centric else write_xes(events)


@query
def example_sops(actor: Actor, *, folder: Path | None = None) -> list[ExampleSop]:
    """The examples in `data/sops` or another folder, by code. Raises ExampleRefused, naming the file."""
    require(actor, Permission.SEE_SOPS)
    found = [_example(file) for file in sorted(_folder(folder).glob("*.json")) if file.name != INSTRUMENTS]
    return sorted(found, key=lambda example: example.document.code)


@query
def example_instruments(actor: Actor, *, folder: Path | None = None) -> dict[str, Instrument]:
    """The laws that the examples name; empty where the folder has no list of them."""
    require(actor, Permission.SEE_SOPS)
    file = _folder(folder) / INSTRUMENTS
    return read_instruments(_content(file)) if file.exists() else {}


def _folder(folder: Path | None) -> Path:
    return folder or data_folder() / "sops"


def _example(file: Path) -> ExampleSop:
    try:
        return read_example(_content(file))
    except ExampleRefused as refused:
        raise ExampleRefused(f"{file.name}: {refused.sentence}") from None


def _content(file: Path) -> Mapping[str, Any]:
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
    except ValueError:
        raise ExampleRefused from None
    if not isinstance(content, dict):
        raise ExampleRefused
    return content


def _held(
    instruments: Mapping[str, Instrument] | None, designed: Sequence[DesignedRedundancy], on: date | None
) -> Surroundings:
    objects = vocabulary("sop_objects").terms
    near = {term.code: str(term.extra["group"]) for term in objects if "group" in term.extra}
    return Surroundings(on or clock.today(), instruments or {}, near, designed)


def _words(listed: Vocabulary) -> dict[str, tuple[str, ...]]:
    return {term.code: tuple(term.extra.get("words", ())) for term in listed.terms}
