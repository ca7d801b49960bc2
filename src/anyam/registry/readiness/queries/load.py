"""The district's caseload standard, for whoever counts cases."""

from __future__ import annotations

from anyam.foundation.access import Actor, Permission, query, require

from ..choices import StandardKey
from ..results import CaseloadStandard
from .figures import figures_of

_LEVELS = {
    "high": StandardKey.WEIGHT_HIGH,
    "medium": StandardKey.WEIGHT_MEDIUM,
    "low": StandardKey.WEIGHT_LOW,
}


@query
def caseload_standard(actor: Actor) -> CaseloadStandard:
    require(actor, Permission.SEE_DIRECTORY)
    figures = figures_of(actor.district_code)
    limit = figures[StandardKey.CASELOAD]
    return CaseloadStandard(
        limit=limit.value,
        weights={level: figures[key].value for level, key in _LEVELS.items()},
        source=limit.source,
        is_confirmed=limit.is_confirmed,
    )
