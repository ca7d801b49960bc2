"""What happened to a referral. Both agencies stand on every event, because news goes to both.

`SENTENCE` is how a case's timeline tells it.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.foundation.events.definitions import event

from .choices import DeclineReason, FailReason, Outcome, RedirectReason, Urgency, WithdrawReason


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
    SENTENCE = _("Referral to %(to_agency)s prepared")

    follows_id: UUID | None


@event("referral_draft_changed")
@dataclass(frozen=True)
class ReferralDraftChanged(ReferralEvent):
    pass


@event("referral_sent")
@dataclass(frozen=True)
class ReferralSent(ReferralEvent):
    SENTENCE = _("Referral sent to %(to_agency)s, %(urgency)s")
    LABELS = {"urgency": Urgency}

    urgency: str
    due_at: datetime


@event("referral_seen")
@dataclass(frozen=True)
class ReferralSeen(ReferralEvent):
    SENTENCE = _("Referral seen by %(to_agency)s")


@event("referral_accepted")
@dataclass(frozen=True)
class ReferralAccepted(ReferralEvent):
    SENTENCE = _("Referral accepted by %(to_agency)s")


@event("referral_information_asked")
@dataclass(frozen=True)
class ReferralInformationAsked(ReferralEvent):
    SENTENCE = _("%(to_agency)s asked a question about the referral")


@event("referral_information_answered")
@dataclass(frozen=True)
class ReferralInformationAnswered(ReferralEvent):
    SENTENCE = _("Question of %(to_agency)s answered")

    due_at: datetime


@event("referral_redirected")
@dataclass(frozen=True)
class ReferralRedirected(ReferralEvent):
    SENTENCE = _("Referral to %(to_agency)s redirected: %(reason)s")
    LABELS = {"reason": RedirectReason}

    reason: str
    proposed_service_id: UUID
    proposed_referral_id: UUID
    is_by_coordinator: bool


@event("referral_declined")
@dataclass(frozen=True)
class ReferralDeclined(ReferralEvent):
    SENTENCE = _("Referral declined by %(to_agency)s: %(reason)s")
    LABELS = {"reason": DeclineReason}

    reason: str


@event("referral_expired")
@dataclass(frozen=True)
class ReferralExpired(ReferralEvent):
    SENTENCE = _("No answer from %(to_agency)s in time; the coordinator was told")

    district_code: str


@event("referral_reminded")
@dataclass(frozen=True)
class ReferralReminded(ReferralEvent):
    SENTENCE = _("%(to_agency)s was reminded of the referral")

    is_by_coordinator: bool
    due_at: datetime


@event("referral_scheduled")
@dataclass(frozen=True)
class ReferralScheduled(ReferralEvent):
    SENTENCE = _("%(to_agency)s set an appointment")

    scheduled_for: datetime


@event("referral_served")
@dataclass(frozen=True)
class ReferralServed(ReferralEvent):
    SENTENCE = _("%(to_agency)s gave the service")

    served_on: date


@event("referral_completed")
@dataclass(frozen=True)
class ReferralCompleted(ReferralEvent):
    SENTENCE = _("Outcome from %(to_agency)s: %(outcome)s")
    LABELS = {"outcome": Outcome}

    outcome: str


@event("referral_failed")
@dataclass(frozen=True)
class ReferralFailed(ReferralEvent):
    SENTENCE = _("Referral to %(to_agency)s ended without a service: %(reason)s")
    LABELS = {"reason": FailReason}

    reason: str
    is_by_coordinator: bool


@event("referral_withdrawn")
@dataclass(frozen=True)
class ReferralWithdrawn(ReferralEvent):
    SENTENCE = _("Referral to %(to_agency)s withdrawn: %(reason)s")
    LABELS = {"reason": WithdrawReason}

    reason: str
    was_sent: bool


@event("referral_sharing_ended")
@dataclass(frozen=True)
class ReferralSharingEnded(ReferralEvent):
    """The consent was taken back after the service was given; the receiver no longer reads the summary."""

    SENTENCE = _("Consent was withdrawn: %(to_agency)s no longer sees the summary")


@event("referral_search_ended")
@dataclass(frozen=True)
class ReferralSearchEnded(ReferralEvent):
    SENTENCE = _("After the referral to %(to_agency)s no other service is needed")


@event("referrals_reassigned")
@dataclass(frozen=True)
class ReferralsReassigned:
    """`subject_id` is the case; its open referrals answer to this officer now."""

    subject_id: UUID
    case_id: UUID
    officer_id: UUID
    count: int


@event("sharing_template_changed")
@dataclass(frozen=True)
class SharingTemplateChanged:
    """From now on this kind of agency sees these parts of a case when it accepts a referral."""

    subject_id: UUID
    agency_kind: str
    parts: tuple[str, ...]


@event("sharing_template_restored")
@dataclass(frozen=True)
class SharingTemplateRestored:
    subject_id: UUID
    agency_kind: str
