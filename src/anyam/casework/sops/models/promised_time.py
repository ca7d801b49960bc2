"""A promised time that a district has decided; without a row, the starting promise of `rules` counts."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from anyam.foundation.core.privacy import Privacy
from anyam.foundation.core.records import Record

from ..choices import PromiseKey, PromiseSource
from ..rules import LONGEST_PROMISE_HOURS


class PromisedTime(Record):
    PRIVACY: ClassVar[dict[str, Privacy]] = {"*": Privacy.OPERATIONAL}

    district_code = models.CharField(max_length=5)
    key = models.CharField(max_length=40, choices=PromiseKey)
    hours = models.DecimalField(max_digits=7, decimal_places=2)
    counting = models.CharField(max_length=10)
    source = models.CharField(max_length=30, choices=PromiseSource)
    source_note = models.CharField(max_length=200, blank=True, default="")
    is_confirmed = models.BooleanField(default=False)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        ordering = ("district_code", "key")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(name="promised_time_once", fields=["district_code", "key"]),
            models.CheckConstraint(
                name="promised_time_is_sensible", condition=Q(hours__gte=0, hours__lte=LONGEST_PROMISE_HOURS)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.district_code} {self.key}"
