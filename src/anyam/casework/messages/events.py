"""What reading notifications tells others: that it happened, for the one who reads."""

from dataclasses import dataclass
from datetime import datetime
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


@event("mail_digest_ordered")
@dataclass(frozen=True)
class MailDigestOrdered:
    """What has gathered is told in one letter. `subject_id` is whose wish it is."""

    subject_id: UUID


# --- threads ----------------------------------------------------------------------------------------------------------


@event("thread_message_written")
@dataclass(frozen=True)
class ThreadMessageWritten:
    """`subject_id` is the message."""

    subject_id: UUID
    thread_id: UUID
    about_kind: str
    about_id: UUID
    agency_id: UUID
    to_agency_ids: tuple[UUID, ...]
    due_at: datetime | None
    case_id: UUID | None = None


@event("thread_message_acknowledged")
@dataclass(frozen=True)
class MessageAcknowledged:
    subject_id: UUID
    thread_id: UUID
    agency_id: UUID
    writer_id: UUID
    writer_agency_id: UUID
    in_time: bool
    case_id: UUID | None = None


@event("thread_acknowledgements_ended")
@dataclass(frozen=True)
class AcknowledgementsLetGo:
    """Agencies that may not see the thread any more owe no answer. `subject_id` is the thread."""

    subject_id: UUID
    count: int


# --- circulars --------------------------------------------------------------------------------------------------------


@event("circular_drafted")
@dataclass(frozen=True)
class CircularDrafted:
    subject_id: UUID
    version: int


@event("circular_draft_changed")
@dataclass(frozen=True)
class CircularChanged:
    subject_id: UUID
    version: int


@event("circular_draft_dropped")
@dataclass(frozen=True)
class CircularDropped:
    subject_id: UUID
    version: int


@event("circular_issued")
@dataclass(frozen=True)
class CircularIssued:
    subject_id: UUID
    version_id: UUID
    version: int
    agency_id: UUID
    to_agency_ids: tuple[UUID, ...]


@event("circular_first_read")
@dataclass(frozen=True)
class CircularRead:
    """For the first time at this agency."""

    subject_id: UUID
    version_id: UUID
    agency_id: UUID


@event("circular_question_answered")
@dataclass(frozen=True)
class CircularAnswered:
    subject_id: UUID
    version_id: UUID
    agency_id: UUID
    is_right: bool


@event("circular_use_begun")
@dataclass(frozen=True)
class CircularTakenIntoUse:
    subject_id: UUID
    version_id: UUID
    version: int
    agency_id: UUID
    in_time: bool


@event("circular_users_reminded")
@dataclass(frozen=True)
class CircularReminded:
    """Those who do not work by the newest version yet."""

    subject_id: UUID
    version_id: UUID
    to_agency_ids: tuple[UUID, ...]


@event("circular_withdrawn")
@dataclass(frozen=True)
class CircularWithdrawn:
    subject_id: UUID
    version_id: UUID
    to_agency_ids: tuple[UUID, ...]


# --- terms ------------------------------------------------------------------------------------------------------------


@event("term_proposed")
@dataclass(frozen=True)
class TermProposed:
    subject_id: UUID
    agency_id: UUID
    district_code: str
    replaces_id: UUID | None


@event("term_commented")
@dataclass(frozen=True)
class TermCommented:
    subject_id: UUID
    agency_id: UUID
    said: str


@event("term_agreed")
@dataclass(frozen=True)
class TermAgreed:
    subject_id: UUID
    district_code: str
    replaces_id: UUID | None


@event("term_dropped")
@dataclass(frozen=True)
class TermSetAside:
    subject_id: UUID
