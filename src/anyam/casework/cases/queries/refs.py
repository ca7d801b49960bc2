"""The little that other apps may know of a case."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q

from anyam.casework.cases.choices import CaseState
from anyam.casework.cases.models import Case, Report
from anyam.casework.cases.results import CaseRef, LookGround
from anyam.foundation.access import Actor, NotFound, Permission, query, require
from anyam.foundation.access.guard import mark_asked
from anyam.foundation.access.visibility import may_write


@query
def case_ref(actor: Actor, case_id: UUID) -> CaseRef:
    """The case, if the actor may see it; NotFound otherwise."""
    return ref_of(Case.objects.visible_to(actor).select_related("agency").one(pk=case_id))


@query
def case_to_work_on(actor: Actor, case_id: UUID) -> CaseRef:
    """The case, if it was given to the actor for work; NotFound where they may only read it."""
    case = case_ref(actor, case_id)
    mark_asked()
    if not may_write(actor, case_id):
        raise NotFound("case to work on")
    return case


@query
def case_refs(actor: Actor, ids: Iterable[UUID]) -> dict[UUID, CaseRef]:
    """Those of the cases that the actor may see."""
    found = Case.objects.visible_to(actor).select_related("agency").filter(pk__in=list(ids))
    return {case.pk: ref_of(case) for case in found}


@query
def held_cases(actor: Actor) -> tuple[CaseRef, ...]:
    """The open cases that the actor manages or works on."""
    require(actor, Permission.SEE_CASES)
    found = Case.objects.visible_to(actor).select_related("agency").filter(state=CaseState.OPEN)
    held = found.filter(Q(manager_id=actor.user_id) | Q(worker_id=actor.user_id))
    return tuple(ref_of(case) for case in held.order_by("number"))


@query
def look_grounds(actor: Actor, ids: Iterable[UUID]) -> dict[UUID, LookGround]:
    """What explains looks at these cases and reports, for the system alone: who holds them and where they stand."""
    require(actor, Permission.SEAL_LOG)
    wanted = list(ids)
    cases = Case.objects.visible_to(actor).filter(pk__in=wanted)
    grounds = {
        case.pk: LookGround(
            case.number,
            frozenset(one for one in (case.manager_id, case.worker_id) if one),
            case.closed_at,
            case.last_activity_at,
            case.child_id,
        )
        for case in cases
    }
    for report in Report.objects.visible_to(actor).filter(pk__in=wanted):
        held_by = frozenset({report.received_by_id})
        grounds[report.pk] = LookGround(report.number, held_by, None, report.received_at, None)
    return grounds


def ref_of(case: Case) -> CaseRef:
    return CaseRef(
        id=case.pk,
        number=case.number,
        agency_id=case.agency_id,
        district_code=case.agency.district_code,
        child_id=case.child_id,
        level=case.level,
        stage=case.stage,
        state=case.state,
        manager_id=case.manager_id,
        worker_id=case.worker_id,
        place_code=case.place_id or "",
    )
