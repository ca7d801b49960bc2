"""People, certificates and money of one agency."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from ..choices import Funding, PaperStanding, Position
from .papers import AssessmentRow, PaperRow


@dataclass(frozen=True)
class CertificateRow:
    id: UUID
    member_id: UUID
    member_name: str
    title: str
    held_by: str
    number: str
    finished_on: date
    runs_until: date | None
    standing: PaperStanding

    @property
    def standing_label(self) -> str:
        return str(self.standing.label)


@dataclass(frozen=True)
class StaffRow:
    id: UUID
    full_name: str
    position: Position
    is_full_time: bool
    is_with_children: bool
    since: date
    certificates: tuple[CertificateRow, ...]

    @property
    def position_label(self) -> str:
        return str(self.position.label)


@dataclass(frozen=True)
class StaffCount:
    """How many of a position there are, as others may know it: no names."""

    position: Position
    total: int
    full_time: int
    certified: int

    @property
    def label(self) -> str:
        return str(self.position.label)


@dataclass(frozen=True)
class RealisedRow:
    on: date
    amount: Decimal
    words: str


@dataclass(frozen=True)
class BudgetLineRow:
    id: UUID
    year: int
    code: str
    title: str
    funding: Funding
    planned: Decimal
    realised: Decimal
    entries: tuple[RealisedRow, ...]

    @property
    def funding_label(self) -> str:
        return str(self.funding.label)

    @property
    def is_above(self) -> bool:
        return self.realised > self.planned


@dataclass(frozen=True)
class BudgetYear:
    year: int
    lines: tuple[BudgetLineRow, ...]
    planned: Decimal
    realised: Decimal


@dataclass(frozen=True)
class Inside:
    """One agency's papers, people and money, as far as the reader may know them."""

    agency_id: UUID
    agency_name: str
    agency_short: str
    is_own: bool
    may_see_names: bool
    may_see_money: bool
    papers: tuple[PaperRow, ...]
    assessments: tuple[AssessmentRow, ...]
    counts: tuple[StaffCount, ...]
    staff: tuple[StaffRow, ...]
    years: tuple[BudgetYear, ...]
