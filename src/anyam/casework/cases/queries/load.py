"""Who carries which cases: for sharing out the work, without a word about a child."""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.db.models import Count, Q
from django.db.models.functions import Coalesce

from anyam.casework.cases.choices import ActionState, CaseState, PlanState
from anyam.casework.cases.models import Case, CaseLink, PlanAction
from anyam.casework.cases.queries.header import find_case
from anyam.casework.cases.results import AssigningFacts, CarriedCases, HeldCase
from anyam.foundation.access import Actor, Permission, query, require, require_any
from anyam.foundation.access.row_context import acting
from anyam.foundation.access.visibility import blocks_on

_SYSTEM = Actor.system("sharing out the work")


@query
def carried_cases(actor: Actor) -> tuple[CarriedCases, ...]:
    """The open cases of the actor's agency by who carries them, counted by level, stage and village.

    Numbers only: whoever plans the work of others need not see their cases.
    """
    require_any(actor, Permission.SEE_WORKLOAD, Permission.ASSIGN_CASE)
    if actor.agency_id is None:
        return ()
    with acting(_SYSTEM):
        found = (
            Case.objects.filter(agency_id=actor.agency_id, state=CaseState.OPEN)
            .order_by()
            .annotate(carrier=Coalesce("worker_id", "manager_id"))
            .values_list("carrier", "level", "stage", "place_id")
            .annotate(Count("id"))
        )
        return tuple(CarriedCases(who, level, stage, place or "", n) for who, level, stage, place, n in found)


@query
def cases_held_by(actor: Actor, user_id: UUID) -> tuple[HeldCase, ...]:
    """The open cases of the actor's agency that somebody there manages or works on, by number."""
    require_any(actor, Permission.TAKE_PART_IN_SUPERVISION, Permission.KEEP_ABSENCE_CLOCKS)
    with acting(_SYSTEM):
        found = Case.objects.filter(state=CaseState.OPEN).order_by("number")
        if not actor.is_system:
            found = found.filter(Q(agency_id=actor.agency_id))
        held = found.filter(manager_id=user_id) | found.filter(worker_id=user_id)
        return tuple(HeldCase(one.pk, one.number, one.level, one.manager_id, one.worker_id) for one in held)


@query
def assigning_facts(actor: Actor, case_id: UUID) -> AssigningFacts:
    """What the case asks of whoever takes it. Raises NotFound out of sight."""
    require(actor, Permission.ASSIGN_CASE)
    case = find_case(actor, case_id)
    linked = CaseLink.objects.filter(case=case).values_list("other_id", flat=True)
    known = Case.objects.visible_to(actor).filter(pk__in=list(linked), agency_id=case.agency_id)
    holders = {one for pair in known.values_list("manager_id", "worker_id") for one in pair if one}
    return AssigningFacts(
        stage=case.stage,
        needs=frozenset(case.needs.values_list("need", flat=True)),
        family_holders=frozenset(holders),
    )


@query
def free_to_hold(actor: Actor, case_id: UUID, user_ids: Collection[UUID]) -> frozenset[UUID]:
    """Those of these people who may be given the case; why another may not is not said."""
    require_any(actor, Permission.TAKE_PART_IN_SUPERVISION, Permission.KEEP_ABSENCE_CLOCKS)
    with acting(_SYSTEM):
        barred = set(blocks_on(case_id).values_list("user_id", flat=True))
    return frozenset(user_ids) - barred


@query
def held_up_cases(actor: Actor, case_ids: Iterable[UUID]) -> frozenset[UUID]:
    """Those of these cases, as far as the actor sees them, in whose plan an action is held up."""
    require(actor, Permission.SEE_CASES)
    seen = Case.objects.visible_to(actor).filter(pk__in=list(case_ids))
    found = PlanAction.objects.filter(
        goal__plan__case__in=seen, goal__plan__state=PlanState.AGREED, state=ActionState.STUCK
    )
    return frozenset(found.values_list("goal__plan__case_id", flat=True))
