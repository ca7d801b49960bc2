"""Cutting a queryset into pages at a cost that does not grow with the table."""

from typing import TypeVar

from django.db.models import Model, QuerySet

from anyam.foundation.core.results import Page

Found = TypeVar("Found", bound=Model)

COUNT_CAP = 1000
DEEPEST_PAGE = 400


def page_of(found: QuerySet[Found], number: int, size: int = 25) -> Page[Found]:
    """Page `number` (from 1) of `found`, which must be ordered; two queries, whatever the size of the table."""
    number = min(max(number, 1), DEEPEST_PAGE)
    start = (number - 1) * size
    rows = tuple(found[start : start + size + 1])
    total = _capped_count(found)
    return Page(
        rows=rows[:size],
        number=number,
        size=size,
        total=min(total, COUNT_CAP),
        total_is_capped=total > COUNT_CAP,
        has_next=len(rows) > size,
    )


def _capped_count(found: QuerySet[Found]) -> int:
    return found.order_by()[: COUNT_CAP + 1].count()
