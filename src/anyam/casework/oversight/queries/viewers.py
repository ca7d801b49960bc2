"""Who looked at the cases one holds. That everybody can see this keeps more people honest than any detector."""

from collections import defaultdict
from datetime import timedelta
from uuid import UUID

from anyam.casework.cases.queries import held_cases
from anyam.foundation.access import Actor, Permission, query, require
from anyam.foundation.audit.looks import lookers_of_cases
from anyam.foundation.core import clock
from anyam.registry.accounts.queries import user_names
from anyam.registry.agencies.queries import agency_names

from ..results import ViewedCase, Viewer

DAYS = 30


@query
def viewers_of_my_cases(actor: Actor) -> tuple[ViewedCase, ...]:
    """For each open case the actor holds, who else looked in the last thirty days; cases nobody looked at left out."""
    require(actor, Permission.SEE_WHO_LOOKED)
    cases = {case.id: case.number for case in held_cases(actor)}
    found = lookers_of_cases(list(cases), clock.now() - timedelta(days=DAYS), without=actor.user_id)
    names = user_names(actor, {row.user_id for row in found})
    agencies = agency_names(actor, {row.agency_id for row in found})
    viewers: dict[UUID, list[Viewer]] = defaultdict(list)
    for row in found:
        agency = agencies.get(row.agency_id) if row.agency_id else None
        viewers[row.case_id].append(
            Viewer(names.get(row.user_id, ""), agency.short_name if agency else "", row.looks, row.last_at)
        )
    rows = [ViewedCase(case_id, cases[case_id], tuple(who)) for case_id, who in viewers.items()]
    return tuple(sorted(rows, key=lambda row: max(viewer.last_at for viewer in row.viewers), reverse=True))
