"""Telling people that something waits for them."""

from collections.abc import Iterable
from uuid import UUID

from anyam.casework.sops.choices import SubjectKind
from anyam.foundation.access import Actor, Permission, action, require
from anyam.foundation.core import clock

from ..choices import NotificationKind
from ..models import Notification


@action()
def tell(
    actor: Actor,
    *,
    recipients: Iterable[tuple[UUID, UUID | None]],
    kind: NotificationKind,
    subject_kind: SubjectKind,
    subject_id: UUID,
    event_number: int,
) -> None:
    """Tell each recipient (user, and agency they act for) once about one event; told twice, it tells once.

    The event that caused it stands in the story already, so telling records none of its own.
    """
    require(actor, Permission.SEND_NOTIFICATIONS)
    now = clock.now()
    notifications = [
        Notification(
            recipient_id=user_id,
            agency_id=agency_id,
            kind=kind,
            subject_kind=subject_kind,
            subject_id=subject_id,
            event_number=event_number,
            created_at=now,
        )
        for user_id, agency_id in dict.fromkeys(recipients)
    ]
    Notification.objects.bulk_create(notifications, ignore_conflicts=True)
