"""A policy of the register, as value for checks, and a draft with its comments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from ..choices import DraftState, PolicyKind, Resolution

if TYPE_CHECKING:
    from .agreements import AgreementRow


@dataclass(frozen=True)
class Instrument:
    """A rule as checks need it: since when, until when, and the code of what took its place."""

    code: str
    in_force_from: date | None
    in_force_until: date | None
    superseded_by: str
    is_in_force: bool
    """On the day that was asked about."""


@dataclass(frozen=True)
class PolicyRow:
    id: UUID
    code: str
    kind: PolicyKind
    number: str
    year: int
    title: str
    issuer: str
    in_force_from: date | None
    in_force_until: date | None
    review_on: date | None
    is_national: bool
    is_in_force: bool
    is_past_review: bool
    is_confirmed: bool
    superseded_by: str
    rests_on_it: int
    """How many agreements that count rest on it."""

    @property
    def kind_label(self) -> str:
        return str(self.kind.label)


@dataclass(frozen=True)
class PolicyDetail:
    """One policy with what rests on it."""

    row: PolicyRow
    source: str
    keeper: str
    reviewed_on: date | None
    review_words: str
    successor: PolicyRow | None
    supersedes: tuple[PolicyRow, ...]
    agreements: tuple[AgreementRow, ...]
    draft_id: UUID | None
    may_change: bool
    may_review: bool


@dataclass(frozen=True)
class DraftRow:
    id: UUID
    kind: PolicyKind
    title: str
    state: DraftState
    drafter: str
    closes_at: datetime | None
    asked: int
    answered: int
    open_comments: int
    waits_for_us: bool

    @property
    def kind_label(self) -> str:
        return str(self.kind.label)

    @property
    def state_label(self) -> str:
        return str(self.state.label)


@dataclass(frozen=True)
class CommentRow:
    id: UUID
    agency: str
    is_ours: bool
    text: str
    proposal: str
    on_text: str
    at: datetime
    resolution: Resolution
    answer: str

    @property
    def resolution_label(self) -> str:
        return str(self.resolution.label)


@dataclass(frozen=True)
class SectionRow:
    id: UUID
    position: int
    heading: str
    text: str
    comments: tuple[CommentRow, ...]


@dataclass(frozen=True)
class RequestRow:
    id: UUID
    agency_id: UUID
    agency: str
    answered_at: datetime | None
    comments: int


@dataclass(frozen=True)
class DraftDetail:
    """A policy in the making with all that was said about it."""

    row: DraftRow
    why: str
    replaces: PolicyRow | None
    adopted_as: UUID | None
    sections: tuple[SectionRow, ...]
    requests: tuple[RequestRow, ...]
    may_write: bool
    may_consult: bool
    may_resolve: bool
    may_adopt: bool
    may_drop: bool
    may_comment: bool


@dataclass(frozen=True)
class ConsultationWork:
    """What the clocks need to know of a consultation: (request, agency, has answered)."""

    title: str
    district_code: str
    drafter_id: UUID
    closes_at: datetime | None
    is_open: bool
    is_resolving: bool
    """Comments wait for an answer."""
    requests: tuple[tuple[UUID, UUID, bool], ...]
