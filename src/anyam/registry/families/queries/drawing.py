"""The genogram of a family that was read before."""

from __future__ import annotations

from anyam.foundation.access import Actor, Permission, query, require

from ..choices import kind_of
from ..results import Family, Genogram
from ..rules import Step, lay_out


@query
def draw_family(actor: Actor, family: Family) -> Genogram:
    """Where everybody's symbol and every line stands; the person around whom the family is shown first."""
    require(actor, Permission.SEE_IDENTITY)
    steps = [
        Step(row.person_id, row.other_id, kind, row.is_over)
        for row in family.relations
        if (kind := kind_of(row.kind)) is not None
    ]
    people = [one.person_id for one in family.people]
    homes = [(home.id, home.here_now) for home in family.households if home.here_now]
    return lay_out(people, steps, homes)
