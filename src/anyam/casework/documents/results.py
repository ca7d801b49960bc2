"""What pages are told about official documents. Lists hold of a child at most its case's number, where permitted."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from .choices import (
    DocumentKind,
    DocumentState,
    PaperLanguage,
    Recipient,
    Register,
    ReplyStep,
    ReplyWay,
    Verdict,
)


@dataclass(frozen=True)
class Head:
    """An agency's letterhead as it is printed. `is_own` says that its head has kept it."""

    above: str
    name: str
    address: str
    contact: str
    town: str
    unit: str
    signer_title: str
    signer_name: str
    signer_number: str
    is_own: bool = False


@dataclass(frozen=True)
class LetterheadInput:
    """A letterhead to be kept."""

    name: str
    unit: str
    above: str = ""
    address: str = ""
    contact: str = ""
    town: str = ""
    signer_title: str = ""
    signer_name: str = ""
    signer_number: str = ""


@dataclass(frozen=True)
class PatternRow:
    """How one register is numbered, with what the next number would be."""

    register: Register
    pattern: str
    is_own: bool
    example: str


@dataclass(frozen=True)
class PaperOffice:
    """What an agency's head keeps about its documents."""

    head: Head
    patterns: tuple[PatternRow, ...]


@dataclass(frozen=True)
class Wish:
    """What somebody wants to issue: from what, for whom, in which language, and the words they add themselves."""

    kind: DocumentKind
    subject_id: UUID
    language: PaperLanguage = PaperLanguage.INDONESIAN
    to_agency_id: UUID | None = None
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Draft:
    """A document before it has a number: its line in the register, and what it would say."""

    recipient: Recipient
    dossier_id: UUID
    content: dict[str, Any]
    case_id: UUID | None = None
    case_number: str = ""
    referral_id: UUID | None = None
    to_agency_id: UUID | None = None
    addressee: str = ""


@dataclass(frozen=True)
class Field:
    """Words that the issuing person adds."""

    name: str
    label: str
    help: str
    is_long: bool
    is_needed: bool


@dataclass(frozen=True)
class Issuable:
    """What may be issued from something, and what must be filled in for it."""

    kind: DocumentKind
    subject_id: UUID
    about: str
    fields: tuple[Field, ...]
    agencies: tuple[tuple[UUID, str], ...]
    languages: tuple[PaperLanguage, ...]
    case_id: UUID | None
    case_number: str
    shown: tuple[str, ...]
    kept_back: tuple[str, ...]


@dataclass(frozen=True)
class DocumentRow:
    """A line of the register."""

    id: UUID
    number: str
    kind: DocumentKind
    register: Register
    state: DocumentState
    addressee: str
    issued_at: datetime
    issued_by: str
    case_id: UUID | None
    case_number: str

    @property
    def tone(self) -> str:
        return {DocumentState.ISSUED: "green", DocumentState.REPLACED: "yellow"}.get(self.state, "red")


@dataclass(frozen=True)
class LinkState:
    """The reply sheet that stands for a letter."""

    id: UUID
    made_at: datetime
    expires_at: datetime
    used_at: datetime | None


@dataclass(frozen=True)
class ReplyRow:
    """An answer that came without signing in."""

    step: ReplyStep
    way: ReplyWay
    signer: str
    dated_on: date
    recorded_at: datetime
    recorded_by: str
    file_id: UUID | None
    document_id: UUID
    agency: str


@dataclass(frozen=True)
class LettersOfReferral:
    """What went out and came back on paper for one referral."""

    is_on_paper: bool
    documents: tuple[DocumentRow, ...]
    replies: tuple[ReplyRow, ...]
    may_issue: bool


@dataclass(frozen=True)
class DocumentDetail:
    """One document with what may be done with it now."""

    row: DocumentRow
    agency_name: str
    language: PaperLanguage
    reason_label: str
    ended_at: datetime | None
    ended_by: str
    replaces: tuple[UUID, str] | None
    replaced_by: tuple[UUID, str] | None
    subject_id: UUID
    referral_id: UUID | None
    referral_number: str
    link: LinkState | None
    replies: tuple[ReplyRow, ...]
    next_steps: tuple[ReplyStep, ...]
    answers_itself: bool
    may_open: bool
    may_end: bool
    may_link: bool
    may_record_reply: bool


@dataclass(frozen=True)
class AwaitedRow:
    """A referral letter whose answer the agency waits for from a partner who does not sign in."""

    document_id: UUID
    number: str
    addressee: str
    issued_at: datetime
    due_at: datetime | None
    is_late: bool
    state_label: str
    has_link: bool


@dataclass(frozen=True)
class Checked:
    """All that the public page says of a code; nothing but the verdict where it is not known."""

    verdict: Verdict
    kind_label: str = ""
    agency: str = ""
    number: str = ""
    issued_on: date | None = None


@dataclass(frozen=True)
class OpenedLink:
    """A new reply sheet. Its token is shown this once: nobody can look it up later."""

    id: UUID
    token: str
    expires_at: datetime


@dataclass(frozen=True)
class ReplyPage:
    """What the page behind a reply sheet shows: the letter without names, and the steps that can be answered now."""

    number: str
    dated_on: date
    from_agency: str
    from_phone: str
    to_agency: str
    service: str
    urgency_label: str
    is_urgent: bool
    due_at: datetime | None
    facts: tuple[tuple[str, str], ...]
    steps: tuple[ReplyStep, ...]
    answered: tuple[tuple[ReplyStep, datetime], ...]
    sent_on: date
    expires_at: datetime


@dataclass(frozen=True)
class Letter:
    """A referral letter that counts, as the actions on answers need it."""

    document_id: UUID
    number: str
    referral_id: UUID
    case_id: UUID
    to_agency_id: UUID
    issued_at: datetime


@dataclass(frozen=True)
class Answer:
    """What a partner answers: the step, with the reason of a no, or the outcome and day of the service."""

    step: ReplyStep
    reason: str = ""
    outcome: str = ""
    served_on: date | None = None
