"""Who of one's agency carries cases, who is away, and who could do what is decided for a case."""

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from anyam.casework.cases.queries import free_to_hold
from anyam.casework.cases.results import CaseRef
from anyam.foundation.access import Actor, Permission, Role, query, require_any
from anyam.foundation.core import clock
from anyam.registry.accounts.queries import people_with_role

from ..choices import AbsenceKind
from ..models import Absence, WorkerTerms
from ..results import PersonChoice

_CARRYING = (Role.CASE_WORKER, Role.CASE_MANAGER)
# Whoever goes this soon is given no new case.
_SOON = timedelta(days=7)


@query
def carriers(actor: Actor) -> tuple[PersonChoice, ...]:
    """Those of one's agency who carry cases, by name."""
    require_any(actor, Permission.TAKE_PART_IN_SUPERVISION, Permission.SEE_WORKLOAD)
    if actor.agency_id is None:
        return ()
    found = people_with_role(actor, actor.agency_id, _CARRYING)
    return tuple(PersonChoice(one.id, one.full_name) for one in found)


@query
def list_who_may_go(actor: Actor) -> tuple[PersonChoice, ...]:
    """Whose time away the actor plans: their own, and as a supervisor everybody's."""
    require_any(actor, Permission.TAKE_PART_IN_SUPERVISION)
    is_all = actor.may(Permission.SUPERVISE_WORKERS)
    return tuple(one for one in carriers(actor) if is_all or one.id == actor.user_id)


@query
def may_supervise(actor: Actor) -> bool:
    """Whether the actor looks after the workers of their agency."""
    require_any(actor, Permission.TAKE_PART_IN_SUPERVISION, Permission.SEE_WORKLOAD)
    return actor.may(Permission.SUPERVISE_WORKERS)


def owners_of(actor: Actor, case: CaseRef) -> tuple[PersonChoice, ...]:
    """Those who could do what is decided for a case: its manager, its worker, and whoever decides."""
    if actor.agency_id is None:
        return ()
    wanted = {case.manager_id, case.worker_id, actor.user_id}
    here = people_with_role(actor, actor.agency_id, (*_CARRYING, Role.SUPERVISOR))
    free = free_to_hold(actor, case.id, {one.id for one in here} & wanted)
    return tuple(PersonChoice(one.id, one.full_name) for one in here if one.id in free)


def newest_terms(agency_id: UUID) -> dict[UUID, WorkerTerms]:
    """What counts for each worker of an agency now; whoever is missing works full time on cases."""
    found = WorkerTerms.objects.filter(agency_id=agency_id).order_by("worker_id", "-since", "-id")
    return {one.worker_id: one for one in found.distinct("worker_id")}


def away(agency_id: UUID, *, soon: bool = False) -> dict[UUID, date | None]:
    """Who is away today, or also in the coming days, and until when; None where they leave for good."""
    until = clock.today() + (_SOON if soon else timedelta())
    found = Absence.objects.to_come().filter(agency_id=agency_id, first_on__lte=until)
    rows: Iterable[Absence] = found if soon else found.filter(kind=AbsenceKind.LEAVE)
    return {one.person_id: one.last_on for one in rows}
