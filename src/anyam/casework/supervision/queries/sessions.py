"""Supervision sessions, for the two who meet; and what was decided, for those at work with the child."""

from collections.abc import Collection, Sequence
from datetime import timedelta
from uuid import UUID

from django.db.models import Max

from anyam.casework.cases.queries import (
    case_ref,
    case_refs,
    case_to_work_on,
    cases_held_by,
    held_up_cases,
)
from anyam.casework.cases.results import CaseRef
from anyam.casework.sops.queries import next_work_of_cases
from anyam.foundation.access import Actor, NotFound, Permission, query, require
from anyam.foundation.access.explaining import explaining_grant
from anyam.foundation.audit.choices import Looked
from anyam.foundation.audit.looks import record_look
from anyam.foundation.core import clock
from anyam.registry.accounts.queries import user_names
from anyam.registry.readiness.choices import StandardKey
from anyam.registry.readiness.queries import days_of

from .. import policies
from ..choices import DecisionState, SessionState
from ..models import CaseDecision, DiscussedCase, Session, SessionWords
from ..results import CaseToDiscuss, DecisionRow, PersonChoice, SessionDetail, SessionRow
from ..rules import to_discuss
from .people import owners_of

_MOST_DECISIONS = 100


@query
def get_session(actor: Actor, session_id: UUID) -> SessionDetail:
    """One session with what both keep of it, and the cases that should be talked about. Raises NotFound."""
    require(actor, Permission.TAKE_PART_IN_SUPERVISION)
    session = Session.objects.visible_to(actor).one(pk=session_id)
    words = SessionWords.objects.filter(session=session).first()
    said = set(DiscussedCase.objects.filter(session=session).values_list("case_id", flat=True))
    mine = {case.id for case in cases_held_by(actor, session.worker_id)}
    seen = case_refs(actor, mine | said)
    cases = _to_discuss(actor, seen.values())
    decisions = CaseDecision.objects.visible_to(actor).filter(session=session)
    days = days_of(actor, StandardKey.SUPERVISION_DAYS, session.agency_id)
    return SessionDetail(
        row=session_rows(actor, [session])[0],
        wishes=words.wishes if words else "",
        wellbeing=words.wellbeing if words else "",
        notes=words.notes if words else "",
        to_discuss=tuple(one for one in cases if one.case_id in mine and seen[one.case_id].is_open),
        discussed=tuple(one for one in cases if one.case_id in said),
        decisions=decision_rows(actor, list(decisions)),
        next_on=clock.today() + timedelta(days=days),
        may_prepare=policies.may_speak(actor, session),
        may_hold=policies.may_hold(actor, session),
    )


@query
def list_decision_owners(actor: Actor, case_id: UUID) -> tuple[PersonChoice, ...]:
    """Who could do what is decided for this case. Raises NotFound out of sight."""
    require(actor, Permission.SUPERVISE_WORKERS)
    return owners_of(actor, case_to_work_on(actor, case_id))


@query
def session_to_decide_in(actor: Actor, session_id: UUID, case_id: UUID) -> tuple[SessionRow, str]:
    """The session and the number of a case, for whoever leads it and may work on the case. Raises NotFound."""
    require(actor, Permission.SUPERVISE_WORKERS)
    session = Session.objects.visible_to(actor).one(pk=session_id)
    if not policies.leads(actor, session) or session.state == SessionState.DROPPED:
        raise NotFound("session to decide in")
    return session_rows(actor, [session])[0], case_to_work_on(actor, case_id).number


@query
def decisions_of_case(actor: Actor, case_id: UUID) -> tuple[DecisionRow, ...]:
    """What was decided for a child in supervision, what is to be done first. Raises NotFound out of sight."""
    case_ref(actor, case_id)
    found = CaseDecision.objects.visible_to(actor).filter(case_id=case_id)[:_MOST_DECISIONS]
    return decision_rows(actor, list(found))


@query
def get_case_decision(actor: Actor, decision_id: UUID) -> DecisionRow:
    """One decision. Raises NotFound out of sight."""
    require(actor, Permission.TAKE_PART_IN_SUPERVISION)
    return decision_rows(actor, [CaseDecision.objects.visible_to(actor).one(pk=decision_id)])[0]


def session_rows(actor: Actor, found: Sequence[Session]) -> tuple[SessionRow, ...]:
    names = user_names(actor, {one.worker_id for one in found} | {one.supervisor_id for one in found})
    today = clock.today()
    return tuple(
        SessionRow(
            id=one.pk,
            supervisor_name=names.get(one.supervisor_id, ""),
            worker_id=one.worker_id,
            worker_name=names.get(one.worker_id, ""),
            planned_on=one.planned_on,
            held_on=one.held_on,
            state=one.state,
            state_label=str(SessionState(one.state).label),
            is_late=one.state == SessionState.PLANNED and one.planned_on < today,
            leads=one.supervisor_id == actor.user_id,
        )
        for one in found
    )


def decision_rows(actor: Actor, found: Sequence[CaseDecision]) -> tuple[DecisionRow, ...]:
    """With their words; a look is kept for each case they are about."""
    numbers = case_refs(actor, {one.case_id for one in found})
    names = user_names(actor, {one.owner_id for one in found})
    for case_id in numbers:
        why = explaining_grant(actor, case_id)
        record_look(actor, part=Looked.NARRATIVE, subject_id=case_id, case_id=case_id, explanation=why)
    today = clock.today()
    return tuple(
        DecisionRow(
            id=one.pk,
            case_id=one.case_id,
            case_number=numbers[one.case_id].number,
            owner_id=one.owner_id,
            owner_name=names.get(one.owner_id, ""),
            due_on=one.due_on,
            state=one.state,
            state_label=str(DecisionState(one.state).label),
            is_late=one.state == DecisionState.OPEN and one.due_on < today,
            words=one.words,
            done_words=one.done_words,
            made_at=one.made_at,
            may_finish=policies.may_finish(actor, one),
        )
        for one in found
        if one.case_id in numbers
    )


def _to_discuss(actor: Actor, cases: Collection[CaseRef]) -> tuple[CaseToDiscuss, ...]:
    ids = [case.id for case in cases]
    last = dict(
        DiscussedCase.objects.filter(case_id__in=ids).order_by().values_list("case_id").annotate(Max("on"))
    )
    held_up, work = held_up_cases(actor, ids), next_work_of_cases(actor, ids)
    return to_discuss(
        (
            CaseToDiscuss(
                case_id=case.id,
                number=case.number,
                level=case.level,
                last_discussed=last.get(case.id),
                is_held_up=case.id in held_up,
                is_late=case.id in work and work[case.id].is_overdue,
            )
            for case in cases
        ),
        clock.today(),
    )
