"""Results shared by every floor."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

Row = TypeVar("Row")
Other = TypeVar("Other")


@dataclass(frozen=True)
class Page(Generic[Row]):
    """One page of a list.

    `total` is exact up to a cap; with `total_is_capped` there are "more than `total`" rows: counting a hundred
    thousand rows to print a number nobody reads would make every page slow.
    """

    rows: tuple[Row, ...]
    number: int
    size: int
    total: int
    total_is_capped: bool
    has_next: bool

    @property
    def has_previous(self) -> bool:
        return self.number > 1

    @property
    def first_row_number(self) -> int:
        return (self.number - 1) * self.size + 1 if self.rows else 0

    @property
    def last_row_number(self) -> int:
        return (self.number - 1) * self.size + len(self.rows)

    def with_rows(self, make: Callable[[Row], Other]) -> "Page[Other]":
        """The same page with each row made into another."""
        return Page(
            rows=tuple(make(row) for row in self.rows),
            number=self.number,
            size=self.size,
            total=self.total,
            total_is_capped=self.total_is_capped,
            has_next=self.has_next,
        )
