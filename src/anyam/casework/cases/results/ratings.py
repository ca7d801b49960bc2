"""What is told of ratings by two: to each their own, and both when both are done."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True)
class RatingRow:
    """One rating by two; what is not to be known yet is empty."""

    id: UUID
    case_id: UUID
    reference: str
    first_by: str
    second_by: str
    first_at: datetime
    second_at: datetime | None
    first_label: str
    second_label: str
    apart: tuple[str, ...]  # the facts that were answered differently
    may_rate: bool

    @property
    def is_done(self) -> bool:
        return self.second_at is not None

    @property
    def is_alike(self) -> bool:
        return self.is_done and self.first_label == self.second_label


@dataclass(frozen=True)
class Ratings:
    """The ratings by two of a case, and whom one can ask for the next."""

    rows: tuple[RatingRow, ...]
    colleagues: tuple[tuple[UUID, str], ...]
    may_ask: bool


@dataclass(frozen=True)
class Agreement:
    """How far two raters of an agency agree; percentages only where there are enough pairs."""

    pairs: int
    fewest: int
    exact_percent: int | None
    kappa: float | None
