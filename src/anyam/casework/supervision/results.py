"""What pages are told about workload, hand-overs and supervision."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from anyam.casework.sops.results import LateWork
from anyam.registry.readiness.results import CaseloadStandard, Figure

from .choices import Fit, WhyDiscuss


@dataclass(frozen=True)
class TermsInput:
    """What somebody can carry and brings with them, as typed."""

    share: int
    reason: str
    place_code: str = ""
    skills: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()


@dataclass(frozen=True)
class AbsenceInput:
    """A time away, as typed; without a last day somebody leaves the post."""

    person_id: UUID
    stand_in_id: UUID
    first_on: date
    last_on: date | None = None


@dataclass(frozen=True)
class Candidate:
    """Somebody a case could be given to. `last_turn` is when they were last given one, None where never."""

    user_id: UUID
    name: str
    load: Decimal
    cap: Decimal
    taking: Decimal
    knows_family: bool = False
    lives_near: bool = False
    has_skill: bool = False
    last_turn: datetime | None = None
    languages: tuple[str, ...] = ()

    @property
    def has_room(self) -> bool:
        """Whether the case still fits below the cap."""
        return self.load + self.taking <= self.cap


@dataclass(frozen=True)
class Proposed:
    """A candidate who is proposed, with the reasons in words."""

    candidate: Candidate
    fits: tuple[Fit, ...]

    @property
    def reasons(self) -> tuple[str, ...]:
        return tuple(str(fit.label) for fit in self.fits)


@dataclass(frozen=True)
class Proposal:
    """Who is proposed for a case. Where nobody has room it says so, and proposes those who are least above."""

    rows: tuple[Proposed, ...]
    somebody_has_room: bool

    def has(self, user_id: UUID | None) -> bool:
        return any(row.candidate.user_id == user_id for row in self.rows)


@dataclass(frozen=True)
class LoadRow:
    """What one worker carries beside what they can carry."""

    user_id: UUID
    name: str
    by_level: tuple[int, ...]
    load: Decimal
    cap: Decimal
    share: int
    share_label: str
    away_until: date | None
    is_away: bool

    @property
    def cases(self) -> int:
        return sum(self.by_level)

    @property
    def room(self) -> Decimal:
        return max(self.cap - self.load, Decimal(0))

    @property
    def is_above(self) -> bool:
        return self.load > self.cap


@dataclass(frozen=True)
class Band:
    """How many workers stand at one height of their load."""

    label: str
    workers: int


@dataclass(frozen=True)
class UnitLoad:
    """The load of an agency: as a distribution for all who may see it, by name only for its supervisors."""

    workers: int
    load: Decimal
    cap: Decimal
    above: int
    bands: tuple[Band, ...]
    late_bands: tuple[Band, ...]
    late: int
    late_kinds: tuple[LateWork, ...]
    helps: tuple[str, ...]
    rows: tuple[LoadRow, ...]
    shows_names: bool
    standard: CaseloadStandard
    team: Figure
    supervisors: int
    with_nobody_here: int

    @property
    def room(self) -> Decimal:
        return max(self.cap - self.load, Decimal(0))

    @property
    def is_team_too_large(self) -> bool:
        """More workers than the supervisors can guide, by the district's figure."""
        return self.workers > self.team.value * self.supervisors


@dataclass(frozen=True)
class ZoneRow:
    place_code: str
    name: str
    zone: str
    zone_label: str
    source: str


@dataclass(frozen=True)
class WorkerPage:
    """One worker as their supervisor sees them: load, terms, sessions."""

    row: LoadRow
    given: TermsInput
    skill_labels: tuple[str, ...]
    language_labels: tuple[str, ...]
    place_name: str


@dataclass(frozen=True)
class DueThing:
    """What falls due in a case while somebody is away."""

    label: str
    due_at: datetime
    is_overdue: bool


@dataclass(frozen=True)
class HandoverRow:
    """The hand-over of one case in its list."""

    id: UUID
    case_id: UUID
    case_number: str
    to_id: UUID | None
    to_name: str
    state: str
    state_label: str
    is_to_prepare: bool
    is_for_me: bool
    sees_case: bool


@dataclass(frozen=True)
class AbsenceRow:
    id: UUID
    person_id: UUID
    person_name: str
    stand_in_name: str
    kind: str
    kind_label: str
    first_on: date
    last_on: date | None
    state: str
    state_label: str
    is_mine: bool


@dataclass(frozen=True)
class AbsenceDetail:
    row: AbsenceRow
    lines: tuple[HandoverRow, ...]
    without_owner: int
    may_prepare: bool
    may_end: bool
    may_complete: bool


@dataclass(frozen=True)
class HandoverDetail:
    row: HandoverRow
    absence: AbsenceRow
    due: tuple[DueThing, ...]
    safety_note: str
    happened: str
    family_told: str
    family_told_label: str
    until: datetime | None
    may_prepare: bool
    may_answer: bool
    may_give_back: bool
    sees_words: bool


@dataclass(frozen=True)
class PersonChoice:
    id: UUID
    name: str


@dataclass(frozen=True)
class CaseToDiscuss:
    """A case that could be talked about in a session, and why; `score` orders them and is shown to nobody."""

    case_id: UUID
    number: str
    level: str
    last_discussed: date | None
    is_held_up: bool
    is_late: bool
    reasons: tuple[WhyDiscuss, ...] = ()

    @property
    def reason_labels(self) -> tuple[str, ...]:
        return tuple(str(reason.label) for reason in self.reasons)


@dataclass(frozen=True)
class DecisionRow:
    id: UUID
    case_id: UUID
    case_number: str
    owner_id: UUID
    owner_name: str
    due_on: date
    state: str
    state_label: str
    is_late: bool
    words: str
    done_words: str
    made_at: datetime
    may_finish: bool


@dataclass(frozen=True)
class SessionRow:
    id: UUID
    supervisor_name: str
    worker_id: UUID
    worker_name: str
    planned_on: date
    held_on: date | None
    state: str
    state_label: str
    is_late: bool
    leads: bool


@dataclass(frozen=True)
class SessionDetail:
    row: SessionRow
    wishes: str
    wellbeing: str
    notes: str
    to_discuss: tuple[CaseToDiscuss, ...]
    discussed: tuple[CaseToDiscuss, ...]
    decisions: tuple[DecisionRow, ...]
    next_on: date
    may_prepare: bool
    may_hold: bool


@dataclass(frozen=True)
class TeamRow:
    """Somebody in the team: when one last sat together, and when one will."""

    user_id: UUID
    name: str
    last_held_on: date | None
    next_id: UUID | None
    next_on: date | None


@dataclass(frozen=True)
class SupervisionHome:
    """What must be done now: sessions, hand-overs, decisions; for supervisors their team as well."""

    sessions: tuple[SessionRow, ...]
    held: tuple[SessionRow, ...]
    absences: tuple[AbsenceRow, ...]
    handovers: tuple[HandoverRow, ...]
    decisions: tuple[DecisionRow, ...]
    team: tuple[TeamRow, ...]
    without_session: int
    days_between: int
    supervises: bool
