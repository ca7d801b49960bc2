"""The figures of the district, for reading and for changing."""

from __future__ import annotations

from anyam.foundation.access import Actor, NotFound, Permission, query, require

from ..choices import StandardKey
from ..results import Figure
from .figures import figures_of


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
