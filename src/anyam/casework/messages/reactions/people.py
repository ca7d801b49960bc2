"""Choosing who is told, and telling them: what all reactions of this app share."""

from collections.abc import Iterable
from uuid import UUID

from anyam.casework.sops.choices import SubjectKind
from anyam.foundation.access import Actor, Role
from anyam.foundation.events.definitions import EventInfo
from anyam.registry.accounts.queries import people_with_role

from ..actions import tell
from ..choices import NotificationKind

Recipients = Iterable[tuple[UUID, UUID | None]]
"""People, each with the agency for which they are told."""

SYSTEM = Actor.system("notification")
_RECEIVERS = (Role.PARTNER_OFFICER,)
_RECEIVERS_WITHOUT_OFFICERS = (Role.SUPERVISOR, Role.CASE_MANAGER)


def people_in(
    agency_id: UUID, roles: tuple[Role, ...], but: UUID | None = None
) -> list[tuple[UUID, UUID | None]]:
    """Everybody in these roles there, but the one who did it."""
    found = people_with_role(SYSTEM, agency_id, roles)
    return [(user.id, agency_id) for user in found if user.id != but]


def receivers(agency_id: UUID) -> list[tuple[UUID, UUID | None]]:
    """Whoever takes up what comes to the agency."""
    return people_in(agency_id, _RECEIVERS) or people_in(agency_id, _RECEIVERS_WITHOUT_OFFICERS)


def tell_people(
    recipients: Recipients,
    kind: NotificationKind,
    subject_kind: SubjectKind,
    subject_id: UUID,
    about: EventInfo,
    *,
    until_read: bool = False,
) -> None:
    tell(
        SYSTEM,
        recipients=recipients,
        kind=kind,
        subject_kind=subject_kind,
        subject_id=subject_id,
        event_number=about.number,
        until_read=until_read,
    )
