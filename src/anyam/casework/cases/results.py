"""What pages and other apps learn about reports and cases."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

# --- reports and triage ---------------------------------------------------------------------------------------------


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


# --- cases ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class CaseRef:
    """The little that other apps may know of a case whose id they hold and which the actor may see."""

    id: UUID
    number: str
    agency_id: UUID
    district_code: str
    child_id: UUID
    level: str
    state: str
    manager_id: UUID
    worker_id: UUID | None
    place_code: str

    @property
    def is_open(self) -> bool:
        return self.state == "open"


@dataclass(frozen=True)
class CaseRow:
    """A line in the list of cases; names are masked in lists."""

    id: UUID
    number: str
    masked_name: str
    age_text: str
    sex: str
    place_name: str
    level: str
    level_label: str
    stage: str
    stage_label: str
    state: str
    manager_name: str
    opened_at: datetime
    last_activity_at: datetime
    next_due_at: datetime | None
    next_due_label: str


@dataclass(frozen=True)
class CaseHeader:
    """The identity bar, path and sub navigation of every case page."""

    id: UUID
    number: str
    child_name: str
    nickname: str
    age_text: str
    sex: str
    sex_label: str
    place_name: str
    level: str
    level_label: str
    stage: str
    stage_label: str
    state: str
    manager_name: str
    worker_name: str
    opened_at: datetime
    closed_at: datetime | None
    may_assess: bool
    may_plan: bool
    may_record: bool
    may_refer: bool
    may_review: bool
    may_close: bool
    may_reopen: bool
    may_assign: bool
    may_see_looks: bool
    close_hindrances: tuple[str, ...]


@dataclass(frozen=True)
class TimelineEntry:
    """One thing that happened, in a sentence without free text."""

    number: int
    at: datetime
    sentence: str
    by: str
    agency: str
    kind: str
    text: str = ""


@dataclass(frozen=True)
class NextStep:
    """Something this case is waiting for."""

    label: str
    due_at: datetime
    is_overdue: bool
    owner: str
    page: str  # the name of the case page where it is done: "assessment", "plan", "contacts", "review", "referrals"


@dataclass(frozen=True)
class AgencyInvolved:
    """Who else works with this child, since when, and how to reach them."""

    agency_id: UUID
    name: str
    part: str
    since: datetime
    phone: str
    contact_name: str


@dataclass(frozen=True)
class LinkedCase:
    id: UUID
    number: str
    kind_label: str
    is_visible: bool


@dataclass(frozen=True)
class LinkedReport:
    id: UUID
    number: str
    received_at: datetime
    channel_label: str


@dataclass(frozen=True)
class Address:
    """Where the child lives, as far as the reader may know."""

    text: str
    place_name: str
    phone: str
    is_safe_to_call: bool | None
    is_unsafe_to_visit: bool
    is_secret: bool
    contact_note: str


@dataclass(frozen=True)
class CaseSummary:
    """The case's first page."""

    header: CaseHeader
    next_steps: tuple[NextStep, ...]
    agencies: tuple[AgencyInvolved, ...]
    timeline: tuple[TimelineEntry, ...]
    older_than: int | None  # pass as `before` to read on
    violence_forms: tuple[str, ...]
    categories: tuple[str, ...]
    needs: tuple[str, ...]
    siblings: tuple[LinkedCase, ...]
    reports: tuple[LinkedReport, ...]
    address: Address | None


@dataclass(frozen=True)
class LookEntry:
    """Who opened which part of the case, and when."""

    at: datetime
    who: str
    agency: str
    part_label: str
    reason: str


@dataclass(frozen=True)
class CaseLooks:
    header: CaseHeader
    people: tuple["WhoMaySee", ...]
    looks: tuple[LookEntry, ...]


@dataclass(frozen=True)
class WhoMaySee:
    """Somebody who may see the case, why, and since when."""

    name: str
    agency: str
    reason_label: str
    since: datetime | None


# --- assessment -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Question:
    """One question of the assessment form, with what is already known."""

    code: str
    label: str
    hint: str
    kind: str  # "yes_no", "one", "several", "text", "long_text", "date"
    choices: tuple[tuple[str, str], ...]
    value: Any
    source: str
    source_label: str
    known_at: datetime | None
    is_prefilled: bool  # filled in from somewhere else and not yet confirmed in this assessment


@dataclass(frozen=True)
class Section:
    code: str
    title: str
    intro: str
    questions: tuple[Question, ...]
    answered: int

    @property
    def is_complete(self) -> bool:
        return self.answered == len(self.questions)


@dataclass(frozen=True)
class AssessmentDetail:
    header: CaseHeader
    id: UUID | None
    state: str
    started_at: datetime | None
    completed_at: datetime | None
    by: str
    sections: tuple[Section, ...]
    needs: tuple[str, ...]
    earlier: tuple["EarlierAssessment", ...]
    may_change: bool
    saved_at: datetime | None


@dataclass(frozen=True)
class EarlierAssessment:
    id: UUID
    completed_at: datetime
    by: str


# --- plan -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class PlanActionRow:
    id: UUID
    title: str
    need: str
    need_label: str
    agency_id: UUID
    agency_name: str
    agency_phone: str
    due_on: date
    state: str
    state_label: str
    is_overdue: bool
    note: str
    may_change: bool


@dataclass(frozen=True)
class GoalRow:
    id: UUID
    text: str
    actions: tuple[PlanActionRow, ...]


@dataclass(frozen=True)
class PlanDetail:
    header: CaseHeader
    id: UUID | None
    version: int
    state: str
    state_label: str
    agreed_on: date | None
    review_on: date | None
    child_took_part: bool
    family_took_part: bool
    goals: tuple[GoalRow, ...]
    open_needs: tuple[tuple[str, str], ...]  # needs found in the assessment that no action answers yet
    earlier_versions: int
    may_change: bool
    may_agree: bool


# --- services, reviews, closure -------------------------------------------------------------------------------------


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
class ReviewList:
    header: CaseHeader
    reviews: tuple[ReviewRow, ...]
    closures: tuple[ClosureRow, ...]
    review_due_at: datetime | None


# --- input ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ChildInput:
    """A child as reported: one name is enough; `person_id` when the child is already known."""

    full_name: str = ""
    person_id: UUID | None = None
    sex: str = ""
    nickname: str = ""
    nik: str = ""
    birth_on: date | None = None
    birth_precision: str = "exact"
    age_years: int | None = None
    address: str = ""
    place_code: str = ""
    violence_forms: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()


@dataclass(frozen=True)
class ReportedPersonInput:
    """A reported person as far as is known; everything may be empty but the relation."""

    relation: str
    full_name: str = ""
    sex: str = ""
    age_years: int | None = None
    lives_with_child: bool | None = None


@dataclass(frozen=True)
class ReporterInput:
    is_anonymous: bool = True
    name: str = ""
    phone: str = ""
    relation: str = ""
    is_safe_to_call: bool | None = None


@dataclass(frozen=True)
class ReportInput:
    channel: str
    received_at: datetime
    narrative: str
    children: tuple[ChildInput, ...]
    occurred_on: date | None = None
    is_occurred_on_estimate: bool = False
    place_code: str = ""
    place_of_incident: str = ""
    reporter: ReporterInput = field(default_factory=ReporterInput)
    reported_persons: tuple[ReportedPersonInput, ...] = ()


@dataclass(frozen=True)
class AnswerInput:
    value: Any
    source: str


@dataclass(frozen=True)
class FamilyDetail:
    """Who belongs together."""

    header: CaseHeader
    siblings: tuple[LinkedCase, ...]
    reports: tuple[LinkedReport, ...]


@dataclass(frozen=True)
class SavedViewRow:
    """A person's own named filter of the case list."""

    id: UUID
    name: str
    query: str
