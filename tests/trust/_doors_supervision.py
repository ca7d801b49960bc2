"""What the addresses about supervision ask: two people meet, one goes away and another is asked to stand in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from anyam.foundation.access import Permission
from anyam.foundation.access.choices import Part
from tests.trust._door import Door, case, is_at_centre, may, sees_cases
from tests.trust._relations import Relation


def named(*names: str) -> Callable[[Relation], bool]:
    """These people of the centre."""
    return lambda relation: is_at_centre(relation) and relation.actor.user_name in names


def supervises(relation: Relation) -> bool:
    return is_at_centre(relation) and relation.actor.may(Permission.SUPERVISE_WORKERS)


def sees_absence(relation: Relation) -> bool:
    """Who goes, who stands in, and whoever supervises them."""
    return supervises(relation) or named("Yusuf", "Dewi")(relation)


def sees_handover(relation: Relation) -> bool:
    return is_at_centre(relation) and Part.WORK in relation.of("case").parts


_TAKES_PART = Permission.TAKE_PART_IN_SUPERVISION
_SUPERVISES = Permission.SUPERVISE_WORKERS

SUPERVISION: dict[str, Door] = {
    **dict.fromkeys(("supervision:home", "supervision:new_absence"), may(_TAKES_PART)),
    **dict.fromkeys(("supervision:unit", "supervision:zones"), may(Permission.SEE_WORKLOAD)),
    **dict.fromkeys(
        ("supervision:worker", "supervision:plan_session"), may(_SUPERVISES, beside=is_at_centre)
    ),
    "supervision:absence": may(_TAKES_PART, beside=sees_absence),
    "supervision:end_absence": may(
        _TAKES_PART, beside=lambda relation: supervises(relation) or named("Yusuf")(relation)
    ),
    "supervision:complete_leaving": may(_SUPERVISES, beside=is_at_centre),
    "supervision:handover": replace(may(_TAKES_PART, beside=sees_handover), by_state=True),
    "supervision:session": may(_TAKES_PART, beside=named("Ningsih", "Yusuf")),
    "supervision:drop_session": may(_SUPERVISES, beside=named("Ningsih")),
    "supervision:decide": may(
        _SUPERVISES, beside=lambda relation: named("Ningsih")(relation) and sees_cases(relation)
    ),
    "supervision:decision": Door((_TAKES_PART,), "case", Part.NARRATIVE, beside=sees_cases),
    "supervision:of_case": case(),
}
