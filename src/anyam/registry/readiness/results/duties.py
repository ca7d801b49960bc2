"""What somebody has to do about readiness."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from .papers import PaperRow
from .people import CertificateRow
from .readiness import StandingRow


@dataclass(frozen=True)
class Duty:
    """Whether something is to be done, by whom and until when; without a day the promised time counts."""

    is_open: bool
    agency_id: UUID
    district_code: str
    due_on: date | None = None
    is_over: bool = False
    """It ended without being done: somebody left, or something newer took its place."""


@dataclass(frozen=True)
class Home:
    """What the reader's agency has to do, the most urgent first; `own`: its services that need nothing now."""

    to_verify: tuple[StandingRow, ...]
    to_fill: tuple[StandingRow, ...]
    own: tuple[StandingRow, ...]
    papers: tuple[PaperRow, ...]
    certificates: tuple[CertificateRow, ...]
    agency_id: UUID | None
    may_keep: bool
    may_keep_standards: bool

    @property
    def is_idle(self) -> bool:
        return not (self.to_verify or self.to_fill or self.papers or self.certificates)
