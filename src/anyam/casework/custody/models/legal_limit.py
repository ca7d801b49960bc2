"""What a law sets a limit to. Rows are added, never changed: what held on a day can always be told."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from anyam.foundation.core.privacy import Privacy
from anyam.foundation.core.records import Record

from ..choices import LimitCode, LimitStatus, Unit


class LegalLimit(Record):
    PRIVACY: ClassVar[dict[str, Privacy]] = {"*": Privacy.PUBLIC}

    code = models.CharField(max_length=40, choices=LimitCode)
    version = models.PositiveSmallIntegerField()
    # Empty for what ships; a district's own row counts there before what ships.
    district_code = models.CharField(max_length=5, db_collation="C", blank=True, default="")
    amount = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=12, choices=Unit)
    law = models.CharField(max_length=120)
    article = models.CharField(max_length=60, blank=True, default="")
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)
    status = models.CharField(max_length=12, choices=LimitStatus)
    note = models.CharField(max_length=300, blank=True, default="")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        ordering = ("code", "-version")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                name="legal_limit_version_once", fields=["district_code", "code", "version"]
            ),
            models.CheckConstraint(
                name="legal_limit_ends_after_it_begins",
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
            ),
            models.CheckConstraint(name="legal_limit_is_something", condition=Q(amount__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.version}"
