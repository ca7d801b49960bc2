"""Assessing a child: save as often as needed, complete once."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.casework.cases import choices, rules
from anyam.casework.cases.actions.cases import note_activity, start_case_work
from anyam.casework.cases.actions.locking import hold_child_of, lock_open_case
from anyam.casework.cases.choices import AssessmentState, Source, Stage
from anyam.casework.cases.events import AssessmentAnswersSaved, AssessmentBegun, AssessmentCompleted
from anyam.casework.cases.models import ANSWER_TABLES, AnswerBase, Assessment, Case, CaseNeed
from anyam.casework.cases.results import AnswerInput
from anyam.casework.facts.actions import propose_facts
from anyam.casework.facts.choices import Source as FactSource
from anyam.casework.facts.choices import kind_asked_by
from anyam.casework.facts.results import Proposal
from anyam.casework.sops import actions as sops
from anyam.casework.sops.choices import PromiseKey, WorkKind
from anyam.foundation.access import Actor, Permission, action
from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.events.recording import record


class AnswerNotAccepted(Refusal):
    sentence = _("Choose from the answers, or write at most 5,000 characters.")


class SourceMissing(Refusal):
    sentence = _("Choose who said it.")


class NothingAssessedYet(Refusal):
    sentence = _("Save at least one answer before completing the assessment.")


class NeedsMissing(Refusal):
    sentence = _("Choose at least one need from the list. The plan begins with the needs.")


@action()
def save_answers(actor: Actor, *, case_id: UUID, answers: Mapping[str, AnswerInput]) -> UUID:
    """Save answers in the case's draft assessment, beginning one where there is none; the assessment's id.

    An empty value takes an answer back. The source of an answer is kept with it: who said it, not who typed it.
    """
    case = lock_open_case(actor, case_id, Permission.ASSESS_CHILD)
    assessment, is_new = _draft(actor, case)
    _keep_answers(actor, assessment, answers)
    Assessment.objects.filter(pk=assessment.pk).update(saved_at=clock.now())
    note_activity(actor, case.pk)
    if is_new:
        sops.finish_work(actor, case.pk, WorkKind.RESPOND)
        record(actor, AssessmentBegun(assessment.pk, case.pk))
    record(actor, AssessmentAnswersSaved(assessment.pk, case.pk, len(answers)))
    return assessment.pk


@action()
def complete_assessment(actor: Actor, *, case_id: UUID, needs: list[str] | tuple[str, ...]) -> None:
    """Complete the draft assessment with the needs found; planning begins.

    What was answered is compared with what is known: the same confirms it, another answer asks for a decision.
    """
    hold_child_of(actor, case_id, Permission.ASSESS_CHILD)
    case = lock_open_case(actor, case_id, Permission.ASSESS_CHILD)
    assessment = Assessment.objects.select_for_update().filter(case=case, state=AssessmentState.DRAFT).first()
    if assessment is None or not _has_answers(assessment):
        raise NothingAssessedYet
    if not needs or not choices.needs().codes().issuperset(needs):
        raise NeedsMissing(field="needs")
    assessment.state, assessment.completed_at = AssessmentState.COMPLETE, clock.now()
    assessment.completed_by_id = actor.user_id
    assessment.save(update_fields=["state", "completed_at", "completed_by"])
    _keep_needs(case, needs)
    Case.objects.filter(pk=case.pk).update(stage=rules.later_stage(case.stage, Stage.PLANNING))
    note_activity(actor, case.pk)
    sops.finish_work(actor, case.pk, WorkKind.RESPOND)
    sops.finish_work(actor, case.pk, WorkKind.ASSESS)
    if not case.plans.filter(state="agreed").exists():
        start_case_work(actor, case, WorkKind.PLAN, promise_key=PromiseKey(f"plan.{case.level}"))
    record(actor, AssessmentCompleted(assessment.pk, case.pk, tuple(sorted(needs))))
    propose_facts(actor, case.pk, list(_as_facts(assessment)))


def _draft(actor: Actor, case: Case) -> tuple[Assessment, bool]:
    form = rules.assessment_form()
    return Assessment.objects.get_or_create(
        case=case,
        state=AssessmentState.DRAFT,
        defaults={
            "form": form.code,
            "form_version": form.version,
            "started_at": clock.now(),
            "saved_at": clock.now(),
            "started_by_id": actor.person_id,
        },
    )


def _keep_answers(actor: Actor, assessment: Assessment, answers: Mapping[str, AnswerInput]) -> None:
    """Keep all answers with two or three statements for each table they lie in."""
    questions = rules.assessment_form(assessment.form).questions()
    for compartment, table in ANSWER_TABLES.items():
        own = [question for question in questions.values() if question.compartment == compartment]
        given = {question.code: answers[question.code] for question in own if question.code in answers}
        kept = {code: _checked(questions[code], one) for code, one in given.items()}
        if kept:
            _keep_in(actor, table, assessment, kept)


def _keep_in(
    actor: Actor, table: type[AnswerBase], assessment: Assessment, given: Mapping[str, AnswerInput | None]
) -> None:
    """An empty answer is taken back; an unchanged one keeps its moment and its writer."""
    present = {
        row.question: row for row in table.objects.filter(assessment=assessment, question__in=list(given))
    }
    changed = {
        code: one
        for code, one in given.items()
        if one
        and not (code in present and (present[code].value, present[code].source) == (one.value, one.source))
    }
    gone = [
        present[code].pk
        for code, one in given.items()
        if code in present and (one is None or code in changed)
    ]
    if gone:
        table.objects.filter(pk__in=gone).delete()
    table.objects.bulk_create(
        table(
            assessment=assessment,
            dossier_id=assessment.case_id,
            question=code,
            value=one.value,
            source=one.source,
            answered_at=clock.now(),
            answered_by_id=actor.person_id,
        )
        for code, one in changed.items()
    )


def _checked(question: rules.FormQuestion, given: AnswerInput) -> AnswerInput | None:
    value = _accepted(question, given.value)
    if value is None:
        return None
    if given.source not in Source.values:
        raise SourceMissing(field=f"{question.code}-source")
    return AnswerInput(value, given.source)


def _accepted(question: rules.FormQuestion, value: Any) -> Any:
    try:
        return rules.accepted_value(question, value)
    except ValueError:
        raise AnswerNotAccepted(field=question.code) from None


def _as_facts(assessment: Assessment) -> Iterator[Proposal]:
    """The answers that say something which is kept as a fact; what was copied from an earlier one says nothing new."""
    for table in ANSWER_TABLES.values():
        for answer in table.objects.filter(assessment=assessment):
            origin = f"{assessment.form}/{answer.question}"
            kind = kind_asked_by(origin)
            if kind and answer.source in FactSource.values:
                yield Proposal(kind, answer.value, FactSource(answer.source), origin)


def _has_answers(assessment: Assessment) -> bool:
    return any(table.objects.filter(assessment=assessment).exists() for table in ANSWER_TABLES.values())


def _keep_needs(case: Case, needs: list[str] | tuple[str, ...]) -> None:
    CaseNeed.objects.filter(case=case).exclude(need__in=needs).delete()
    CaseNeed.objects.bulk_create(
        (CaseNeed(case=case, need=need, found_at=clock.now()) for need in needs), ignore_conflicts=True
    )
