"""What pages and other apps are told about SOPs and their versions."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from ..choices import SignatureState, SopLevel, VersionState
from .document import Document


@dataclass(frozen=True)
class SopRow:
    """One version in a list."""

    sop_id: UUID
    version_id: UUID
    code: str
    number: int
    title: str
    level: SopLevel
    owner_name: str
    state: VersionState
    standing: str
    """The state in words, as it is today: "in force from …" is not yet "in force"."""
    valid_from: date | None
    valid_until: date | None
    review_on: date | None
    saved_at: datetime
    agencies: int
    signed: int = 0
    asked: int = 0

    @property
    def level_label(self) -> str:
        return str(self.level.label)


@dataclass(frozen=True)
class ToSign:
    """A version that waits for the signature of the reader's agency."""

    signature_id: UUID
    row: SopRow
    due_at: datetime | None


@dataclass(frozen=True)
class SopLists:
    """The SOPs of a district, by what there is to do now."""

    to_sign: tuple[ToSign, ...]
    drafts: tuple[SopRow, ...]
    to_mend: tuple[SopRow, ...]
    to_review: tuple[SopRow, ...]
    signing: tuple[SopRow, ...]
    in_force: tuple[SopRow, ...]
    agreed_later: tuple[SopRow, ...]
    ended: tuple[SopRow, ...]
    may_draft_all: bool
    may_draft_own: bool

    @property
    def may_draft(self) -> bool:
        return self.may_draft_all or self.may_draft_own

    @property
    def waits_for_me(self) -> int:
        return len(self.to_sign) + len(self.to_mend) + len(self.to_review)


@dataclass(frozen=True)
class SignatureRow:
    """What one agency says to a version."""

    id: UUID
    agency_id: UUID
    agency_name: str
    agency_short: str
    state: SignatureState
    decided_at: datetime | None
    decided_by: str
    signed_as: str
    remark: str
    due_at: datetime | None
    may_sign: bool

    @property
    def state_label(self) -> str:
        return str(self.state.label)


@dataclass(frozen=True)
class VersionRow:
    """One version in the history of an SOP."""

    id: UUID
    number: int
    state: VersionState
    standing: str
    valid_from: date | None
    valid_until: date | None


@dataclass(frozen=True)
class SopDetail:
    """One version of one SOP, with its history and what the reader may do."""

    row: SopRow
    document: Document
    revision: int
    owner_agency_id: UUID
    agency_names: dict[UUID, str]
    versions: tuple[VersionRow, ...]
    signatures: tuple[SignatureRow, ...]
    linked: tuple[tuple[str, UUID | None, str], ...]
    """Code, SOP and title of every SOP this one is joined to; without an id where the district has none yet."""
    saved_by: str
    end_label: str
    may_change: bool
    may_propose: bool
    may_withdraw: bool
    may_draft_next: bool
    may_review: bool
    may_retire: bool
    being_written_id: UUID | None
    previous_number: int | None

    @property
    def is_in_force(self) -> bool:
        return self.row.state is VersionState.IN_FORCE


@dataclass(frozen=True)
class SopSign:
    """The page of one signature: what is asked of which agency, and since when."""

    sop: SopDetail
    signature: SignatureRow
    signature_of_reader: bool
    asked_at: datetime


@dataclass(frozen=True)
class DraftPage:
    """A draft as the editor needs it."""

    version_id: UUID
    sop_id: UUID
    code: str
    number: int
    document: Document
    revision: int
    saved_at: datetime
    saved_by: str
    other_codes: tuple[tuple[str, str], ...]
    agencies: tuple[tuple[UUID, str], ...]
