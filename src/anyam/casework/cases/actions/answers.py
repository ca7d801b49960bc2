"""The rows of a filling, each answer in the table of its compartment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.casework.cases import rules
from anyam.casework.cases.choices import Compartment, Source
from anyam.casework.cases.models import ANSWER_TABLES, AnswerBase, Assessment, Case
from anyam.casework.cases.queries.filling import evaluated, kept_answers, open_compartments, shown_paths
from anyam.casework.cases.results import AnswerInput
from anyam.foundation.access import Actor
from anyam.foundation.access.choices import Level
from anyam.foundation.access.row_context import acting
from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.core.text import clean_text
from anyam.registry.instruments.choices import ProblemKind, Type
from anyam.registry.instruments.results import Instrument

LONGEST_ANSWER = 5000
_NO_ANSWER = frozenset(
    {
        ProblemKind.TYPE,
        ProblemKind.CHOICE,
        ProblemKind.TOO_LONG,
        ProblemKind.TOO_MANY,
        ProblemKind.BEFORE_BIRTH,
    }
)
_SYSTEM = Actor.system("a completed form keeps what counts, also where its writer may not look")


class AnswerNotAccepted(Refusal):
    sentence = _("Choose from the answers, or write at most 5,000 characters.")


class QuestionNotAsked(Refusal):
    sentence = _("This question does not stand on the form. Open the form again; what you saved is there.")


class PartNotOpen(Refusal):
    sentence = _("This lies in a part of the case that is not open to you. Ask the case manager.")


class SourceMissing(Refusal):
    sentence = _("Choose who said it.")


def writable_paths(actor: Actor, case: Case, form: Instrument) -> frozenset[str]:
    """The paths of a form on which the actor may write."""
    return shown_paths(form, open_compartments(actor, case.pk, Level.WRITE))


def keep_answers(
    actor: Actor, case: Case, assessment: Assessment, form: Instrument, answers: Mapping[str, AnswerInput]
) -> None:
    """Keep all answers with two or three statements for each table they lie in; all of them, or none."""
    mine = writable_paths(actor, case, form)
    given = {place: _checked(form, mine, place, one) for place, one in answers.items()}
    values = {place: one.value for place, one in kept_answers(assessment.pk).items()}
    values |= {place: one.value if one else "" for place, one in given.items()}
    for problem in evaluated(actor, case, assessment.version_id, values).problems:
        place = rules.place_of(form, problem.path)
        if problem.kind in _NO_ANSWER and given.get(place):
            raise AnswerNotAccepted(field=place)
    for compartment, part in _by_compartment(form, given).items():
        _keep_in(actor, ANSWER_TABLES[compartment], assessment, part)


def keep_what_counts(
    actor: Actor, assessment: Assessment, form: Instrument, counts: Mapping[str, str]
) -> None:
    """Take out what no longer applies, and keep what was worked out, each in its compartment."""
    with acting(_SYSTEM):
        present = kept_answers(assessment.pk)
        for table in ANSWER_TABLES.values():
            table.objects.filter(assessment=assessment).exclude(place__in=list(counts)).delete()
        worked_out: dict[str, AnswerInput | None] = {
            place: AnswerInput(value, Source.CALCULATED)
            for place, value in counts.items()
            if place not in present or present[place].value != value
        }
        for compartment, part in _by_compartment(form, worked_out).items():
            _keep_in(actor, ANSWER_TABLES[compartment], assessment, part)


def _by_compartment(
    form: Instrument, given: Mapping[str, AnswerInput | None]
) -> dict[Compartment, dict[str, AnswerInput | None]]:
    found: dict[Compartment, dict[str, AnswerInput | None]] = {}
    for place, one in given.items():
        compartment = rules.compartment_of(form.nodes[rules.path_in(form, place)])
        found.setdefault(compartment, {})[place] = one
    return found


def _checked(form: Instrument, mine: Iterable[str], place: str, given: AnswerInput) -> AnswerInput | None:
    if not rules.fits(form, place) or len(place) > rules.LONGEST_PLACE:
        raise QuestionNotAsked
    node = form.nodes[rules.path_in(form, place)]
    if node.calculate is not None or node.type in {Type.NOTE, Type.HIDDEN}:
        raise QuestionNotAsked
    if node.path not in mine:
        raise PartNotOpen(field=place)
    value = clean_text(_as_text(given.value))
    if len(value) > LONGEST_ANSWER:
        raise AnswerNotAccepted(field=place)
    if not value:
        return None
    if given.source not in Source.values:
        raise SourceMissing(field=f"{place}-source")
    return AnswerInput(value, given.source)


def _as_text(value: object) -> str:
    if value is None:
        return ""
    return " ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _keep_in(
    actor: Actor, table: type[AnswerBase], assessment: Assessment, given: Mapping[str, AnswerInput | None]
) -> None:
    """An empty answer is taken back; an unchanged one keeps its moment and its writer."""
    present = {row.place: row for row in table.objects.filter(assessment=assessment, place__in=list(given))}
    changed = {
        place: one
        for place, one in given.items()
        if one
        and not (
            place in present and (present[place].value, present[place].source) == (one.value, one.source)
        )
    }
    gone: list[UUID] = [
        present[place].pk
        for place, one in given.items()
        if place in present and (one is None or place in changed)
    ]
    if gone:
        table.objects.filter(pk__in=gone).delete()
    table.objects.bulk_create(
        table(
            assessment=assessment,
            dossier_id=assessment.case_id,
            place=place,
            value=one.value,
            source=one.source,
            answered_at=clock.now(),
            answered_by_id=actor.person_id,
        )
        for place, one in changed.items()
    )
