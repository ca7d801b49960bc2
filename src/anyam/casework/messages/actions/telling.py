"""Telling people that something waits for them."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Exists, OuterRef

from anyam.casework.sops.choices import SubjectKind
from anyam.foundation.access import Actor, Permission, action, require
from anyam.foundation.core import clock
from anyam.foundation.events.recording import record

from ..choices import NotificationKind
from ..events import MailNoticeOrdered
from ..models import MailWish, Notification


@action()
def tell(
    actor: Actor,
    *,
    recipients: Iterable[tuple[UUID, UUID | None]],
    kind: NotificationKind,
    subject_kind: SubjectKind,
    subject_id: UUID,
    event_number: int,
    until_read: bool = False,
) -> None:
    """Tell each recipient (user, and agency they act for) once about one event; told twice, it tells once.

    With `until_read` nobody is told the same again who has not read it yet: ten photos are one piece of news.

    The event that caused it stands in the story already, so telling records none of its own.
    """
    require(actor, Permission.SEND_NOTIFICATIONS)
    now = clock.now()
    known = set[tuple[UUID, UUID | None]]()
    if until_read:
        unread = Notification.objects.filter(kind=kind, subject_id=subject_id, read_at__isnull=True)
        known = set(unread.values_list("recipient_id", "agency_id"))
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
        if (user_id, agency_id) not in known
    ]
    Notification.objects.bulk_create(notifications, ignore_conflicts=True)
    _order_mail(actor, event_number, kind)


def _order_mail(actor: Actor, event_number: int, kind: NotificationKind) -> None:
    """For those who want it, each in a job of its own; mailed twice is mailed once."""
    new = Notification.objects.filter(
        event_number=event_number, kind=kind, mailed_at__isnull=True, read_at__isnull=True
    )
    wanted = MailWish.objects.filter(user_id=OuterRef("recipient_id"))
    for notification_id in new.filter(Exists(wanted)).values_list("pk", flat=True):
        record(actor, MailNoticeOrdered(notification_id))
