"""What addresses about readiness and instruments ask: the hospital keeps its own, the centre was asked to look."""

from __future__ import annotations

from dataclasses import replace

from anyam.foundation.access import Permission
from tests.trust._door import Door, in_district, is_at_centre, may
from tests.trust._doors_cooperation import at_hospital
from tests.trust._relations import Relation


def asks_hospital(relation: Relation) -> bool:
    """Somebody of another agency of the district."""
    return in_district(relation) and not at_hospital(relation)


_KEPT = may(Permission.KEEP_READINESS, beside=at_hospital)

READINESS: dict[str, Door] = {
    **{
        f"instruments:{name}": may(Permission.SEE_INSTRUMENTS, beside=in_district)
        for name in ("detail", "preview", "definition", "file")
    },
    "instruments:upload": may(Permission.KEEP_INSTRUMENTS),
    **{
        f"instruments:{name}": may(Permission.KEEP_INSTRUMENTS, beside=in_district)
        for name in ("put_into_force", "withdraw")
    },
    **{
        f"readiness:{name}": may(Permission.KEEP_READINESS)
        for name in ("new_paper", "new_member", "new_line")
    },
    "readiness:begin_assessment": may(Permission.KEEP_READINESS),
    **{
        f"readiness:{name}": _KEPT
        for name in (
            "fill",
            "paper",
            "certificate",
            "new_certificate",
            "end_member",
            "realise",
            "advance_assessment",
            "end_assessment",
        )
    },
    "readiness:verify": may(Permission.KEEP_READINESS, beside=is_at_centre),
    **{
        f"readiness:{name}": may(Permission.KEEP_STANDARDS)
        for name in ("new_checklist", "change_checklist", "change_standard")
    },
    "readiness:links": may(Permission.STATE_OWN_CAPACITY),
    "readiness:revoke_link": may(Permission.STATE_OWN_CAPACITY, beside=at_hospital),
    "readiness:ask_room": replace(may(Permission.SEND_REFERRAL, beside=asks_hospital), by_state=True),
}
