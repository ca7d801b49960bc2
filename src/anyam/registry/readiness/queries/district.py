"""How the agencies of a district stand, side by side: in the order of their names, never of their figures."""

from __future__ import annotations

from collections import Counter, defaultdict
from uuid import UUID

from anyam.foundation.access import Actor, Permission, query, require
from anyam.foundation.core import clock
from anyam.registry.agencies.queries import find_services

from ..choices import PaperStanding, Standing
from ..results import AgencyReadiness
from ..rules import paper_standing
from .newest import newest_papers
from .standing import standings


@query
def list_agency_readiness(actor: Actor) -> list[AgencyReadiness]:
    """Every agency with services: how many of its checklists stand how, and how many papers end or have ended."""
    require(actor, Permission.SEE_DIRECTORY)
    counted: dict[UUID, Counter[Standing]] = defaultdict(Counter)
    names: dict[UUID, str] = {}
    for row in standings(actor, find_services(actor)):
        counted[row.agency_id][row.standing] += 1
        names[row.agency_id] = row.agency_short
    today = clock.today()
    papers = newest_papers().filter(agency_id__in=names).values_list("agency_id", "runs_until")
    ending = Counter(
        agency_id for agency_id, until in papers if paper_standing(until, today) is not PaperStanding.VALID
    )
    rows = [
        AgencyReadiness(
            agency_id,
            short,
            counted[agency_id][Standing.VERIFIED],
            counted[agency_id][Standing.STATED],
            counted[agency_id][Standing.DIFFERS],
            counted[agency_id][Standing.NOT_UPDATED],
            counted[agency_id][Standing.NEVER],
            ending[agency_id],
        )
        for agency_id, short in names.items()
    ]
    return sorted(rows, key=lambda row: row.agency_short.casefold())
