"""What agencies do for a child, for the question who is already acting; told as the system, narrowed by the asker."""

from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q

from anyam.casework.acting.choices import ActKind
from anyam.casework.acting.queries import tells_who_acts
from anyam.casework.acting.results import Act
from anyam.casework.cases.choices import ACT_OF_CONTACT, Acceptance, ActionState, ContactKind, PlanState
from anyam.casework.cases.models import Case, Contact, PlanAction
from anyam.casework.cases.results import PlanSeats
from anyam.foundation.access import Actor, Permission, query, require
from anyam.foundation.core import clock

_SYSTEM = Actor.system("who is already acting")
_STANDING = (PlanState.DRAFT, PlanState.AGREED)
_OPEN = (ActionState.TO_DO, ActionState.RUNNING, ActionState.STUCK)


@query
def plan_seats(actor: Actor, case_ids: Collection[UUID]) -> PlanSeats:
    """Who shares which plan; for the system alone, since the answer tells of cases out of sight."""
    require(actor, Permission.KNOW_SAME_PEOPLE)
    found = PlanAction.objects.filter(goal__plan__case_id__in=case_ids, goal__plan__state__in=_STANDING)
    found = found.exclude(state=ActionState.DROPPED).exclude(acceptance=Acceptance.DECLINED)
    return PlanSeats(frozenset(found.values_list("goal__plan__case_id", "agency_id", "need")))


@tells_who_acts
def acts_in_cases(records: frozenset[UUID], since: date) -> Iterable[Act]:
    """The actions of agreed plans, the services and the home visits of the child's cases."""
    cases = {case.pk: case for case in Case.objects.filter(child_id__in=records)}
    if not cases:
        return
    seats = plan_seats(_SYSTEM, cases)
    for planned in _plan_actions(cases, since):
        yield _act_of_action(planned, cases[planned.dossier_id])
    recent = Q(held_on__gte=since) | Q(next_visit_on__gte=since)
    for contact in Contact.objects.filter(recent, case_id__in=cases, kind__in=ACT_OF_CONTACT):
        yield _act_of_contact(contact, cases[contact.case_id], seats)


def _plan_actions(case_ids: Collection[UUID], since: date) -> Iterable[PlanAction]:
    going_on = Q(state__in=_OPEN) | Q(state=ActionState.DONE, ended_on__gte=since)
    found = PlanAction.objects.filter(
        going_on, goal__plan__case_id__in=case_ids, goal__plan__state=PlanState.AGREED
    )
    return found.exclude(acceptance=Acceptance.DECLINED).select_related("goal__plan").defer("title")


def _act_of_action(planned: PlanAction, case: Case) -> Act:
    plan = planned.goal.plan
    return Act(
        source_id=planned.line_id,
        kind=ActKind.PLAN_ACTION,
        agency_id=planned.agency_id,
        need=planned.need,
        begun_on=plan.agreed_on or clock.local(plan.started_at).date(),
        ended_on=planned.ended_on,
        case_id=case.pk,
        case_number=case.number,
        lead_id=case.manager_id,
        lead_agency_id=case.agency_id,
        dossiers=(case.pk, planned.line_id),
        plan_ids=frozenset({case.pk}),
    )


def _act_of_contact(contact: Contact, case: Case, seats: PlanSeats) -> Act:
    return Act(
        source_id=contact.pk,
        kind=ACT_OF_CONTACT[ContactKind(contact.kind)],
        agency_id=contact.agency_id,
        need=contact.need,
        begun_on=contact.held_on,
        ended_on=max(contact.held_on, contact.next_visit_on or contact.held_on),
        case_id=case.pk,
        case_number=case.number,
        lead_id=case.manager_id,
        lead_agency_id=case.agency_id,
        dossiers=(case.pk,),
        plan_ids=seats.plans_with(case.pk, contact.agency_id, contact.need),
    )
