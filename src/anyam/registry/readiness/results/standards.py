"""A figure, where it comes from, and whether the district has said it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from ..choices import StandardKey


@dataclass(frozen=True)
class Rights:
    """What the reader may do with what everybody may read."""

    keep_standards: bool
    see_workload: bool


@dataclass(frozen=True)
class Figure:
    key: StandardKey
    value: Decimal
    source: str
    is_confirmed: bool
    since: datetime | None = None

    @property
    def label(self) -> str:
        return str(self.key.label)

    @property
    def shown(self) -> str:
        """The figure as it is written in Indonesian, without idle zeros."""
        text = f"{self.value:.2f}".rstrip("0").rstrip(".")
        return text.replace(".", ",")
