"""Who manages how many cases, and which cases may be handed over."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Count

from anyam.casework.cases import rules
from anyam.casework.cases.choices import CaseState
from anyam.casework.cases.models import Case
from anyam.casework.cases.queries.refs import ref_of
from anyam.casework.cases.results import CaseRef, ManagerLoad
from anyam.foundation.access import Actor, Permission, Role, query, require
from anyam.foundation.access.row_context import acting
from anyam.foundation.access.visibility import writable_among
from anyam.registry.accounts import queries as accounts


@query
def list_managers(actor: Actor) -> tuple[ManagerLoad, ...]:
    """The case managers of the actor's agency with their open cases; the least loaded is proposed."""
    require(actor, Permission.OPEN_CASE)
    if actor.agency_id is None:
        return ()
    managers = accounts.people_with_role(actor, actor.agency_id, Role.CASE_MANAGER)
    names = {row.id: row.full_name for row in managers}
    counted = (
        Case.objects.filter(agency_id=actor.agency_id, state=CaseState.OPEN, manager_id__in=names)
        .order_by()
        .values_list("manager_id")
        .annotate(Count("id"))
    )
    with acting(Actor.system("load of the managers")):
        loads = dict.fromkeys(names, 0) | dict(counted)
    proposed = rules.least_loaded(loads, names)
    return tuple(ManagerLoad(who, name, loads[who], who == proposed) for who, name in names.items())


@query
def cases_to_assign(actor: Actor, case_ids: Collection[UUID]) -> tuple[CaseRef, ...]:
    """Of these cases the open ones that the actor may hand over, by number."""
    require(actor, Permission.ASSIGN_CASE)
    found = Case.objects.visible_to(actor).filter(
        pk__in=writable_among(actor, case_ids), state=CaseState.OPEN
    )
    return tuple(ref_of(case) for case in found.select_related("agency").order_by("number"))
