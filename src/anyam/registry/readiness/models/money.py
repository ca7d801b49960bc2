"""What an agency planned to spend for children in a year, and what it spent."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from anyam.foundation.core.privacy import Privacy
from anyam.foundation.core.records import Record

from ..choices import Funding


class BudgetLine(Record):
    PRIVACY: ClassVar[dict[str, Privacy]] = {"*": Privacy.OPERATIONAL}

    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=40, blank=True)
    title = models.CharField(max_length=200)
    funding = models.CharField(max_length=10, choices=Funding)
    planned = models.DecimalField(max_digits=16, decimal_places=2)
    kept_at = models.DateTimeField()
    by_user_id = models.UUIDField(null=True)

    class Meta:
        ordering = ("-year", "title", "id")
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(condition=Q(planned__gte=0), name="budget_not_below_zero"),
            models.UniqueConstraint(fields=["agency", "year", "title"], name="budget_line_once"),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.title[:40]}"


class Realisation(Record):
    """Money spent on a line. Entries are added; a wrong one is set right by its opposite."""

    PRIVACY: ClassVar[dict[str, Privacy]] = {"words": Privacy.OPERATIONAL, "*": Privacy.OPERATIONAL}

    line = models.ForeignKey(BudgetLine, on_delete=models.PROTECT, related_name="realised")
    on = models.DateField()
    amount = models.DecimalField(max_digits=16, decimal_places=2)
    words = models.CharField(max_length=200)
    at = models.DateTimeField()
    by_user_id = models.UUIDField(null=True)

    class Meta:
        ordering = ("on", "id")
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(condition=~Q(amount=0), name="realised_something"),
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.amount}"
