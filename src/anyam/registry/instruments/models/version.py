"""Versions of instruments."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from anyam.foundation.access import Actor, Permission
from anyam.foundation.access.visibility import ScopedQuerySet
from anyam.foundation.core.privacy import Privacy
from anyam.foundation.core.records import Record

from ..choices import FileForm


class InstrumentVersionSet(ScopedQuerySet["InstrumentVersion"]):
    def within_sight_of(self, actor: Actor) -> Self:
        """What the program brings, and those of the own district."""
        if not actor.may(Permission.SEE_INSTRUMENTS):
            return self.none()
        return self if actor.is_system else self.filter(district_code__in=["", actor.district_code])

    def in_force_on(self, day: date) -> Self:
        begun = self.filter(in_force_from__lte=day, withdrawn_at__isnull=True)
        return begun.filter(Q(until__isnull=True) | Q(until__gt=day))

    def without_file(self) -> Self:
        """For lists: without the definition and the file."""
        return self.defer("definition", "file")


class InstrumentVersion(Record):
    """One XLSForm as uploaded, and what was read of it. Only its days change: old answers keep their questions."""

    PRIVACY: ClassVar[dict[str, Privacy]] = {"*": Privacy.OPERATIONAL}

    # Empty for what the program brings; a district's own instrument of the same code takes its place there.
    district_code = models.CharField(max_length=5, blank=True, default="", db_collation="C")
    code = models.CharField(max_length=60)
    number = models.PositiveSmallIntegerField()
    # The form's own word for its version.
    version = models.CharField(max_length=60, blank=True)
    title = models.CharField(max_length=200)
    languages = ArrayField(models.CharField(max_length=40))
    questions = models.PositiveSmallIntegerField()
    definition = models.JSONField()
    file = models.BinaryField()
    file_form = models.CharField(max_length=4, choices=FileForm)
    uploaded_at = models.DateTimeField()
    uploaded_by_id = models.UUIDField(null=True)
    in_force_from = models.DateField(null=True)
    # The first day on which it is no longer in force.
    until = models.DateField(null=True)
    decided_by_id = models.UUIDField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by_id = models.UUIDField(null=True)

    objects = InstrumentVersionSet.as_manager()

    class Meta:
        ordering = ("title", "code", "-number", "id")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["district_code", "code", "number"], name="instrument_version_once"
            ),
            models.UniqueConstraint(
                fields=["district_code", "code"],
                condition=Q(in_force_from__isnull=False, until__isnull=True, withdrawn_at__isnull=True),
                name="instrument_one_in_force",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("in_force_from")),
                name="instrument_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.number}"
