"""What pages learn of exports."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True)
class ExportRow:
    """One export, for the one who asked and for the second person. Nothing about a child is in it."""

    id: UUID
    number: str
    kind: str
    kind_label: str
    about: str
    purpose_label: str
    words: str
    state: str
    state_label: str
    requester: str
    agency: str
    asked_at: datetime
    decided_by: str
    decided_at: datetime | None
    decision_words: str
    expires_at: datetime | None
    fail_reason_label: str
    may_decide: bool
    may_withdraw: bool
    may_fetch: bool
    may_see_passphrase: bool
    is_own: bool


@dataclass(frozen=True)
class ExportLists:
    waiting_for_me: tuple[ExportRow, ...]
    mine: tuple[ExportRow, ...]
    left_today: int
    may_ask: bool
    may_ask_for_list: bool


@dataclass(frozen=True)
class FetchedExport:
    content: bytes
    media_type: str
    file_name: str


@dataclass(frozen=True)
class Section:
    """A heading with entries: a title, what stands under it in small, and text."""

    heading: str
    entries: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Paper:
    """A document as values; how it looks is decided where it is set."""

    title: str
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]


@dataclass(frozen=True)
class Sheet:
    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
