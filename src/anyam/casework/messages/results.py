"""What pages are told about notifications."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from anyam.casework.sops.choices import SubjectKind

from .choices import CircularKind, CircularState, NotificationKind, Rhythm, Stance, TermState, ThreadAbout


@dataclass(frozen=True)
class NotificationRow:
    """One notification of one person."""

    id: UUID
    kind: NotificationKind
    subject_kind: SubjectKind
    subject_id: UUID
    created_at: datetime
    is_read: bool

    @property
    def sentence(self) -> str:
        return str(self.kind.label)


@dataclass(frozen=True)
class MailWishRow:
    """Where, how often and when not somebody is told by e-mail."""

    address: str
    rhythm: Rhythm
    digest_hour: int
    quiet_from: int
    quiet_until: int
    is_quiet_on_weekends: bool
    wakes_for_emergencies: bool


@dataclass(frozen=True)
class ThreadRow:
    """A thread in a list."""

    id: UUID
    about: ThreadAbout
    subject_id: UUID
    reference: str
    title: str
    last_at: datetime
    last_agency: str
    messages: int
    waits_for_us: bool
    due_at: datetime | None
    """Until when the actor's own agency, or else the others, have to acknowledge."""
    still_open: int
    """How many other agencies have not acknowledged what the actor's agency wrote."""

    @property
    def about_label(self) -> str:
        return str(self.about.label)


@dataclass(frozen=True)
class AcknowledgementRow:
    agency: str
    due_at: datetime
    given_at: datetime | None
    given_by: str
    is_let_go: bool
    is_late: bool


@dataclass(frozen=True)
class MessageRow:
    id: UUID
    text: str
    agency: str
    by: str
    written_at: datetime
    to: tuple[str, ...]
    due_at: datetime | None
    acknowledgements: tuple[AcknowledgementRow, ...]
    is_own: bool
    may_acknowledge: bool


@dataclass(frozen=True)
class ThreadDetail:
    row: ThreadRow
    messages: tuple[MessageRow, ...]
    listeners: tuple[tuple[UUID, str], ...]
    """The agencies to whom the actor can write here."""
    may_write: bool

    @property
    def id(self) -> UUID:
        return self.row.id


@dataclass(frozen=True)
class ThreadsAbout:
    """All that was written about one case, referral, agreement or meeting."""

    about: ThreadAbout
    subject_id: UUID
    reference: str
    rows: tuple[ThreadRow, ...]
    listeners: tuple[tuple[UUID, str], ...]
    may_write: bool

    @property
    def about_label(self) -> str:
        return str(self.about.label)


@dataclass(frozen=True)
class CircularRow:
    """A circular in a list, as the actor's agency stands to it."""

    id: UUID
    number: str
    kind: CircularKind
    title: str
    issuer: str
    state: CircularState
    version: int
    has_draft: bool
    issued_at: datetime | None
    read_by: date | None
    is_issuer: bool
    is_for_us: bool
    our_version: int | None
    """The newest version the actor's agency works by."""
    waits_for_us: bool
    in_use: int
    meant: int

    @property
    def kind_label(self) -> str:
        return str(self.kind.label)

    @property
    def state_label(self) -> str:
        return str(self.state.label)


@dataclass(frozen=True)
class CircularText:
    """One version as it was issued, or its draft."""

    version: int
    state: CircularState
    text: str
    changed: str
    valid_from: date
    read_by: date
    question: str
    answers: tuple[str, ...]
    right_answer: int
    is_for_all: bool
    kind_codes: tuple[str, ...]
    agency_ids: tuple[UUID, ...]
    issued_at: datetime | None
    ended_at: datetime | None
    issued_by: str
    revision: int

    @property
    def state_label(self) -> str:
        return str(self.state.label)


@dataclass(frozen=True)
class CircularDetail:
    row: CircularRow
    shown: CircularText
    in_force: CircularText | None
    draft: CircularText | None
    versions: tuple[CircularText, ...]
    used_since: datetime | None
    """Since when the actor's agency works by the version in force."""
    may_lead: bool
    may_answer: bool

    @property
    def id(self) -> UUID:
        return self.row.id


@dataclass(frozen=True)
class ReceiptRow:
    """What one agency has done with the version in force."""

    agency: str
    phone: str
    read_at: datetime | None
    read_by: str
    tries: int
    answered_at: datetime | None
    in_use_at: datetime | None
    older_version: int | None
    """The version the agency still works by."""
    times_reminded: int
    reminded_at: datetime | None
    is_late: bool


@dataclass(frozen=True)
class CircularReaders:
    """Who has read and who not, for the agency that issues it.

    `on_older` of those behind work by an earlier version; `answered_otherwise` needed more than one try.
    """

    row: CircularRow
    rows: tuple[ReceiptRow, ...]
    read: int
    in_use: int
    behind: int
    on_older: int
    answered_otherwise: int
    may_remind: bool


@dataclass(frozen=True)
class TermCommentRow:
    agency: str
    by: str
    stance: Stance
    text: str
    written_at: datetime

    @property
    def stance_label(self) -> str:
        return str(self.stance.label)


@dataclass(frozen=True)
class TermRow:
    """A shared word in a list."""

    id: UUID
    word: str
    english: str
    meaning: str
    state: TermState
    agreeing: int
    objecting: int
    discuss_until: datetime
    settled_at: datetime | None
    waits_for_us: bool

    @property
    def state_label(self) -> str:
        return str(self.state.label)


@dataclass(frozen=True)
class TermDetail:
    row: TermRow
    not_meant: str
    rests_on: str
    agency: str
    proposed_by: str
    proposed_at: datetime
    settled_by: str
    settled_why: str
    replaces: TermRow | None
    newer: TermRow | None
    comments: tuple[TermCommentRow, ...]
    may_discuss: bool
    may_settle: bool
    is_carried: bool
    may_propose_newer: bool

    @property
    def id(self) -> UUID:
        return self.row.id
