"""What the clocks tell others."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

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
    """Nobody finished this in time; whoever looks after the agency's work is told."""

    subject_id: UUID
    work_kind: str
    about_kind: str
    about_id: UUID
    agency_id: UUID | None
    case_id: UUID | None = None
