"""What pages are told about oversight: who, when, which part; never what stood there."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True)
class ReviewRow:
    """One thing to judge."""

    id: UUID
    kind: str
    kind_label: str
    pattern_labels: tuple[str, ...]
    looker: str
    looker_agency: str
    reference: str
    looks: int
    first_at: datetime
    last_at: datetime
    opened_at: datetime
    due_at: datetime | None
    is_open: bool
    finding_label: str
    has_reply: bool


@dataclass(frozen=True)
class ReviewedLook:
    """One look under review."""

    at: datetime
    part_label: str
    channel_label: str
    reason_label: str
    reference: str
    count: int | None


@dataclass(frozen=True)
class ReviewDetail:
    """One review with its looks."""

    row: ReviewRow
    looks: tuple[ReviewedLook, ...]
    glass_reason: str
    reply: str
    replied_at: datetime | None
    finding: str
    reason: str
    closed_at: datetime | None
    closed_by: str
    reviewer_agency: str
    may_see_list: bool
    may_judge: bool
    may_reply: bool


@dataclass(frozen=True)
class Viewer:
    """Somebody who looked at a case one holds."""

    name: str
    agency: str
    looks: int
    last_at: datetime


@dataclass(frozen=True)
class ViewedCase:
    """One of the reader's cases and who looked at it."""

    case_id: UUID
    number: str
    viewers: tuple[Viewer, ...]


@dataclass(frozen=True)
class SealRow:
    """A checkpoint of the log."""

    number: int
    size: int
    sealed_at: datetime
    kept_at: datetime | None = None
    kept_by: str = ""
    kept_as_label: str = ""


@dataclass(frozen=True)
class Seals:
    """Where the keeping of the log's checkpoints stands for one agency."""

    newest: SealRow | None
    kept: tuple[SealRow, ...]
    is_late: bool
    key: str
    unsealed: int


@dataclass(frozen=True)
class SealNote:
    """One signed note with what is needed to copy it to paper."""

    row: SealRow
    note: str
    key: str


@dataclass(frozen=True)
class SealCheck:
    """What came of holding a kept note against today's log."""

    is_readable: bool
    is_ours: bool = False
    is_contained: bool = False
    size: int = 0
    sealed_at: datetime | None = None
    size_today: int = 0
    proof: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        return self.is_readable and self.is_ours and self.is_contained
