"""Recording what was done: contacts, visits, services, reviews."""

from datetime import date, timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.casework.acting import actions as acts
from anyam.casework.acting.choices import Despite, asks_nobody
from anyam.casework.acting.results import Found
from anyam.casework.cases import choices, rules
from anyam.casework.cases.actions.acting import wish_for
from anyam.casework.cases.actions.cases import end_of_day, note_activity, start_case_work
from anyam.casework.cases.actions.locking import (
    CaseIsClosed,
    hold_child_of,
    lock_case,
    lock_open_case,
)
from anyam.casework.cases.actions.narratives import write_narrative
from anyam.casework.cases.actions.plans import ChooseAgency, ChooseNeed
from anyam.casework.cases.choices import (
    ACT_OF_CONTACT,
    CaseState,
    ContactKind,
    Level,
    NarrativeKind,
    ReviewDecision,
    Stage,
)
from anyam.casework.cases.events import CaseReviewed, ContactRecorded
from anyam.casework.cases.models import Case, Contact, Review
from anyam.casework.cases.queries.closing import awaits_aftercare
from anyam.casework.sops import actions as sops
from anyam.casework.sops.choices import PromiseKey, WorkKind
from anyam.foundation.access import Actor, Permission, action
from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.core.text import clean_line
from anyam.foundation.events.recording import record
from anyam.registry.agencies import queries as agencies

_LONGEST_AHEAD = timedelta(days=730)
_LONGEST_WITH_WHOM = 200
_SERVICE_KINDS = {ContactKind.SERVICE}


class ContactKindMissing(Refusal):
    sentence = _("Choose what kind of contact it was.")


class DayOutOfCase(Refusal):
    sentence = _("Write a day between the first report and today.")


class NextDayWrong(Refusal):
    sentence = _("Choose a date from tomorrow on, within two years.")


class DecisionMissing(Refusal):
    sentence = _("Choose what was decided.")


class LevelMissing(Refusal):
    sentence = _("Choose the level as it is now.")


class TooLong(Refusal):
    sentence = _("Write at most 200 characters.")


@action(is_once=True)
def record_contact(
    actor: Actor,
    *,
    case_id: UUID,
    kind: str,
    on: date,
    agency_id: UUID | None = None,
    need: str = "",
    with_whom: str = "",
    was_child_seen: bool = False,
    note: str = "",
    next_visit_on: date | None = None,
    despite: Despite | str | None = None,
    once: UUID | None = None,
) -> UUID:
    """Record one contact or one service given; a next visit becomes work on its day.

    A closed case takes one contact more: the aftercare that was promised at its closure. Raises AlreadyActing where
    another agency does the same for the child, unless `despite` says why to go on.
    """
    hold_child_of(actor, case_id, Permission.RECORD_SERVICE)
    case = lock_case(actor, case_id, Permission.RECORD_SERVICE)
    if case.state != CaseState.OPEN and not awaits_aftercare(actor, case):
        raise CaseIsClosed
    if case.state != CaseState.OPEN and next_visit_on:
        raise CaseIsClosed(field="next_visit_on")
    if kind not in ContactKind.values:
        raise ContactKindMissing(field="kind")
    _check_past_day(case, on, "on")
    _check_next_day(next_visit_on, "next_visit_on")
    if (need or kind in _SERVICE_KINDS) and need not in choices.needs().codes():
        raise ChooseNeed(field="need")
    if agency_id and agency_id not in agencies.agency_names(actor, [agency_id]):
        raise ChooseAgency(field="agency_id")
    if len(clean_line(with_whom)) > _LONGEST_WITH_WHOM:
        raise TooLong(field="with_whom")
    found = _ask_who_acts(actor, case, ContactKind(kind), agency_id or case.agency_id, need, despite)
    contact = Contact.objects.create(
        case=case,
        kind=kind,
        held_on=on,
        agency_id=agency_id or case.agency_id,
        need=need,
        with_whom=clean_line(with_whom),
        was_child_seen=was_child_seen,
        next_visit_on=next_visit_on,
        recorded_at=clock.now(),
        recorded_by_id=actor.person_id,
    )
    write_narrative(actor, NarrativeKind.CONTACT, contact.pk, note, case_id=case.pk)
    _move_work(actor, case, contact)
    note_activity(actor, case.pk)
    record(actor, ContactRecorded(contact.pk, case.pk, contact.agency_id, kind, need, on, was_child_seen))
    if found:
        acts.note_going_on(actor, found, contact.pk)
    return contact.pk


@action(is_once=True)
def record_review(
    actor: Actor,
    *,
    case_id: UUID,
    held_on: date,
    decision: str,
    level: str,
    child_took_part: bool = False,
    next_review_on: date | None = None,
    note: str = "",
    once: UUID | None = None,
) -> UUID:
    """Record a review: how it stands, the level as it is now, and what is decided; the next review becomes work."""
    case = lock_open_case(actor, case_id, Permission.REVIEW_CASE)
    _check_past_day(case, held_on, "held_on")
    if decision not in ReviewDecision.values:
        raise DecisionMissing(field="decision")
    if level not in Level.values:
        raise LevelMissing(field="level")
    _check_next_day(next_review_on, "next_review_on")
    review = Review.objects.create(
        case=case,
        held_on=held_on,
        decision=decision,
        level=level,
        child_took_part=child_took_part,
        next_review_on=next_review_on,
        recorded_at=clock.now(),
        recorded_by_id=actor.person_id,
    )
    write_narrative(actor, NarrativeKind.REVIEW, review.pk, note, case_id=case.pk)
    stage = Stage.REVIEW if decision == ReviewDecision.PREPARE_CLOSURE else Stage.SERVICES
    Case.objects.filter(pk=case.pk).update(level=level, stage=_stage_after(case.stage, stage))
    sops.finish_work(actor, case.pk, WorkKind.REVIEW)
    _start_next_review(actor, case, level, decision, next_review_on)
    note_activity(actor, case.pk)
    record(actor, CaseReviewed(review.pk, case.pk, decision, level, child_took_part))
    return review.pk


def _ask_who_acts(
    actor: Actor, case: Case, kind: ContactKind, agency_id: UUID, need: str, despite: Despite | str | None
) -> Found | None:
    """Only of what is work for the child: a telephone call is not done twice."""
    act = ACT_OF_CONTACT.get(kind)
    if act is None or asks_nobody(act, need):
        return None
    wish = wish_for(actor, case_id=case.pk, kind=act, agency_id=agency_id, need=need)
    return acts.ask_who_is_acting(actor, wish, despite)


def _stage_after(present: str, decided: Stage) -> Stage:
    """A review before the plan is agreed does not skip it; after that the decision says where the case stands."""
    is_before_services = present in {Stage.ASSESSMENT, Stage.PLANNING}
    return Stage(present) if is_before_services else decided


def _start_next_review(actor: Actor, case: Case, level: str, decision: str, next_on: date | None) -> None:
    if next_on:
        start_case_work(actor, case, WorkKind.REVIEW, due_at=end_of_day(next_on))
    elif decision != ReviewDecision.PREPARE_CLOSURE:
        start_case_work(actor, case, WorkKind.REVIEW, promise_key=PromiseKey(f"review.{level}"))
    if decision == ReviewDecision.CHANGE_PLAN:
        start_case_work(actor, case, WorkKind.PLAN, promise_key=PromiseKey(f"plan.{level}"))


def _move_work(actor: Actor, case: Case, contact: Contact) -> None:
    if case.state == CaseState.CLOSED:
        sops.finish_work(actor, case.pk, WorkKind.AFTERCARE)
        return
    if contact.was_child_seen or contact.kind in {ContactKind.HOME_VISIT, ContactKind.PHONE}:
        sops.finish_work(actor, case.pk, WorkKind.RESPOND)
    if contact.kind == ContactKind.HOME_VISIT:
        sops.finish_work(actor, case.pk, WorkKind.VISIT)
    if contact.next_visit_on:
        start_case_work(actor, case, WorkKind.VISIT, due_at=end_of_day(contact.next_visit_on))
    if case.stage == Stage.PLANNING and contact.kind == ContactKind.SERVICE:
        Case.objects.filter(pk=case.pk).update(stage=rules.later_stage(case.stage, Stage.SERVICES))


def _check_past_day(case: Case, day: date, field: str) -> None:
    first = clock.local(case.opened_at).date() - timedelta(days=366)
    if not first <= day <= clock.today():
        raise DayOutOfCase(field=field)


def _check_next_day(day: date | None, field: str) -> None:
    if day and not clock.today() < day <= clock.today() + _LONGEST_AHEAD:
        raise NextDayWrong(field=field)
