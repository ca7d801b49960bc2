"""The figures of the district, for reading and for changing."""

from __future__ import annotations

from anyam.foundation.access import Actor, NotFound, Permission, query, require

from ..choices import StandardKey
from ..policies import may_keep_standards
from ..results import Figure, Rights
from .figures import figures_of


@query
def readiness_rights(actor: Actor) -> Rights:
    require(actor, Permission.SEE_DIRECTORY)
    return Rights(may_keep_standards(actor), actor.may(Permission.SEE_WORKLOAD))


@query
def list_figures(actor: Actor) -> list[Figure]:
    """Every figure with its source, in the order of the list."""
    require(actor, Permission.SEE_DIRECTORY)
    return list(figures_of(actor.district_code).values())


@query
def get_figure_to_change(actor: Actor, key: str) -> Figure:
    """One figure for who may decide it. Raises NotFound."""
    require(actor, Permission.KEEP_STANDARDS)
    if key not in StandardKey.values:
        raise NotFound("standard")
    return figures_of(actor.district_code)[StandardKey(key)]
