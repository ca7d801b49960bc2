"""What pages are told about meetings. Of a forum: agencies, days, numbers; of a conference: what its case opens."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from anyam.casework.cases.results import OpenedPart

from .choices import AgendaSource, DecisionState, MeetingKind, MeetingState


@dataclass(frozen=True)
class Proposal:
    """Something stuck that could stand on the agenda."""

    key: str
    source: AgendaSource
    title: str
    decision_id: UUID | None = None

    @property
    def source_label(self) -> str:
        return str(self.source.label)


@dataclass(frozen=True)
class MeetingRow:
    """A meeting in a list."""

    id: UUID
    number: str
    kind: MeetingKind
    state: MeetingState
    subject: str
    venue: str
    agency: str
    starts_at: datetime
    invited: int
    coming: int
    open_decisions: int
    own_answer: str

    @property
    def kind_label(self) -> str:
        return str(self.kind.label)

    @property
    def state_label(self) -> str:
        return str(self.state.label)

    @property
    def is_conference(self) -> bool:
        return self.kind is MeetingKind.CONFERENCE

    @property
    def title(self) -> str:
        return self.subject or f"{self.kind_label} {self.number}"


@dataclass(frozen=True)
class InvitationRow:
    """One agency at the meeting."""

    id: UUID
    agency_id: UUID
    agency: str
    phone: str
    person_id: UUID | None
    person: str
    is_convener: bool
    part_labels: tuple[str, ...]
    answer: str
    answer_label: str
    mandate: str
    mandate_label: str
    limits: str
    was_present: bool | None
    signature: str
    signature_label: str
    objection: str
    signed_at: datetime | None
    signed_by: str
    is_own: bool


@dataclass(frozen=True)
class ItemRow:
    """One item of the agenda with its minutes."""

    id: UUID
    position: int
    title: str
    source: str
    source_label: str
    decision_id: UUID | None
    proposed_by: str
    is_own: bool
    minutes: str
    version: int
    saved_at: datetime | None
    saved_by: str


@dataclass(frozen=True)
class DissentRow:
    """An agency's other view."""

    agency: str
    words: str
    decision_id: UUID | None
    written_at: datetime
    written_by: str


@dataclass(frozen=True)
class DecisionRow:
    """A decision with where it stands."""

    id: UUID
    reference: str
    position: int
    words: str
    rationale: str
    kind_label: str
    agency_id: UUID
    agency: str
    due_on: date
    evidence_label: str
    need_label: str
    goal: str
    is_planned: bool
    state: DecisionState
    evidence: str
    reported_at: datetime | None
    sent_back_why: str
    times_sent_back: int
    ended_at: datetime | None
    drop_reason_label: str
    is_overdue: bool
    may_accept: bool
    may_report: bool
    may_judge: bool
    may_drop: bool

    @property
    def state_label(self) -> str:
        return str(self.state.label)

    @property
    def tone(self) -> str:
        tones = {DecisionState.DONE: "green", DecisionState.DECLINED: "red", DecisionState.REPORTED: "blue"}
        return "red" if self.is_overdue else tones.get(self.state, "" if self.ended_at else "yellow")

    @property
    def has_something_to_do(self) -> bool:
        return self.may_accept or self.may_report or self.may_judge


@dataclass(frozen=True)
class DecisionDetail:
    """One decision, as its owner or the chair's side reads it."""

    row: DecisionRow
    meeting_id: UUID | None
    case_id: UUID | None
    is_conference: bool
    chair: str
    chair_agency: str


@dataclass(frozen=True)
class Quorum:
    needed: int
    present: int
    with_mandate: int

    @property
    def is_reached(self) -> bool:
        return self.present >= self.needed


@dataclass(frozen=True)
class MeetingDetail:
    """One meeting as this actor may see it, with what they may do now."""

    row: MeetingRow
    chair: str
    minutes_long: int
    closed_at: datetime | None
    sign_until: datetime | None
    cancelled_why: str
    case_id: UUID | None
    case_number: str
    quorum: Quorum
    invitations: tuple[InvitationRow, ...]
    items: tuple[ItemRow, ...]
    decisions: tuple[DecisionRow, ...]
    dissents: tuple[DissentRow, ...]
    opened: tuple[OpenedPart, ...]
    own: InvitationRow | None
    may_lead: bool
    may_write: bool
    may_answer: bool
    may_sign: bool
    may_add_item: bool
    may_dissent: bool
    may_plan: bool

    @property
    def id(self) -> UUID:
        return self.row.id

    @property
    def is_planned(self) -> bool:
        return self.row.state is MeetingState.PLANNED

    @property
    def is_running(self) -> bool:
        return self.row.state is MeetingState.RUNNING

    @property
    def is_held(self) -> bool:
        return self.row.state is MeetingState.HELD

    @property
    def may_change_agenda(self) -> bool:
        return self.may_lead and (self.is_planned or self.is_running)

    @property
    def planned_decisions(self) -> tuple[DecisionRow, ...]:
        return tuple(one for one in self.decisions if one.is_planned)

    @property
    def decisions_to_plan(self) -> tuple[DecisionRow, ...]:
        open_now = {DecisionState.OPEN, DecisionState.ASKED}
        return tuple(
            one for one in self.decisions if one.need_label and not one.is_planned and one.state in open_now
        )


@dataclass(frozen=True)
class Todo:
    """What the actor must do about meetings now, in the order it is due."""

    what: str
    title: str
    meeting_id: UUID | None
    decision_id: UUID | None
    due_at: datetime | None
    detail: str


@dataclass(frozen=True)
class ConferenceRef:
    """A conference in the list of its case."""

    id: UUID
    number: str
    state_label: str
    starts_at: datetime
    open_decisions: int
