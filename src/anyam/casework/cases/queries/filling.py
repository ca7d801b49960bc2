"""A filling of an instrument as rows: which answers stand, who may be shown them, what they amount to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import get_language

from anyam.casework.cases import choices, rules
from anyam.casework.cases.choices import MAIN_ASSESSMENT, AssessmentState, Compartment, Source
from anyam.casework.cases.models import ANSWER_TABLES, Assessment, Case
from anyam.casework.facts.choices import kind_asked_by
from anyam.casework.facts.queries import known_facts
from anyam.foundation.access import Actor
from anyam.foundation.access.choices import Level, Part
from anyam.foundation.access.row_context import acting
from anyam.foundation.access.visibility import parts_open_to
from anyam.foundation.core import clock
from anyam.registry.instruments import queries as instruments
from anyam.registry.instruments.choices import Kind, Type
from anyam.registry.instruments.results import Instrument, Sheet, Words
from anyam.registry.people import queries as people

PART_OF = {
    Compartment.GENERAL: Part.NARRATIVE,
    Compartment.HEALTH: Part.HEALTH,
    Compartment.LEGAL: Part.LEGAL,
}
MOST_LOOKED_BACK = 20
_ON_CASES = "case"
_CHOSEN = frozenset({Type.ONE, Type.SEVERAL, Type.RANK})
_SYSTEM = Actor.system("the form of a filling, and whether it is complete where its writer may not look")


@dataclass(frozen=True)
class Kept:
    """One answer as it stands."""

    value: str
    source: str
    at: datetime
    by_id: UUID | None


def kept_answers(assessment_id: UUID) -> dict[str, Kept]:
    """The answers of a filling by their place, as far as the database opens them to whoever is acting."""
    return {
        row.place: Kept(row.value or "", row.source, row.answered_at, row.answered_by_id)
        for table in ANSWER_TABLES.values()
        for row in table.objects.filter(assessment_id=assessment_id)
    }


def all_answers(assessment_id: UUID) -> dict[str, Kept]:
    """As `kept_answers`, with those that are not open to the reader: to judge a filling, never to be shown."""
    with acting(_SYSTEM):
        return kept_answers(assessment_id)


def open_compartments(actor: Actor, case_id: UUID, level: Level = Level.READ) -> frozenset[Compartment]:
    """The compartments of answers that are open to the actor on this case."""
    parts = parts_open_to(actor, case_id, level)
    return frozenset(compartment for compartment, part in PART_OF.items() if part in parts)


def shown_paths(form: Instrument, compartments: frozenset[Compartment]) -> frozenset[str]:
    """The paths of a form that may be shown to whom these compartments are open."""
    needed = rules.needed_compartments(form)
    return frozenset(path for path, asked in needed.items() if asked <= compartments)


def form_of(version_id: UUID) -> Instrument:
    """The form of a version, whatever became of it and whoever reads: old answers keep their questions."""
    return instruments.get_instrument(_SYSTEM, version_id)


def evaluated(actor: Actor, case: Case, version_id: UUID, values: Mapping[str, str], more: str = "") -> Sheet:
    """The form with these answers by place, worked out by the server; `more` names a repeat that gets a new turn.

    What the case knows of the child stands in hidden questions of these names: `child_age` in years, `child_sex`.
    """
    form = form_of(version_id)
    answers = rules.nested(form, values)
    if more and rules.fits(form, more, Kind.REPEAT):
        rules.add_turn(answers, more)
    facts, born_on = _known_of_child(actor, case)
    return instruments.fill_sheet(_SYSTEM, version_id, answers, facts=facts, born_on=born_on)


def live_form(actor: Actor, case: Case, version_id: UUID, values: Mapping[str, str]) -> dict[str, Any]:
    """What the page needs to follow the form while it is typed: the form, what stands, and what the case knows."""
    form = form_of(version_id)
    facts, born_on = _known_of_child(actor, case)
    return {
        "definition": instruments.instrument_as_json(_SYSTEM, version_id),
        "answers": rules.nested(form, values),
        "facts": facts,
        "born_on": born_on.isoformat() if born_on else "",
        "language": reader_language(form),
    }


def reader_language(form: Instrument) -> str:
    """The language of the form that the reader reads."""
    return form.language((get_language() or "id").partition("-")[0])


def label_of(form: Instrument, path: str) -> str:
    """A question in the reader's language; where an answer would stand within the sentence, an ellipsis."""
    return _said(form, form.nodes[path].label) or form.nodes[path].name


def answer_in_words(form: Instrument, path: str, value: str) -> str:
    """An answer as its question offers it: the labels of what was chosen, or the text as written."""
    node = form.nodes[path]
    if node.type not in _CHOSEN:
        return value
    labels = {choice.name: _said(form, choice.label) for choice in form.lists.get(node.list, ())}
    chosen = [value] if node.type is Type.ONE else value.split()
    return ", ".join(labels.get(one, one) for one in chosen)


def _said(form: Instrument, words: Words) -> str:
    parts = words.get(reader_language(form)) or words.get(form.default_language) or []
    return "".join(part if isinstance(part, str) else "…" for part in parts).strip()


def title_of(code: str, fallback: str) -> str:
    """An instrument's name in the reader's language where the starter pack knows it, else as the form says it."""
    return choices.instrument_uses().label(code) if code in choices.instrument_uses().codes() else fallback


def fillings_of(case: Case) -> QuerySet[Assessment]:
    """The fillings of a case with what is told of their versions; the forms themselves are not read."""
    found = Assessment.objects.filter(case=case).select_related("version")
    return found.defer("version__definition", "version__file")


def version_words(filling: Assessment) -> str:
    """By which word a version is called: the form's own, or its number in the district."""
    return str(filling.version.version or filling.version.number)


def use_of(code: str) -> Mapping[str, object]:
    """What an instrument is for; nothing special for a district's own."""
    return next((term.extra for term in choices.instrument_uses().terms if term.code == code), {})


def is_for_cases(code: str) -> bool:
    """Whether an instrument is filled in about a child's case; a district's own is, unless the list says otherwise."""
    return use_of(code).get("used_for", _ON_CASES) == _ON_CASES


def known_elsewhere(actor: Actor, case: Case, form: Instrument, but: UUID | None) -> dict[str, Kept]:
    """What facts, and completed fillings of the case, tell about questions of this form: of each the newest answer."""
    wanted = {node.name: node for node in form.questions if rules.is_asked_once(form, node)}
    done = Assessment.objects.filter(case=case, state=AssessmentState.COMPLETE)
    if but:
        done = done.exclude(pk=but)
    found: dict[str, Kept] = {}
    for one in done.order_by("-completed_at")[:MOST_LOOKED_BACK]:
        there = form_of(one.version_id)
        for place, kept in kept_answers(one.pk).items():
            node = wanted.get(place.rpartition("/")[2])
            if node is None or kept.source == Source.CALCULATED:
                continue
            mine = rules.place_of(form, node.path)
            if mine not in found and rules.same_fact(form, node, there, place, kept.value):
                found[mine] = kept
    for name, fact in _facts_asked_for(actor, case).items():
        node = wanted.get(name)
        if node is None or not rules.takes(form, node, fact.value):
            continue
        mine = rules.place_of(form, node.path)
        if mine not in found or found[mine].at < fact.at:
            found[mine] = fact
    return found


def kind_of_fact(form: Instrument, place: str) -> str:
    """The kind of fact that an answer at this place is; empty where it is none.

    Forms of the starter pack ask the same thing by the same name as the first assessment, by which the list of facts
    knows its questions.
    """
    name = place.rpartition("/")[2]
    if rules.bare(place) != place:
        return ""
    asked_by = MAIN_ASSESSMENT if form.code in choices.instrument_uses().codes() else form.code
    return kind_asked_by(f"{form.code}/{name}") or kind_asked_by(f"{asked_by}/{name}")


def _facts_asked_for(actor: Actor, case: Case) -> dict[str, Kept]:
    """What is known as a fact, by the name of the question that asks for it."""
    found: dict[str, Kept] = {}
    for fact in known_facts(actor, case.pk).values():
        value = " ".join(fact.value) if isinstance(fact.value, list | tuple) else str(fact.value)
        for origin in fact.questions:
            found[origin.rpartition("/")[2]] = Kept(value, fact.source, fact.said_at, None)
    return found


def _known_of_child(actor: Actor, case: Case) -> tuple[dict[str, str], date | None]:
    """What hidden questions are told, and the first day on which the child may have been born, as far as is known."""
    child = people.names_of(actor, [case.child_id])[case.child_id]
    if child.age_years is None:
        return {"child_sex": str(child.sex), "child_age": ""}, None
    today = clock.today()
    born_on = date(today.year - child.age_years - 1, today.month, min(today.day, 28))
    return {"child_sex": str(child.sex), "child_age": str(child.age_years)}, born_on
