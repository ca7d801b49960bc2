"""Noting what a person has read."""

from uuid import UUID

from anyam.foundation.access import Actor, Permission, action, require
from anyam.foundation.core import clock
from anyam.foundation.events.recording import record

from ..events import AllNotificationsRead, NotificationRead
from ..models import Notification
from ..queries import row_of
from ..results import NotificationRow


@action()
def mark_read(actor: Actor, *, notification_id: UUID) -> NotificationRow:
    """Mark one as read and say what it is about. Raises NotFound for somebody else's."""
    require(actor, Permission.SEE_OWN_NOTIFICATIONS)
    notification = (
        Notification.objects.visible_to(actor).select_for_update(of=("self",)).one(id=notification_id)
    )
    if notification.read_at is None:
        notification.read_at = clock.now()
        notification.save(update_fields=["read_at"])
        record(actor, NotificationRead(notification.id))
    return row_of(notification)


@action()
def mark_all_read(actor: Actor) -> int:
    """Mark the actor's own as read; how many there were."""
    require(actor, Permission.SEE_OWN_NOTIFICATIONS)
    count = Notification.objects.visible_to(actor).unread().update(read_at=clock.now())
    if count and actor.user_id:
        record(actor, AllNotificationsRead(actor.user_id, count))
    return count
