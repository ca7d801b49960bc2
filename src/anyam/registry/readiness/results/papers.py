"""Papers of an institution and the steps to the next one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ..choices import AssessmentStep, PaperKind, PaperStanding


@dataclass(frozen=True)
class PaperRow:
    id: UUID
    agency_id: UUID
    kind: PaperKind
    grade: str
    number: str
    issuer: str
    issued_on: date
    runs_until: date
    standing: PaperStanding
    is_newest: bool

    @property
    def kind_label(self) -> str:
        return str(self.kind.label)

    @property
    def standing_label(self) -> str:
        return str(self.standing.label)


@dataclass(frozen=True)
class StepRow:
    step: AssessmentStep
    done_on: date | None
    note: str
    is_next: bool

    @property
    def label(self) -> str:
        return str(self.step.label)


@dataclass(frozen=True)
class AssessmentRow:
    id: UUID
    begun_on: date
    is_open: bool
    steps: tuple[StepRow, ...]
