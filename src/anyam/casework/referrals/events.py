"""What happened to a referral. Both agencies stand on every event, because news goes to both."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from anyam.foundation.events.definitions import event


@dataclass(frozen=True)
class ReferralEvent:
    """`officer_id` is the officer of the sending agency who gets the answers."""

    subject_id: UUID
    case_id: UUID
    from_agency_id: UUID
    to_agency_id: UUID
    service_id: UUID
    officer_id: UUID | None


@event("referral_drafted")
@dataclass(frozen=True)
class ReferralDrafted(ReferralEvent):
    follows_id: UUID | None


@event("referral_sent")
@dataclass(frozen=True)
class ReferralSent(ReferralEvent):
    urgency: str
    due_at: datetime


@event("referral_seen")
@dataclass(frozen=True)
class ReferralSeen(ReferralEvent):
    pass


@event("referral_accepted")
@dataclass(frozen=True)
class ReferralAccepted(ReferralEvent):
    pass


@event("referral_information_asked")
@dataclass(frozen=True)
class ReferralInformationAsked(ReferralEvent):
    pass


@event("referral_information_answered")
@dataclass(frozen=True)
class ReferralInformationAnswered(ReferralEvent):
    due_at: datetime


@event("referral_redirected")
@dataclass(frozen=True)
class ReferralRedirected(ReferralEvent):
    reason: str
    proposed_service_id: UUID
    proposed_referral_id: UUID
    is_by_coordinator: bool


@event("referral_declined")
@dataclass(frozen=True)
class ReferralDeclined(ReferralEvent):
    reason: str


@event("referral_expired")
@dataclass(frozen=True)
class ReferralExpired(ReferralEvent):
    district_code: str


@event("referral_reminded")
@dataclass(frozen=True)
class ReferralReminded(ReferralEvent):
    is_by_coordinator: bool
    due_at: datetime


@event("referral_scheduled")
@dataclass(frozen=True)
class ReferralScheduled(ReferralEvent):
    scheduled_for: datetime


@event("referral_served")
@dataclass(frozen=True)
class ReferralServed(ReferralEvent):
    served_on: date


@event("referral_completed")
@dataclass(frozen=True)
class ReferralCompleted(ReferralEvent):
    outcome: str


@event("referral_failed")
@dataclass(frozen=True)
class ReferralFailed(ReferralEvent):
    reason: str
    is_by_coordinator: bool


@event("referral_withdrawn")
@dataclass(frozen=True)
class ReferralWithdrawn(ReferralEvent):
    reason: str
    was_sent: bool
