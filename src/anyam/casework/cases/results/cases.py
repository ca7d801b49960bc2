"""What is told of a case as a whole."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from anyam.casework.sops.results import RunHeader, RunnableSop
from anyam.registry.families.results import ContactAdvice
from anyam.registry.people.results import AddressRow, IdentityDetail


@dataclass(frozen=True)
class CaseRef:
    """The little that other apps may know of a case whose id they hold and which the actor may see."""

    id: UUID
    number: str
    agency_id: UUID
    district_code: str
    child_id: UUID
    level: str
    stage: str
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
    # What others did since the reader last opened the case: a `News` code, empty where there is none.
    news: str = ""
    may_assign: bool = False


@dataclass(frozen=True)
class StageLane:
    """The cases at one stage: the first of them, and how many there are."""

    stage: str
    label: str
    total: int
    total_is_capped: bool
    has_more: bool
    rows: tuple[CaseRow, ...]


@dataclass(frozen=True)
class CaseDay:
    """Something that is due on a case on a day; the name is masked."""

    case_id: UUID
    on: date
    masked_name: str
    label: str
    is_overdue: bool


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
    may_correct: bool
    may_see_looks: bool
    close_hindrances: tuple[str, ...]


@dataclass(frozen=True)
class ChildDetail:
    """Who the child of a case is and how it can be reached, for those who put it right."""

    header: CaseHeader
    identity: IdentityDetail
    address: AddressRow | None
    may_correct_address: bool


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
    is_news: bool = False


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

    text: str = ""
    place_name: str = ""
    phone: str = ""
    is_safe_to_call: bool | None = None
    is_unsafe_to_visit: bool = False
    is_secret: bool = False
    contact_note: str = ""
    advice: ContactAdvice | None = None


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
    # When the reader was here before; nothing on a first visit.
    looked_before_at: datetime | None = None


@dataclass(frozen=True)
class LookGround:
    """What explains a look at a case or a report: its number, whoever holds it, and where it stands."""

    number: str
    held_by: frozenset[UUID]
    closed_at: datetime | None
    last_activity_at: datetime
    child_id: UUID | None


@dataclass(frozen=True)
class LookEntry:
    """Who opened which part of the case, and when."""

    at: datetime
    who: str
    agency: str
    part_label: str
    reason: str
    channel_label: str


@dataclass(frozen=True)
class CaseLooks:
    header: CaseHeader
    people: tuple["WhoMaySee", ...]
    blocked: tuple["WhoMustNotSee", ...]
    looks: tuple[LookEntry, ...]
    may_give: bool
    may_block: bool


@dataclass(frozen=True)
class WhoMaySee:
    """Somebody, or an agency's offices, who may see parts of the case: why, on what ground, since and until when."""

    grant_id: UUID
    name: str
    detail: str
    reason_label: str
    basis_label: str
    part_labels: tuple[str, ...]
    may_write: bool
    since: datetime
    until: datetime | None
    may_end: bool


@dataclass(frozen=True)
class WhoMustNotSee:
    """Somebody who is barred from everything about the child."""

    user_id: UUID
    name: str
    reason_label: str
    since: datetime


@dataclass(frozen=True)
class MergeEntry:
    """One merging of two records of the child that the reader may both see."""

    id: UUID
    at: datetime
    by: str
    reason_label: str
    numbers: tuple[str, ...]  # of the dossiers of the record that was merged, as far as the reader sees them


@dataclass(frozen=True)
class FamilyDetail:
    """Who belongs together."""

    header: CaseHeader
    siblings: tuple[LinkedCase, ...]
    same_child: tuple[LinkedCase, ...]
    reports: tuple[LinkedReport, ...]
    merges: tuple[MergeEntry, ...]
    open_numbers: tuple[str, ...]  # more than one: the child has several open cases at one agency
    may_merge: bool


@dataclass(frozen=True)
class SavedViewRow:
    """A person's own named filter of the case list."""

    id: UUID
    name: str
    query: str


@dataclass(frozen=True)
class ClosedCase:
    """A closed case as a matter of keeping: no child in it."""

    id: UUID
    number: str
    closed_at: datetime
    reason: str


@dataclass(frozen=True)
class CaseFile:
    """What a case holds, for a copy to the person concerned; `other_names` are left out of every word of it."""

    case_id: UUID
    number: str
    child_id: UUID
    opened_at: datetime
    closed_at: datetime | None
    contacts: tuple[tuple[datetime, str, str], ...]
    goals: tuple[str, ...]
    narratives: tuple[tuple[datetime, str], ...]
    other_names: tuple[str, ...]


@dataclass(frozen=True)
class OpenedLine:
    label: str
    text: str


@dataclass(frozen=True)
class OpenedPart:
    """One part of a case, as an agency reads it to which nothing but parts is open."""

    label: str
    lines: tuple[OpenedLine, ...]


@dataclass(frozen=True)
class Pathways:
    """The procedures of a case: those that run or ran, and those in force that could be started."""

    runs: tuple[RunHeader, ...]
    offered: tuple[RunnableSop, ...]
    may_start: bool
    # Versions among those offered that are written for children like this one, by what was reported.
    fitting: frozenset[UUID] = frozenset()
