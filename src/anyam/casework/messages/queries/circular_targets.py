"""For which agencies a circular is, and who answers for each."""

from uuid import UUID

from anyam.foundation.access import Actor, Role
from anyam.registry.accounts.queries import people_with_role
from anyam.registry.agencies.queries import find_agencies

from ..models import CircularVersion

# Those who hold the permission to confirm, in the order in which they are asked; the ladder goes on to the head.
_CONFIRMING = (
    Role.PARTNER_OFFICER,
    Role.SUPERVISOR,
    Role.COORDINATOR,
    Role.AGENCY_HEAD,
    Role.REGENT_OFFICE,
)


def agencies_meant(actor: Actor, version: CircularVersion) -> list[UUID]:
    """The active agencies of the district it is for, in order; never the one that issues it."""
    rows = find_agencies(actor)
    kinds = set(version.kind_codes)
    single = set(version.agency_ids)
    return [
        row.id
        for row in rows
        if row.id != version.circular.agency_id
        and (version.is_for_all or row.kind_code in kinds or row.id in single)
    ]


def role_to_confirm(actor: Actor, agency_id: UUID) -> Role:
    """Whose work it is at the agency; its supervisor's where nobody has an account there."""
    held = (role for role in _CONFIRMING if people_with_role(actor, agency_id, role))
    return next(held, Role.SUPERVISOR)
