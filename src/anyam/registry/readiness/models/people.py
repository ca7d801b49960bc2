"""Who works at an agency, and what they were trained for."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from anyam.foundation.core.privacy import Privacy
from anyam.foundation.core.records import Record

from ..choices import Position


class StaffMember(Record):
    """Somebody on the staff of an agency. Shown by name to that agency alone; others see how many."""

    PRIVACY: ClassVar[dict[str, Privacy]] = {"full_name": Privacy.PERSONAL, "*": Privacy.OPERATIONAL}

    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    full_name = models.CharField(max_length=120)
    position = models.CharField(max_length=20, choices=Position)
    is_full_time = models.BooleanField(default=True)
    is_with_children = models.BooleanField(default=True)
    since = models.DateField()
    until = models.DateField(null=True)
    kept_at = models.DateTimeField()
    by_user_id = models.UUIDField(null=True)

    class Meta:
        ordering = ("full_name", "id")
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="staff_leaves_after_coming"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position} {self.since}"


class Certificate(Record):
    """A training somebody finished, and until when its certificate holds."""

    PRIVACY: ClassVar[dict[str, Privacy]] = {"*": Privacy.OPERATIONAL}

    member = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="certificates")
    title = models.CharField(max_length=160)
    held_by = models.CharField(max_length=160)
    number = models.CharField(max_length=80, blank=True)
    finished_on = models.DateField()
    runs_until = models.DateField(null=True)
    asked_at = models.DateTimeField(null=True)
    # No longer asked for: renewed by a newer one, or given up.
    ended_at = models.DateTimeField(null=True)
    kept_at = models.DateTimeField()
    by_user_id = models.UUIDField(null=True)

    class Meta:
        ordering = ("runs_until", "id")
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(runs_until__isnull=True) | Q(runs_until__gt=F("finished_on")),
                name="certificate_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.title[:40]
