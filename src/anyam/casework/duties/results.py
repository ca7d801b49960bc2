"""What pages are told about routine duties."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True)
class DutyInput:
    """A duty as it is typed."""

    title: str
    kind: str
    rhythm: str
    first_on: date
    free_days: str
    evidence_kind: str
    lead_days: int = 14
    role: str = ""
    assignee_id: UUID | None = None
    to_agency_id: UUID | None = None
    rests_on: str = ""
    is_confirmed: bool = False


@dataclass(frozen=True)
class DutyRow:
    """A duty in a list."""

    id: UUID
    title: str
    kind_label: str
    rhythm_label: str
    agency: str
    to_agency: str
    owner: str
    next_on: date | None
    is_confirmed: bool
    is_ended: bool
    is_ours: bool


@dataclass(frozen=True)
class OccurrenceRow:
    """One time a duty is due."""

    id: UUID
    duty_id: UUID
    title: str
    kind_label: str
    agency_id: UUID
    agency: str
    to_agency_id: UUID | None
    to_agency: str
    owner: str
    due_on: date
    asked_at: datetime
    state: str
    state_label: str
    is_late: bool
    evidence_label: str
    evidence: str
    done_on: date | None
    done_by: str
    excuse_label: str
    rests_on: str
    is_ours: bool
    may_report: bool
    may_excuse: bool


@dataclass(frozen=True)
class DutyDetail:
    """One duty with its times, the newest first."""

    row: DutyRow
    given: DutyInput
    evidence_label: str
    free_days_label: str
    coming: tuple[date, ...]
    times: tuple[OccurrenceRow, ...]
    ended_on: date | None
    may_change: bool


@dataclass(frozen=True)
class DutyDay:
    """A duty on a day of the calendar; without occurrence it has not been asked for yet."""

    on: date
    title: str
    kind_label: str
    duty_id: UUID
    occurrence_id: UUID | None
    state: str
    state_label: str
    is_late: bool


@dataclass(frozen=True)
class Duties:
    """What is to be done now, and every duty."""

    due: tuple[OccurrenceRow, ...]
    owed_to_us: tuple[OccurrenceRow, ...]
    rows: tuple[DutyRow, ...]
    may_keep: bool
