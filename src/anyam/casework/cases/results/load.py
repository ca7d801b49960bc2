"""Who carries how many cases, and what a worker can carry."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from anyam.registry.readiness.results import CaseloadStandard, Figure


@dataclass(frozen=True)
class WorkloadRow:
    """One worker's open cases: high, medium and low risk, and what they weigh together."""

    user_id: UUID
    name: str
    by_level: tuple[int, ...]
    total: int
    load: Decimal
    is_above: bool
    room: Decimal


@dataclass(frozen=True)
class Workload:
    """`with_nobody_here`: open cases of the agency whose worker no longer works there."""

    rows: tuple[WorkloadRow, ...]
    standard: CaseloadStandard
    team: Figure
    supervisors: int
    with_nobody_here: int = 0

    @property
    def load(self) -> Decimal:
        return sum((row.load for row in self.rows), Decimal(0))

    @property
    def above(self) -> int:
        return sum(row.is_above for row in self.rows)

    @property
    def is_team_too_large(self) -> bool:
        """More workers than the supervisors can guide, by the district's figure."""
        return len(self.rows) > self.team.value * self.supervisors
