"""An assignment: one user works for one agency in one role, from a day, perhaps in one area or unit."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q

from anyam.foundation.core.privacy import Privacy
from anyam.foundation.core.records import Record


class AssignmentSet(models.QuerySet["Assignment"]):
    def valid_on(self, day: date) -> Self:
        return self.filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=day),
            ended_at__isnull=True,
            starts_on__lte=day,
        )

    def overlapping(self, first: date, last: date | None) -> Self:
        """Assignments not ended by hand that count on a day between `first` and `last`; no `last` is for ever."""
        found = self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=first), ended_at__isnull=True)
        return found.filter(starts_on__lte=last) if last else found


class Assignment(Record):
    PRIVACY: ClassVar[dict[str, Privacy]] = {"*": Privacy.OPERATIONAL}

    user = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="assignments")
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        "agencies.Unit", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    area = models.ForeignKey(
        "places.Place", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    role = models.CharField(max_length=30)
    starts_on = models.DateField()
    # The last day that was planned; the assignment still counts on that day.
    ends_on = models.DateField(null=True, blank=True)
    # Set when somebody ends the assignment: it stops counting at that moment.
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = AssignmentSet.as_manager()

    class Meta:
        ordering = ("user", "starts_on", "id")
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                name="assignment_ends_after_it_starts",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
            ),
            models.UniqueConstraint(
                name="assignment_once_at_a_time",
                fields=["user", "agency", "role", "area", "unit"],
                condition=Q(ends_on__isnull=True, ended_at__isnull=True),
                nulls_distinct=False,
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(name="assignment_by_agency_role", fields=["agency", "role"]),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.starts_on}"
