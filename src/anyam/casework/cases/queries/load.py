"""Who carries how much, by the weight of the cases."""

from collections import defaultdict
from uuid import UUID

from django.db.models import Count
from django.db.models.functions import Coalesce

from anyam.casework.cases.choices import CaseState, Level
from anyam.casework.cases.models import Case
from anyam.casework.cases.results import Workload, WorkloadRow
from anyam.foundation.access import Actor, Permission, Role, query, require
from anyam.foundation.access.row_context import acting
from anyam.registry.accounts import queries as accounts
from anyam.registry.readiness.queries import caseload_standard, list_figures

_CARRYING = (Role.CASE_WORKER, Role.CASE_MANAGER)


@query
def get_workload(actor: Actor) -> Workload:
    """The open cases of the actor's agency by who carries them: the worker, or the manager where there is none.

    Numbers only: whoever plans the work of others need not see their cases.
    """
    require(actor, Permission.SEE_WORKLOAD)
    standard = caseload_standard(actor)
    team = next(one for one in list_figures(actor) if one.key == "team")
    if actor.agency_id is None:
        return Workload((), standard, team, supervisors=0)
    people = accounts.people_with_role(actor, actor.agency_id, _CARRYING)
    names = {row.id: row.full_name for row in people}
    counts = _counted(actor.agency_id)
    rows = []
    for user_id, name in names.items():
        load = standard.load_of(counts[user_id])
        by_level = tuple(counts[user_id].get(level, 0) for level in Level.values)
        rows.append(
            WorkloadRow(
                user_id,
                name,
                by_level,
                sum(by_level),
                load,
                standard.is_above(load),
                standard.room(load),
            )
        )
    elsewhere = sum(sum(found.values()) for who, found in counts.items() if who not in names)
    return Workload(
        tuple(sorted(rows, key=lambda row: (-row.load, row.name.casefold()))),
        standard,
        team,
        supervisors=len(accounts.people_with_role(actor, actor.agency_id, Role.SUPERVISOR)),
        with_nobody_here=elsewhere,
    )


def _counted(agency_id: UUID) -> dict[UUID, dict[str, int]]:
    found = (
        Case.objects.filter(agency_id=agency_id, state=CaseState.OPEN)
        .order_by()
        .annotate(carrier=Coalesce("worker_id", "manager_id"))
        .values_list("carrier", "level")
        .annotate(Count("id"))
    )
    counts: dict[UUID, dict[str, int]] = defaultdict(dict)
    with acting(Actor.system("load of the workers")):
        for carrier, level, count in found:
            counts[carrier][level] = count
    return counts
