"""What the clocks tell others."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.foundation.events.definitions import event


@event("promised_time_changed")
@dataclass(frozen=True)
class PromisedTimeChanged:
    subject_id: UUID
    key: str
    hours: Decimal
    counting: str
    is_confirmed: bool


@event("work_escalated")
@dataclass(frozen=True)
class WorkEscalated:
    """Nobody finished this in time; whoever stands on the `rung` is told."""

    subject_id: UUID
    work_kind: str
    about_kind: str
    about_id: UUID
    agency_id: UUID | None
    case_id: UUID | None = None
    rung: str = "unit"
    district_code: str = ""


@event("sop_drafted")
@dataclass(frozen=True)
class SopDrafted:
    """A version of an SOP was begun, the first one or the next."""

    subject_id: UUID
    sop_id: UUID
    version: int
    agency_id: UUID
    level: str


@event("sop_draft_changed")
@dataclass(frozen=True)
class SopDraftChanged:
    subject_id: UUID
    sop_id: UUID
    revision: int


@event("sop_proposed")
@dataclass(frozen=True)
class SopProposed:
    """Put before every agency it names; from now on its words stay."""

    subject_id: UUID
    sop_id: UUID
    agency_ids: tuple[UUID, ...]
    valid_from: date


@event("sop_signed")
@dataclass(frozen=True)
class SopSigned:
    subject_id: UUID
    sop_id: UUID
    agency_id: UUID


@event("sop_declined")
@dataclass(frozen=True)
class SopDeclined:
    """An agency does not sign; why stands with its signature."""

    subject_id: UUID
    sop_id: UUID
    agency_id: UUID
    owner_agency_id: UUID


@event("sop_withdrawn")
@dataclass(frozen=True)
class SopWithdrawn:
    """The writer took back a draft, or what lay before the agencies."""

    subject_id: UUID
    sop_id: UUID
    previous_state: str


@event("sop_agreed")
@dataclass(frozen=True)
class SopAgreed:
    """Every named agency has signed: it is in force from a day, and the version before it until the day before."""

    subject_id: UUID
    sop_id: UUID
    agency_ids: tuple[UUID, ...]
    valid_from: date
    replaced_id: UUID | None = None


@event("sop_reviewed")
@dataclass(frozen=True)
class SopReviewed:
    """Looked at and left as it is, until the next look."""

    subject_id: UUID
    sop_id: UUID
    review_on: date


@event("sop_retired")
@dataclass(frozen=True)
class SopRetired:
    """It ends without a new version."""

    subject_id: UUID
    sop_id: UUID
    agency_ids: tuple[UUID, ...]
    last_day: date
    reason: str


@event("work_reminded")
@dataclass(frozen=True)
class WorkReminded:
    """Most of the time for this is over; whoever owes it is reminded."""

    subject_id: UUID
    work_kind: str
    about_kind: str
    about_id: UUID
    agency_id: UUID | None
    case_id: UUID | None = None
    assignee_id: UUID | None = None
    role: str = ""


@event("sop_run_started")
@dataclass(frozen=True)
class SopRunStarted:
    SENTENCE = _("Procedure started")

    subject_id: UUID
    version_id: UUID
    agency_id: UUID
    case_id: UUID | None


@event("sop_step_opened")
@dataclass(frozen=True)
class SopStepOpened:
    subject_id: UUID
    step_id: UUID
    step_key: str
    agency_id: UUID
    due_at: datetime
    case_id: UUID | None


@event("sop_step_ended")
@dataclass(frozen=True)
class SopStepEnded:
    """A step was done, left out or done early; `deviation` is a code, empty where it went as written."""

    SENTENCE = _("Step of the procedure finished")

    subject_id: UUID
    step_id: UUID
    step_key: str
    agency_id: UUID
    case_id: UUID | None
    is_late: bool
    is_on_behalf: bool
    deviation: str
    deviation_reason: str
    answer_number: int | None
    """At a decision, which of its answers was given, counted from 1."""


@event("sop_run_ended")
@dataclass(frozen=True)
class SopRunEnded:
    SENTENCE = _("Procedure ended")

    subject_id: UUID
    version_id: UUID
    agency_id: UUID
    case_id: UUID | None
    stop_reason: str
    """Empty where it went through to its end."""


@event("sop_run_moved")
@dataclass(frozen=True)
class SopRunMoved:
    """Somebody moved a running case to another version, on purpose."""

    SENTENCE = _("Procedure moved to its new version")

    subject_id: UUID
    from_version_id: UUID
    version_id: UUID
    agency_id: UUID
    case_id: UUID | None
