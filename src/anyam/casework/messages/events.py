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


@event("mail_notices_chosen")
@dataclass(frozen=True)
class MailNoticesChosen:
    """`subject_id` is whoever wants to be told."""

    subject_id: UUID


@event("mail_notices_stopped")
@dataclass(frozen=True)
class MailNoticesStopped:
    subject_id: UUID


@event("mail_notice_ordered")
@dataclass(frozen=True)
class MailNoticeOrdered:
    """`subject_id` is the notification that is to be mailed."""

    subject_id: UUID
