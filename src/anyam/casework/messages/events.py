"""What reading notifications tells others: that it happened, for the one who reads."""

from dataclasses import dataclass
from uuid import UUID

from anyam.foundation.events.definitions import event


@event("notification_read")
@dataclass(frozen=True)
class NotificationRead:
    subject_id: UUID


@event("notifications_all_read")
@dataclass(frozen=True)
class AllNotificationsRead:
    """`subject_id` is the reader."""

    subject_id: UUID
    count: int
