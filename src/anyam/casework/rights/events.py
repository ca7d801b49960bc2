"""What happened in data protection: numbers, codes and counts, never who asked or what stood there."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.casework.rights import choices
from anyam.foundation.events.definitions import event


@event("rights_request_taken")
@dataclass(frozen=True)
class RightsRequestTaken:
    subject_id: UUID
    number: str
    kind_code: str


@event("rights_request_identity_checked")
@dataclass(frozen=True)
class RightsRequestIdentityChecked:
    subject_id: UUID
    is_conflicted: bool


@event("rights_request_answered")
@dataclass(frozen=True)
class RightsRequestAnswered:
    subject_id: UUID
    number: str
    kind_code: str
    reason: str


@event("rights_request_closed")
@dataclass(frozen=True)
class RightsRequestClosed:
    subject_id: UUID
    number: str


@event("case_corrected")
@dataclass(frozen=True)
class CaseCorrected:
    """What was granted now stands in the case: by the names of the fields, never by what stood there."""

    SENTENCE = _("Data corrected after a request: %(fields)s")
    LABELS = {"fields": choices.CorrectedField}

    subject_id: UUID
    case_id: UUID
    number: str
    fields: tuple[str, ...]


@event("case_restricted")
@dataclass(frozen=True)
class CaseRestricted:
    SENTENCE = _("The use of this case's data was restricted")

    subject_id: UUID
    case_id: UUID


@event("restriction_ended")
@dataclass(frozen=True)
class RestrictionEnded:
    SENTENCE = _("The restriction of this case's data ended")

    subject_id: UUID
    case_id: UUID


@event("legal_hold_set")
@dataclass(frozen=True)
class LegalHoldSet:
    subject_id: UUID
    case_id: UUID
    reason: str


@event("legal_hold_ended")
@dataclass(frozen=True)
class LegalHoldEnded:
    subject_id: UUID
    case_id: UUID


@event("retention_time_changed")
@dataclass(frozen=True)
class RetentionTimeChanged:
    subject_id: UUID
    code: str
    years: int


@event("destruction_opened")
@dataclass(frozen=True)
class DestructionOpened:
    """Proposed by the first of two."""

    subject_id: UUID
    case_id: UUID
    number: str
    part: str


@event("destruction_decided")
@dataclass(frozen=True)
class DestructionDecided:
    """Confirmed by the second; it happens at `due_at` unless it is cancelled or a legal hold stands."""

    subject_id: UUID
    case_id: UUID
    number: str
    due_at: datetime


@event("destruction_cancelled")
@dataclass(frozen=True)
class DestructionCancelled:
    subject_id: UUID
    case_id: UUID
    number: str


@event("case_data_destroyed")
@dataclass(frozen=True)
class CaseDataDestroyed:
    SENTENCE = _("Data destroyed (%(part)s), certificate %(number)s")
    LABELS = {"part": choices.DestructionPart}

    subject_id: UUID
    case_id: UUID
    number: str
    part: str
    digest: str


@event("breach_opened")
@dataclass(frozen=True)
class BreachOpened:
    subject_id: UUID
    number: str
    due_at: datetime


@event("breach_subjects_listed")
@dataclass(frozen=True)
class BreachSubjectsListed:
    subject_id: UUID
    number: str
    count: int


@event("breach_notice_recorded")
@dataclass(frozen=True)
class BreachNoticeRecorded:
    subject_id: UUID
    number: str
    to: str


@event("breach_closed")
@dataclass(frozen=True)
class BreachClosed:
    subject_id: UUID
    number: str
