"""What a worker can carry: cases counted by their weight, beside the district's standard."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class CaseloadStandard:
    """`weights` by level of risk, `stages` and `zones` (how far away the child lives) as factors on them.

    What nobody has weighed counts as one: never as none.
    """

    limit: Decimal
    weights: Mapping[str, Decimal]
    stages: Mapping[str, Decimal]
    zones: Mapping[str, Decimal]
    source: str
    is_confirmed: bool

    def weigh(self, level: str, stage: str, zone: str) -> Decimal:
        """What one open case weighs: 1 is a case of medium risk with running services, near the office."""
        one = Decimal(1)
        return self.weights.get(level, one) * self.stages.get(stage, one) * self.zones.get(zone, one)
