"""What pages are told about referrals. The coordinator's and the head's rows hold nothing about a child."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from anyam.casework.cases.results import OpenedPart
from anyam.foundation.access.choices import Part
from anyam.registry.agencies.choices import Need

from .choices import ENDED, MessageKind, ReferralState, SafetyFlag, SharingBasis, Urgency


@dataclass(frozen=True)
class QueueRow:
    """A referral as a matter between two agencies: states and times only."""

    id: UUID
    number: str
    state: ReferralState
    urgency: Urgency
    service_id: UUID
    service_name: str
    from_agency: str
    to_agency: str
    to_agency_phone: str
    sent_at: datetime | None
    response_due_at: datetime | None
    expired_at: datetime | None
    state_at: datetime
    scheduled_for: datetime | None
    is_overdue: bool

    @property
    def state_label(self) -> str:
        return str(self.state.label)

    @property
    def urgency_label(self) -> str:
        return str(self.urgency.label)

    @property
    def is_ended(self) -> bool:
        return self.state in ENDED

    @property
    def is_emergency(self) -> bool:
        return self.urgency is Urgency.EMERGENCY


@dataclass(frozen=True)
class ReferralRow(QueueRow):
    """A referral in the list of the agency that sent or received it."""

    need_label: str
    child_label: str
    case_id: UUID | None
    case_number: str
    outcome_label: str
    reason_label: str


@dataclass(frozen=True)
class Summary:
    """Exactly what is shared about the child."""

    child_name: str
    age_text: str
    sex: str
    village: str
    request: str
    facts: str
    safety_flags: tuple[SafetyFlag, ...]
    safety_note: str
    is_interview_done: bool
    interview_note: str
    contact_name: str
    contact_phone: str
    is_contact_safe: bool
    contact_note: str

    @property
    def safety_labels(self) -> tuple[str, ...]:
        return tuple(str(flag.label) for flag in self.safety_flags)


@dataclass(frozen=True)
class Message:
    """Something written between sender and receiver."""

    kind: MessageKind
    text: str
    agency: str
    written_by: str
    written_at: datetime

    @property
    def kind_label(self) -> str:
        return str(self.kind.label)


@dataclass(frozen=True)
class Happened:
    """One line of a referral's own history."""

    at: datetime
    sentence: str
    officer: str
    agency: str


@dataclass(frozen=True)
class AgencySide:
    """One of the two agencies, with the number to call."""

    id: UUID
    name: str
    short_name: str
    phone: str


@dataclass(frozen=True)
class LinkedReferral:
    """The referral this one came from, or that followed it."""

    id: UUID
    number: str
    service_name: str
    to_agency: str
    state_label: str


@dataclass(frozen=True)
class Opened:
    """What of the case is open to the receiving agency, since when and until when."""

    since: datetime
    until: datetime | None
    parts: tuple[OpenedPart, ...]


@dataclass(frozen=True)
class ReferralDetail:
    """One referral as this actor may see it, with what they may do now."""

    row: ReferralRow
    sender: AgencySide
    receiver: AgencySide
    officer_name: str
    need: Need | None
    sharing_basis: SharingBasis
    basis_reason: str
    basis_reason_label: str
    is_consent_withdrawn: bool
    summary: Summary | None
    opened: Opened | None
    messages: tuple[Message, ...]
    history: tuple[Happened, ...]
    came_from: LinkedReferral | None
    followed_by: tuple[LinkedReferral, ...]
    served_on: date | None
    is_sender: bool
    is_receiver: bool
    is_coordinator: bool
    may_change: bool
    may_send: bool
    may_see: bool
    may_accept: bool
    may_ask: bool
    may_answer: bool
    may_redirect: bool
    may_decline: bool
    may_schedule: bool
    may_record_served: bool
    may_complete: bool
    may_fail: bool
    may_withdraw: bool
    may_remind: bool
    may_resend: bool
    may_close: bool
    may_prepare_again: bool
    may_stop_looking: bool

    @property
    def id(self) -> UUID:
        return self.row.id

    @property
    def may_decide(self) -> bool:
        return self.may_accept or self.may_decline


@dataclass(frozen=True)
class BoxCounts:
    """How many referrals stand in each part of an agency's queue; counts stop at a thousand."""

    to_answer: int
    late: int
    waiting: int
    running: int


@dataclass(frozen=True)
class SharingTemplateRow:
    """What opens of a case to a kind of agency when it accepts a referral."""

    agency_kind: str
    kind_name: str
    parts: tuple[Part, ...]
    why: str
    # Decided by the district; otherwise it came with the program.
    is_own: bool
    source_note: str
    changed_at: datetime | None

    @property
    def part_labels(self) -> tuple[str, ...]:
        return tuple(str(part.label) for part in self.parts)


@dataclass(frozen=True)
class Standing:
    """How a referral stands, for those who keep its letter: nothing about the child."""

    number: str
    state: ReferralState
    due_at: datetime | None
    # Nobody at the receiving agency signs in who could answer.
    is_on_paper: bool

    @property
    def state_label(self) -> str:
        return str(self.state.label)


@dataclass(frozen=True)
class ForReply:
    """A referral as the page behind its reply sheet is told of it."""

    standing: Standing
    service_name: str
    urgency_label: str
    is_urgent: bool
    sent_on: date
    summary: Summary | None
