"""What a worker can carry: cases counted by their weight, beside the district's standard."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class CaseloadStandard:
    """`weights` by level of risk. A level nobody has weighed counts as one case: never as none."""

    limit: Decimal
    weights: Mapping[str, Decimal]
    source: str
    is_confirmed: bool

    def load_of(self, counts: Mapping[str, int]) -> Decimal:
        """The weighted load of so many open cases of each level."""
        return sum(
            (self.weights.get(level, Decimal(1)) * count for level, count in counts.items()), Decimal(0)
        )

    def is_above(self, load: Decimal) -> bool:
        return load > self.limit

    def room(self, load: Decimal) -> Decimal:
        """How much more fits; nothing when it is full."""
        return max(self.limit - load, Decimal(0))
