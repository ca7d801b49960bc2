"""Checklists, and how far one can rely on them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ..choices import FillingState, Said, Standing


@dataclass(frozen=True)
class ChecklistRow:
    """A checklist in use. `is_own`: the district wrote this version."""

    id: UUID
    code: str
    version: int
    title: str
    needs: tuple[str, ...]
    source: str
    is_confirmed: bool
    is_used: bool
    is_own: bool
    points: int


@dataclass(frozen=True)
class PointRow:
    number: int
    words: str
    words_id: str
    words_en: str


@dataclass(frozen=True)
class ChecklistDetail:
    row: ChecklistRow
    title_id: str
    title_en: str
    points: tuple[PointRow, ...]
    versions: tuple[tuple[int, date, bool], ...]
    may_change: bool


@dataclass(frozen=True)
class StandingRow:
    """One checklist of one service: what can be relied on today, and until when."""

    service_id: UUID
    service_name: str
    agency_id: UUID
    agency_short: str
    code: str
    checklist_id: UUID
    title: str
    standing: Standing
    filling_id: UUID | None
    filled_on: date | None
    verified_on: date | None
    verifier: str
    fades_on: date | None
    ready: int
    points: int
    may_fill: bool
    may_verify: bool
    is_newer_version: bool = False

    @property
    def label(self) -> str:
        return str(self.standing.label)

    @property
    def is_reliable(self) -> bool:
        return self.standing is Standing.VERIFIED

    @property
    def looked_on(self) -> date | None:
        """When somebody last looked: the other agency, else the agency itself."""
        return self.verified_on or self.filled_on


@dataclass(frozen=True)
class ServiceReadiness:
    service_id: UUID
    rows: tuple[StandingRow, ...]


@dataclass(frozen=True)
class PointAnswer:
    number: int
    words: str
    said: Said | None
    note: str
    seen: Said | None

    @property
    def said_label(self) -> str:
        return str(self.said.label) if self.said else ""

    @property
    def seen_label(self) -> str:
        return str(self.seen.label) if self.seen else ""

    @property
    def differs(self) -> bool:
        return self.seen is not None and self.seen != self.said


@dataclass(frozen=True)
class FillingDetail:
    """One filled checklist. `is_newest`: nothing newer was said about this service and checklist."""

    id: UUID
    row: StandingRow
    state: FillingState
    version: int
    source: str
    is_confirmed: bool
    answers: tuple[PointAnswer, ...]
    seen_words: str
    by_user_id: UUID | None
    verified_by_user_id: UUID | None
    is_newest: bool
    may_verify: bool

    @property
    def state_label(self) -> str:
        return str(self.state.label)


@dataclass(frozen=True)
class AgencyReadiness:
    """How the checklists and papers of one agency stand; counts side by side, no sum and no rank."""

    agency_id: UUID
    agency_short: str
    verified: int
    stated: int
    differs: int
    not_updated: int
    never: int
    papers_ending: int
