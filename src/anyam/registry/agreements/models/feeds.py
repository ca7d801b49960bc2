"""A calendar that other programs read, by a token that only its owner knows."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from anyam.foundation.core.privacy import Privacy
from anyam.foundation.core.records import Record


class CalendarFeed(Record):
    """Of the token only a digest is kept: who reads this table cannot read the calendar."""

    PRIVACY: ClassVar[dict[str, Privacy]] = {"*": Privacy.OPERATIONAL}

    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    label = models.CharField(max_length=80)
    token_digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    by_user_id = models.UUIDField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-made_at", "-id")

    def __str__(self) -> str:
        return self.label
