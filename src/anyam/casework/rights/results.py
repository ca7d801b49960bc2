"""What the pages of data protection learn, and what they give to the actions."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from .choices import (
    CopyPart,
    DestructionPart,
    DestructionState,
    Harm,
    IdentityCheck,
    NoticeTo,
    Requester,
    RequestKind,
    RequestState,
)


@dataclass(frozen=True)
class RequestInput:
    """A request as it came in."""

    kind: RequestKind
    requester: Requester
    requester_name: str
    contact: str = ""
    on_behalf_of: str = ""
    asked: str = ""
    case_number: str = ""
    identity_check: IdentityCheck = IdentityCheck.NOT_YET


@dataclass(frozen=True)
class RequestRow:
    id: UUID
    number: str
    kind_label: str
    requester_label: str
    state: RequestState
    due_at: datetime
    is_late: bool
    is_conflicted: bool

    @property
    def state_label(self) -> str:
        return str(self.state.label)

    @property
    def is_open(self) -> bool:
        return self.state is RequestState.RECEIVED


@dataclass(frozen=True)
class CopyLine:
    """One line of a copy, under its part."""

    part: CopyPart
    label: str
    text: str


@dataclass(frozen=True)
class Copy:
    """The copy as it would go out: what is in it, and what was left out and why."""

    lines: tuple[CopyLine, ...]
    left_out: tuple[str, ...]


@dataclass(frozen=True)
class CorrectionStanding:
    """How far a granted correction is, for the officer; `due_at` of what is owed next, None once nothing is."""

    corrected_at: datetime | None
    corrected_by: str
    field_labels: tuple[str, ...]
    due_at: datetime | None


@dataclass(frozen=True)
class RequestDetail:
    row: RequestRow
    kind: RequestKind
    requester: Requester
    requester_name: str
    contact: str
    on_behalf_of: str
    asked: str
    answer: str
    identity_check: IdentityCheck
    case_id: UUID | None
    case_number: str
    taken_at: datetime
    taken_by: str
    answered_at: datetime | None
    refusal_label: str
    allowed_parts: tuple[CopyPart, ...]
    copy_parts: tuple[CopyPart, ...]
    may_see_answer: bool
    is_case_restricted: bool
    correction: CorrectionStanding | None
    may_decide: bool
    may_close: bool


@dataclass(frozen=True)
class CorrectionRow:
    """A correction that was granted, for whoever holds the case. The words are empty where they are not open."""

    id: UUID
    number: str
    case_id: UUID
    case_number: str
    granted_at: datetime
    due_at: datetime
    asked: str
    decided: str
    corrected_at: datetime | None
    corrected_by: str
    field_labels: tuple[str, ...]
    may_note: bool

    @property
    def is_waiting(self) -> bool:
        return self.corrected_at is None


@dataclass(frozen=True)
class RetentionRow:
    """One class of keeping, with its years here and where they come from."""

    code: str
    label: str
    years: int
    is_confirmed: bool
    source: str


@dataclass(frozen=True)
class DueRow:
    """A case whose time is over in one class."""

    case_id: UUID
    case_number: str
    closed_at: datetime
    class_code: str
    class_label: str
    part: DestructionPart
    is_held: bool


@dataclass(frozen=True)
class HoldRow:
    id: UUID
    case_number: str
    reason_label: str
    note: str
    since: datetime
    until: datetime | None
    set_by: str
    is_standing: bool


@dataclass(frozen=True)
class DestructionRow:
    id: UUID
    number: str
    case_number: str
    part_label: str
    ground_label: str
    state: DestructionState
    proposed_at: datetime
    proposed_by: str
    confirmed_at: datetime | None
    confirmed_by: str
    due_at: datetime | None
    done_at: datetime | None
    counts: tuple[tuple[str, int], ...]
    keys_destroyed: int
    digest: str
    is_held: bool
    may_confirm: bool
    may_cancel: bool

    @property
    def state_label(self) -> str:
        return str(self.state.label)


@dataclass(frozen=True)
class BreachInput:
    happened: str
    harms: tuple[Harm, ...]
    known_at: datetime
    from_at: datetime
    to_at: datetime
    account_id: UUID | None = None
    handling: str = ""


@dataclass(frozen=True)
class Reached:
    """One case that an account read in the span, with the parts and how often."""

    case_id: UUID
    case_number: str
    parts: tuple[str, ...]
    part_labels: tuple[str, ...]
    looks: int


@dataclass(frozen=True)
class Radius:
    """How far an incident reached, from the record of looks."""

    account_name: str
    cases: tuple[Reached, ...]
    looks: int
    lists: int
    names_in_lists: int


@dataclass(frozen=True)
class SubjectRow:
    id: UUID
    case_number: str
    part_labels: tuple[str, ...]
    looks: int
    channel_label: str
    manager_name: str
    manager_phone: str
    told_at: datetime | None


@dataclass(frozen=True)
class NoticeRow:
    to: NoticeTo
    to_label: str
    sent_at: datetime
    sent_by: str
    reference: str


@dataclass(frozen=True)
class BreachRow:
    id: UUID
    number: str
    known_at: datetime
    due_at: datetime
    closed_at: datetime | None
    is_late: bool
    untold: int


@dataclass(frozen=True)
class BreachDetail:
    row: BreachRow
    harm_labels: tuple[str, ...]
    happened: str
    handling: str
    lessons: str
    account_id: UUID | None
    account_name: str
    from_at: datetime
    to_at: datetime
    subjects: tuple[SubjectRow, ...]
    notices: tuple[NoticeRow, ...]
    is_listed: bool
    may_change: bool
    close_hindrances: tuple[str, ...]


@dataclass(frozen=True)
class Home:
    """What must I do now? Numbers and the first rows of each part."""

    requests: tuple[RequestRow, ...]
    to_confirm: tuple[DestructionRow, ...]
    breaches: tuple[BreachRow, ...]
    due: int
    holds: int


@dataclass(frozen=True)
class RestrictionMark:
    since: datetime
    set_by: str
