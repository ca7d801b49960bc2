"""A figure the district works by. Figures are added, never changed; the newest counts."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from anyam.foundation.core.privacy import Privacy
from anyam.foundation.core.records import Record

from ..choices import StandardKey


class Standard(Record):
    PRIVACY: ClassVar[dict[str, Privacy]] = {"*": Privacy.PUBLIC}

    district_code = models.CharField(max_length=5, db_collation="C")
    key = models.CharField(max_length=30, choices=StandardKey)
    value = models.DecimalField(max_digits=7, decimal_places=2)
    # On what the district's decision rests: a decree, minutes, a standard.
    source = models.CharField(max_length=200)
    since = models.DateTimeField()
    by_user_id = models.UUIDField(null=True)

    class Meta:
        ordering = ("key", "-since", "-id")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["district_code", "key", "-since"], name="standard_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.value}"
