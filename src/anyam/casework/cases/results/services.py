"""What is told of contacts, reviews and closures."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from anyam.casework.cases.results.cases import CaseHeader


@dataclass(frozen=True)
class ContactRow:
    id: UUID
    kind: str
    kind_label: str
    on: date
    agency_name: str
    need_label: str
    with_whom: str
    was_child_seen: bool
    note: str
    by: str
    next_visit_on: date | None


@dataclass(frozen=True)
class ContactList:
    header: CaseHeader
    contacts: tuple[ContactRow, ...]
    next_visit_on: date | None


@dataclass(frozen=True)
class ReviewRow:
    id: UUID
    held_on: date
    decision_label: str
    level_label: str
    next_review_on: date | None
    child_took_part: bool
    note: str
    by: str


@dataclass(frozen=True)
class ClosureRow:
    closed_at: datetime
    reason_label: str
    outcome_label: str
    aftercare_on: date | None
    note: str
    by: str
    reopened_at: datetime | None
    reopening_reason_label: str
    reopening_note: str


@dataclass(frozen=True)
class LevelPoint:
    """The level of risk as somebody decided it on a day: in triage, or looking back in a review."""

    on: date
    level: str
    level_label: str
    is_review: bool


@dataclass(frozen=True)
class ReviewList:
    header: CaseHeader
    reviews: tuple[ReviewRow, ...]
    closures: tuple[ClosureRow, ...]
    review_due_at: datetime | None
    levels: tuple[LevelPoint, ...] = ()
