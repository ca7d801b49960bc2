"""What happens to agreements, to what is owed under them, and to policies. Ids, days and codes only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from anyam.foundation.events.definitions import event


@event("agreement_drafted")
@dataclass(frozen=True)
class AgreementDrafted:
    subject_id: UUID
    kind: str
    renews_id: UUID | None = None


@event("agreement_changed")
@dataclass(frozen=True)
class AgreementChanged:
    subject_id: UUID


@event("agreement_dropped")
@dataclass(frozen=True)
class AgreementDropped:
    subject_id: UUID


@event("agreement_signing_opened")
@dataclass(frozen=True)
class AgreementSigningOpened:
    subject_id: UUID
    addendum_id: UUID | None = None


@event("agreement_returned")
@dataclass(frozen=True)
class AgreementReturned:
    """Back to the draft: taken back by its drafter, or not signed by a party."""

    subject_id: UUID
    by_agency_id: UUID | None
    addendum_id: UUID | None = None


@event("agreement_party_signed")
@dataclass(frozen=True)
class AgreementPartySigned:
    subject_id: UUID
    party_id: UUID
    is_on_paper: bool
    addendum_id: UUID | None = None


@event("agreement_begun")
@dataclass(frozen=True)
class AgreementBegun:
    subject_id: UUID
    runs_until: date
    renews_id: UUID | None = None


@event("document_kept")
@dataclass(frozen=True)
class DocumentKept:
    """A paper lies with an agreement, an addendum, a delivery or a policy."""

    subject_id: UUID
    about_kind: str
    about_id: UUID
    kind: str


@event("document_withdrawn")
@dataclass(frozen=True)
class DocumentWithdrawn:
    subject_id: UUID
    about_kind: str
    about_id: UUID
    kind: str


@event("addendum_begun")
@dataclass(frozen=True)
class AddendumBegun:
    subject_id: UUID
    addendum_id: UUID
    runs_until: date


@event("agreement_end_warned")
@dataclass(frozen=True)
class AgreementEndWarned:
    """The agreement ends in 180, 90 or 30 days, and nobody has decided what comes after."""

    subject_id: UUID
    stage: int
    runs_until: date


@event("agreement_renewal_declined")
@dataclass(frozen=True)
class AgreementRenewalDeclined:
    subject_id: UUID


@event("agreement_ended")
@dataclass(frozen=True)
class AgreementEnded:
    subject_id: UUID
    state: str
    reason: str
    on: date
    lapsed_due_ids: tuple[UUID, ...] = ()


@event("agreement_review_asked")
@dataclass(frozen=True)
class AgreementReviewAsked:
    subject_id: UUID
    review_on: date


@event("agreement_reviewed")
@dataclass(frozen=True)
class AgreementReviewed:
    subject_id: UUID
    next_review_on: date | None


@dataclass(frozen=True)
class DueEvent:
    subject_id: UUID
    agreement_id: UUID
    debtor_agency_id: UUID | None
    creditor_agency_id: UUID | None
    district_code: str
    due_on: date


@event("obligation_asked")
@dataclass(frozen=True)
class ObligationAsked(DueEvent):
    """Thirty days before its day, or at once: the debtor has work to do."""


@event("obligation_delivered")
@dataclass(frozen=True)
class ObligationDelivered(DueEvent):
    pass


@event("obligation_evidence_added")
@dataclass(frozen=True)
class ObligationEvidenceAdded(DueEvent):
    """A paper came after the delivery was said, while its creditor looks at it."""


@event("obligation_accepted")
@dataclass(frozen=True)
class ObligationAccepted(DueEvent):
    pass


@event("obligation_not_accepted")
@dataclass(frozen=True)
class ObligationNotAccepted(DueEvent):
    pass


@event("obligation_released")
@dataclass(frozen=True)
class ObligationReleased(DueEvent):
    pass


@event("policy_added")
@dataclass(frozen=True)
class PolicyAdded:
    subject_id: UUID
    kind: str


@event("policy_changed")
@dataclass(frozen=True)
class PolicyChanged:
    subject_id: UUID


@event("policy_superseded")
@dataclass(frozen=True)
class PolicySuperseded:
    subject_id: UUID
    by_policy_id: UUID
    until: date


@event("policies_loaded")
@dataclass(frozen=True)
class PoliciesLoaded:
    subject_id: UUID
    added: int


@event("policy_review_asked")
@dataclass(frozen=True)
class PolicyReviewAsked:
    subject_id: UUID
    keeper_agency_id: UUID | None
    district_code: str
    review_on: date


@event("policy_reviewed")
@dataclass(frozen=True)
class PolicyReviewed:
    subject_id: UUID
    next_review_on: date | None


@event("policy_draft_opened")
@dataclass(frozen=True)
class PolicyDraftOpened:
    subject_id: UUID
    kind: str


@event("policy_draft_changed")
@dataclass(frozen=True)
class PolicyDraftChanged:
    subject_id: UUID


@event("consultation_opened")
@dataclass(frozen=True)
class ConsultationOpened:
    subject_id: UUID


@event("draft_comment_given")
@dataclass(frozen=True)
class DraftCommentGiven:
    subject_id: UUID
    comment_id: UUID


@event("consultation_answered")
@dataclass(frozen=True)
class ConsultationAnswered:
    subject_id: UUID
    request_id: UUID


@event("consultation_closed")
@dataclass(frozen=True)
class ConsultationClosed:
    subject_id: UUID
    drafter_agency_id: UUID
    district_code: str
    comments: int


@event("draft_comment_resolved")
@dataclass(frozen=True)
class DraftCommentResolved:
    subject_id: UUID
    comment_id: UUID
    outcome: str
    is_last: bool


@event("policy_adopted")
@dataclass(frozen=True)
class PolicyAdopted:
    subject_id: UUID
    policy_id: UUID


@event("policy_draft_dropped")
@dataclass(frozen=True)
class PolicyDraftDropped:
    subject_id: UUID


@event("calendar_feed_opened")
@dataclass(frozen=True)
class CalendarFeedOpened:
    subject_id: UUID
    feed_agency_id: UUID


@event("calendar_feed_revoked")
@dataclass(frozen=True)
class CalendarFeedRevoked:
    subject_id: UUID
    feed_agency_id: UUID
