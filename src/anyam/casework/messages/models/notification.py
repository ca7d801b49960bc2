"""A notification: one person is told, in words that give nothing away, that something waits."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from anyam.casework.sops.choices import SubjectKind
from anyam.foundation.access import Actor, Permission
from anyam.foundation.access.visibility import ScopedQuerySet
from anyam.foundation.core.privacy import Privacy
from anyam.foundation.core.records import Record

from ..choices import NotificationKind


class NotificationSet(ScopedQuerySet["Notification"]):
    def within_sight_of(self, actor: Actor) -> "NotificationSet":
        """One's own, for the agency one acts for now."""
        if not actor.may(Permission.SEE_OWN_NOTIFICATIONS):
            return self.none()
        return self.filter(Q(agency_id=actor.agency_id) | Q(agency__isnull=True), recipient_id=actor.user_id)

    def unread(self) -> "NotificationSet":
        return self.filter(read_at__isnull=True)


class Notification(Record):
    PRIVACY: ClassVar[dict[str, Privacy]] = {"*": Privacy.OPERATIONAL}

    recipient = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="+")
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", null=True)
    kind = models.CharField(max_length=30, choices=NotificationKind)
    subject_kind = models.CharField(max_length=20, choices=SubjectKind)
    subject_id = models.UUIDField()
    # The event that caused it: delivered twice, it tells once.
    event_number = models.BigIntegerField()
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)

    objects = NotificationSet.as_manager()

    class Meta:
        ordering = ("-created_at", "-id")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                name="notification_once_per_event", fields=["recipient", "kind", "event_number"]
            )
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(name="notification_newest", fields=["recipient", "-created_at", "-id"]),
            models.Index(
                name="notification_unread", fields=["recipient", "agency"], condition=Q(read_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return self.kind
