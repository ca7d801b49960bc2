"""What is told of reports and their triage."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True)
class ReportRow:
    """A line in the list of reports."""

    id: UUID
    number: str
    received_at: datetime
    channel_label: str
    place_name: str
    state: str
    state_label: str
    level: str
    level_label: str
    children_count: int
    triage_due_at: datetime | None


@dataclass(frozen=True)
class EarlierEnding:
    """How an earlier case of the child ended, not long before it was reported again."""

    case_id: UUID
    number: str
    closed_at: datetime
    reason_label: str
    outcome_label: str
    aftercare_on: date | None


@dataclass(frozen=True)
class ReportedChildRow:
    """A child named in a report."""

    id: UUID
    person_id: UUID
    name: str
    age_text: str
    sex: str
    violence_forms: tuple[str, ...]
    categories: tuple[str, ...]
    case_id: UUID | None
    case_number: str
    is_case_visible: bool
    other_open_case_number: str
    earlier: EarlierEnding | None = None


@dataclass(frozen=True)
class ReportedPersonRow:
    """A reported person (terlapor): reported, not judged."""

    name: str
    relation_label: str
    age_text: str
    lives_with_child: bool | None


@dataclass(frozen=True)
class TriageDetail:
    """How the level was found."""

    proposed_level: str
    proposed_label: str
    rule: str
    rule_source: str
    level: str
    level_label: str
    is_immediate_danger: bool
    override_reason_label: str
    note: str
    decided_at: datetime
    decided_by: str
    yes_facts: tuple[str, ...]


@dataclass(frozen=True)
class ManagerLoad:
    """A possible case manager with the number of open cases they manage."""

    user_id: UUID
    name: str
    open_cases: int
    is_proposed: bool


@dataclass(frozen=True)
class ReportDetail:
    """A whole report for those who take, triage and open."""

    id: UUID
    number: str
    state: str
    state_label: str
    received_at: datetime
    received_by: str
    agency_name: str
    channel_label: str
    occurred_on: date | None
    is_occurred_on_estimate: bool
    place_name: str
    place_of_incident_label: str
    narrative: str
    is_reporter_anonymous: bool
    reporter_name: str
    reporter_phone: str
    reporter_relation: str
    is_reporter_safe_to_call: bool | None
    may_see_reporter: bool
    children: tuple[ReportedChildRow, ...]
    reported_persons: tuple[ReportedPersonRow, ...]
    triage: TriageDetail | None
    triage_due_at: datetime | None
    managers: tuple[ManagerLoad, ...]
    no_case_note: str
    may_triage: bool
    may_open_case: bool
    may_answer_without_case: bool


@dataclass(frozen=True)
class TriageProposal:
    """The level the rules propose for a set of facts, before anybody decides."""

    level: str
    level_label: str
    rule: str
    rule_source: str
    is_immediate_danger: bool


@dataclass(frozen=True)
class ReportedKin:
    """How a reported person stands to the child of a case; reported, not judged."""

    relation: str
    relation_label: str
    person_id: UUID | None
