"""The district's caseload standard, for whoever counts cases."""

from __future__ import annotations

from uuid import UUID

from anyam.foundation.access import Actor, Permission, query, require
from anyam.registry.agencies.queries import districts_of

from ..choices import StandardKey
from ..results import CaseloadStandard
from .figures import figures_of

_LEVELS = {
    "high": StandardKey.WEIGHT_HIGH,
    "medium": StandardKey.WEIGHT_MEDIUM,
    "low": StandardKey.WEIGHT_LOW,
}
_STAGES = {
    "assessment": StandardKey.STAGE_ASSESSMENT,
    "planning": StandardKey.STAGE_PLANNING,
    "services": StandardKey.STAGE_SERVICES,
    "review": StandardKey.STAGE_REVIEW,
}
_ZONES = {"middle": StandardKey.ZONE_MIDDLE, "far": StandardKey.ZONE_FAR}


@query
def days_of(actor: Actor, key: StandardKey, agency_id: UUID) -> int:
    """A figure that counts days, as the district of an agency has decided it."""
    require(actor, Permission.SEE_DIRECTORY)
    return int(figures_of(districts_of(actor, [agency_id])[agency_id])[key].value)


@query
def caseload_standard(actor: Actor) -> CaseloadStandard:
    require(actor, Permission.SEE_DIRECTORY)
    figures = figures_of(actor.district_code)
    limit = figures[StandardKey.CASELOAD]
    return CaseloadStandard(
        limit=limit.value,
        weights={level: figures[key].value for level, key in _LEVELS.items()},
        stages={stage: figures[key].value for stage, key in _STAGES.items()},
        zones={zone: figures[key].value for zone, key in _ZONES.items()},
        source=limit.source,
        is_confirmed=limit.is_confirmed,
    )
