"""What oversight tells others: ids and codes, never what was looked at."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.foundation.events.definitions import event

from .choices import Finding


@event("look_review_opened")
@dataclass(frozen=True)
class LookReviewOpened:
    """Another agency is asked to judge how somebody looked. Stands in the case's story for emergency access only."""

    SENTENCE = _("The emergency access is judged by another agency")

    subject_id: UUID
    kind: str
    looker_id: UUID
    looker_agency_id: UUID
    reviewer_agency_id: UUID | None
    case_agency_id: UUID | None = None
    case_id: UUID | None = None


@event("look_review_answered")
@dataclass(frozen=True)
class LookReviewAnswered:
    """The one who looked has said something about it."""

    subject_id: UUID
    reviewer_agency_id: UUID | None


@event("look_review_closed")
@dataclass(frozen=True)
class LookReviewClosed:
    """The judgement. With `harm_possible` the breach workbook takes it up."""

    SENTENCE = _("The emergency access was judged: %(finding)s")
    LABELS = {"finding": Finding}

    subject_id: UUID
    kind: str
    finding: str
    looker_id: UUID
    looker_agency_id: UUID
    case_id: UUID | None = None


@event("seal_kept")
@dataclass(frozen=True)
class SealKept:
    """Another agency keeps this checkpoint of the log."""

    subject_id: UUID
    number: int
    size: int
    kept_as: str
