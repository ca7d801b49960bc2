"""A document in a list, and all those of one agreement or policy."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from ..choices import DocumentKind


@dataclass(frozen=True)
class DocumentRow:
    """One paper: what it is, who added it, and what the reader may do with it."""

    id: UUID
    kind: DocumentKind
    title: str
    addendum_number: int | None
    form_label: str
    size: int
    digest: str
    agency: str
    kept_at: datetime
    by_user_id: UUID | None
    withdrawn_at: datetime | None
    withdrawn_by_user_id: UUID | None
    withdrawn_reason: str
    may_open: bool
    may_withdraw: bool

    @property
    def kind_label(self) -> str:
        return str(self.kind.label)

    @property
    def name(self) -> str:
        """How it is called where a link needs a word for it."""
        return self.title or self.kind_label

    @property
    def short_digest(self) -> str:
        return self.digest[:12]


@dataclass(frozen=True)
class AddendumToKeep:
    """An addendum whose paper the reader may add."""

    id: UUID
    number: int
    title: str


@dataclass(frozen=True)
class DocumentList:
    """The papers of an agreement with its addenda, or of a policy, the newest first; and what may be added."""

    rows: tuple[DocumentRow, ...]
    kinds: tuple[DocumentKind, ...]
    addenda: tuple[AddendumToKeep, ...] = ()

    @property
    def may_add(self) -> bool:
        return bool(self.kinds or self.addenda)


@dataclass(frozen=True)
class DocumentDetail:
    """One paper with what it belongs to: an agreement, one due day under it, or a policy."""

    row: DocumentRow
    of: str
    agreement_id: UUID | None
    due_id: UUID | None
    policy_id: UUID | None
