"""Filling in an instrument on a case: save as often as needed, complete once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.casework.cases import choices, rules
from anyam.casework.cases.actions.answers import (
    keep_answers,
    keep_what_counts,
    writable_paths,
)
from anyam.casework.cases.actions.cases import note_activity, start_case_work
from anyam.casework.cases.actions.locking import hold_child_of, lock_open_case
from anyam.casework.cases.choices import MAIN_ASSESSMENT, AssessmentState, Stage
from anyam.casework.cases.events import (
    AssessmentAnswersSaved,
    AssessmentBegun,
    AssessmentCompleted,
    InstrumentBegun,
    InstrumentCompleted,
)
from anyam.casework.cases.models import Assessment, Case, CaseNeed
from anyam.casework.cases.queries.filling import (
    all_answers,
    evaluated,
    form_of,
    is_for_cases,
    kept_answers,
    kind_of_fact,
    use_of,
)
from anyam.casework.cases.results import AnswerInput
from anyam.casework.facts.actions import propose_facts
from anyam.casework.facts.choices import Source as FactSource
from anyam.casework.facts.choices import kinds
from anyam.casework.facts.results import Proposal
from anyam.casework.sops import actions as sops
from anyam.casework.sops.choices import PromiseKey, WorkKind
from anyam.foundation.access import Actor, NotFound, Permission, action
from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.events.recording import record
from anyam.registry.instruments import queries as instruments
from anyam.registry.instruments.results import Instrument


class NothingAssessedYet(Refusal):
    sentence = _("Save at least one answer before completing this.")


class NotYetComplete(Refusal):
    sentence = _("Some questions still need an answer. They are listed above.")


class OthersMustComplete(Refusal):
    sentence = _(
        "What is still missing lies in a part that is not open to you. Ask the case manager to complete it."
    )


class NeedsMissing(Refusal):
    sentence = _("Choose at least one need from the list. The plan begins with the needs.")


class InstrumentWithdrawn(Refusal):
    sentence = _("This form was withdrawn. What you wrote stays; nothing new is added to it.")


@action()
def save_answers(
    actor: Actor, *, case_id: UUID, answers: Mapping[str, AnswerInput], instrument: str = MAIN_ASSESSMENT
) -> UUID:
    """Save answers, by their place, in the case's draft of an instrument, beginning one where there is none.

    An empty value takes an answer back. The source of an answer is kept with it: who said it, not who typed it. What
    does not fit a constraint yet is kept and named; what is no answer to the question at all is refused. Answers that
    lie in a part of the case that is not open to the actor are neither given nor touched. The filling's id.
    """
    case = lock_open_case(actor, case_id, Permission.ASSESS_CHILD)
    assessment, is_new = _draft(actor, case, instrument)
    form = _form_to_fill(assessment)
    keep_answers(actor, case, assessment, form, answers)
    Assessment.objects.filter(pk=assessment.pk).update(saved_at=clock.now())
    note_activity(actor, case.pk)
    if is_new:
        sops.finish_work(actor, case.pk, WorkKind.RESPOND)
        _record_begun(actor, assessment)
    record(actor, AssessmentAnswersSaved(assessment.pk, case.pk, len(answers)))
    return assessment.pk


@action()
def complete_assessment(
    actor: Actor,
    *,
    case_id: UUID,
    needs: list[str] | tuple[str, ...] = (),
    instrument: str = MAIN_ASSESSMENT,
) -> UUID:
    """Complete the draft of an instrument; it does not change any more. The filling's id.

    The server works the whole form out once more, also where the actor may not look; what no longer applies is taken
    out and what is calculated is kept. An assessment that asks for needs finds them now, and planning begins. What was
    answered is compared with what is known: the same confirms it, another answer asks for a decision.
    """
    hold_child_of(actor, case_id, Permission.ASSESS_CHILD)
    case = lock_open_case(actor, case_id, Permission.ASSESS_CHILD)
    drafts = Assessment.objects.select_for_update().filter(case=case, instrument=instrument)
    assessment = drafts.filter(state=AssessmentState.DRAFT).first()
    kept = all_answers(assessment.pk) if assessment else {}
    if assessment is None or not kept:
        raise NothingAssessedYet
    form = _form_to_fill(assessment)
    asks_needs = bool(use_of(instrument).get("asks_needs"))
    if asks_needs and (not needs or not choices.needs().codes().issuperset(needs)):
        raise NeedsMissing(field="needs")
    _keep_if_whole(actor, case, assessment, form, {place: one.value for place, one in kept.items()})
    assessment.state, assessment.completed_at = AssessmentState.COMPLETE, clock.now()
    assessment.completed_by_id = actor.user_id
    assessment.save(update_fields=["state", "completed_at", "completed_by"])
    note_activity(actor, case.pk)
    sops.finish_work(actor, case.pk, WorkKind.RESPOND)
    if asks_needs:
        _plan_next(actor, case, needs)
        record(actor, AssessmentCompleted(assessment.pk, case.pk, tuple(sorted(needs))))
    else:
        record(actor, InstrumentCompleted(assessment.pk, case.pk, instrument))
    propose_facts(actor, case.pk, list(_as_facts(assessment, form)))
    return assessment.pk


def _keep_if_whole(
    actor: Actor, case: Case, assessment: Assessment, form: Instrument, values: Mapping[str, str]
) -> None:
    sheet = evaluated(actor, case, assessment.version_id, values)
    if sheet.problems:
        mine = writable_paths(actor, case, form)
        places = [rules.place_of(form, problem.path) for problem in sheet.problems]
        raise (
            NotYetComplete
            if any(rules.path_in(form, place) in mine for place in places)
            else OthersMustComplete
        )
    keep_what_counts(actor, assessment, form, rules.flat(sheet.answers))


def _as_facts(assessment: Assessment, form: Instrument) -> Iterator[Proposal]:
    """The answers that say something which is kept as a fact; what was copied from an earlier one says nothing new."""
    for place, one in kept_answers(assessment.pk).items():
        kind = kind_of_fact(form, place)
        if kind and one.source in FactSource.values:
            value = one.value.split() if kinds()[kind].type == "codes" else one.value
            yield Proposal(kind, value, FactSource(one.source), f"{form.code}/{place.rpartition('/')[2]}")


def _plan_next(actor: Actor, case: Case, needs: list[str] | tuple[str, ...]) -> None:
    CaseNeed.objects.filter(case=case).exclude(need__in=needs).delete()
    CaseNeed.objects.bulk_create(
        (CaseNeed(case=case, need=need, found_at=clock.now()) for need in needs), ignore_conflicts=True
    )
    Case.objects.filter(pk=case.pk).update(stage=rules.later_stage(case.stage, Stage.PLANNING))
    sops.finish_work(actor, case.pk, WorkKind.ASSESS)
    if not case.plans.filter(state="agreed").exists():
        start_case_work(actor, case, WorkKind.PLAN, promise_key=PromiseKey(f"plan.{case.level}"))


def _draft(actor: Actor, case: Case, instrument: str) -> tuple[Assessment, bool]:
    draft = Assessment.objects.filter(case=case, instrument=instrument, state=AssessmentState.DRAFT).first()
    if draft is not None:
        return draft, False
    version = instruments.instrument_in_force(actor, instrument) if is_for_cases(instrument) else None
    if version is None:
        raise NotFound("instrument")
    return Assessment.objects.create(
        case=case,
        instrument=instrument,
        version_id=version.id,
        started_at=clock.now(),
        saved_at=clock.now(),
        started_by_id=actor.person_id,
    ), True


def _form_to_fill(assessment: Assessment) -> Instrument:
    if assessment.version.withdrawn_at is not None:
        raise InstrumentWithdrawn
    return form_of(assessment.version_id)


def _record_begun(actor: Actor, assessment: Assessment) -> None:
    if use_of(assessment.instrument).get("asks_needs"):
        record(actor, AssessmentBegun(assessment.pk, assessment.case_id))
    else:
        record(actor, InstrumentBegun(assessment.pk, assessment.case_id, assessment.instrument))
