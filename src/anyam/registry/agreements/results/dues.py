"""One day something is due, and what an agency owes and is owed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from ..choices import Answer, DueState
from .documents import DocumentRow


@dataclass(frozen=True)
class DueRow:
    """One due day in a list. `is_mine`, `is_ours`: the reader's agency owes it, or is owed it."""

    id: UUID
    agreement_id: UUID
    obligation_id: UUID
    reference: str
    title: str
    what: str
    quantity: Decimal
    unit: str
    debtor: str
    creditor: str
    due_on: date
    state: DueState
    is_late: bool
    is_mine: bool
    is_ours: bool
    may_deliver: bool
    may_answer: bool
    may_release: bool
    last_refusal: str = ""

    @property
    def state_label(self) -> str:
        return str(self.state.label)

    @property
    def amount(self) -> str:
        """How many of what, without idle zeros."""
        number = f"{self.quantity:f}".rstrip("0").rstrip(".") if self.quantity % 1 else f"{self.quantity:.0f}"
        return f"{number.replace('.', ',')} {self.unit}"

    @property
    def is_open(self) -> bool:
        return self.state in {DueState.OWED, DueState.REFUSED, DueState.DELIVERED}


@dataclass(frozen=True)
class DeliveryRow:
    """One attempt to deliver and what the creditor said to it."""

    id: UUID
    delivered_on: date
    evidence: str
    at: datetime
    by_user_id: UUID | None
    answer: Answer
    answer_reason: str
    answered_at: datetime | None
    answered_by_user_id: UUID | None
    documents: tuple[DocumentRow, ...]
    may_add_evidence: bool

    @property
    def answer_label(self) -> str:
        return str(self.answer.label)


@dataclass(frozen=True)
class DueDetail:
    """One due day with every attempt, the first one first."""

    row: DueRow
    budget_line: str
    end_words: str
    earliest: date
    deliveries: tuple[DeliveryRow, ...]


@dataclass(frozen=True)
class AgencyPromises:
    """What one agency owes and is owed under the agreements in force, the most urgent first."""

    owes: tuple[DueRow, ...]
    is_owed: tuple[DueRow, ...]
    agreements: int

    @property
    def owes_late(self) -> int:
        return sum(row.is_late for row in self.owes)

    @property
    def is_owed_late(self) -> int:
        return sum(row.is_late for row in self.is_owed)
