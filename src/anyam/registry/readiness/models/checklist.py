"""Checklists of readiness, and each time a service was looked at by one."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from anyam.foundation.access import Actor, Permission
from anyam.foundation.access.visibility import ScopedQuerySet
from anyam.foundation.core.privacy import Privacy
from anyam.foundation.core.records import Record
from anyam.registry.agencies.choices import Need

from ..choices import FillingState, Said


class ChecklistSet(ScopedQuerySet["Checklist"]):
    def within_sight_of(self, actor: Actor) -> Self:
        """What the program brings, and those of the own district."""
        if not actor.may(Permission.SEE_DIRECTORY):
            return self.none()
        return self.filter(district_code__in=["", actor.district_code])


class Checklist(Record):
    """One version of a checklist. Versions are added, never changed: an old answer keeps its questions."""

    PRIVACY: ClassVar[dict[str, Privacy]] = {"*": Privacy.PUBLIC}

    # Empty for what the program brings; a district's own version of the same code takes its place there.
    district_code = models.CharField(max_length=5, blank=True, default="", db_collation="C")
    code = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    title_en = models.CharField(max_length=120, blank=True)
    # Which services it is for: those that meet one of these needs; none named means every service.
    needs = ArrayField(models.CharField(max_length=30, choices=Need), default=list)
    source = models.CharField(max_length=300)
    is_confirmed = models.BooleanField(default=False)
    is_used = models.BooleanField(default=True)
    since = models.DateTimeField()
    by_user_id = models.UUIDField(null=True)

    objects = ChecklistSet.as_manager()

    class Meta:
        ordering = ("code", "-version", "id")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["district_code", "code", "version"], name="checklist_version_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.version}"


class ChecklistItem(Record):
    PRIVACY: ClassVar[dict[str, Privacy]] = {"*": Privacy.PUBLIC}

    checklist = models.ForeignKey(Checklist, on_delete=models.PROTECT, related_name="items")
    number = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=300)
    words_en = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("number", "id")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["checklist", "number"], name="checklist_item_once"),
        ]

    def __str__(self) -> str:
        return self.words[:40]


class Filling(Record):
    """What an agency said of one service, and what another agency saw. The newest of a service and code counts."""

    PRIVACY: ClassVar[dict[str, Privacy]] = {
        "seen_words": Privacy.OPERATIONAL,
        "*": Privacy.OPERATIONAL,
    }

    service = models.ForeignKey("agencies.Service", on_delete=models.PROTECT, related_name="+")
    checklist = models.ForeignKey(Checklist, on_delete=models.PROTECT, related_name="fillings")
    state = models.CharField(max_length=10, choices=FillingState, default=FillingState.STATED)
    filled_on = models.DateField()
    filled_at = models.DateTimeField()
    by_user_id = models.UUIDField(null=True)
    # The agency that was asked to look; never the service's own.
    verifier = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    verified_on = models.DateField(null=True)
    verified_at = models.DateTimeField(null=True)
    verified_by_user_id = models.UUIDField(null=True)
    seen_words = models.CharField(max_length=600, blank=True)
    asked_again_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-filled_at", "-id")
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(state__in=[FillingState.STATED, FillingState.OVERTAKEN])
                | Q(verified_on__isnull=False),
                name="filling_verified_has_day",
            ),
            models.CheckConstraint(
                condition=Q(verified_at__isnull=True) | Q(verified_at__gte=F("filled_at")),
                name="filling_verified_after_filled",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["service", "-filled_at"], name="filling_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.filled_on} {self.state}"


class FillingAnswer(Record):
    """One point: what the agency said, what the other agency saw."""

    PRIVACY: ClassVar[dict[str, Privacy]] = {"note": Privacy.OPERATIONAL, "*": Privacy.OPERATIONAL}

    filling = models.ForeignKey(Filling, on_delete=models.PROTECT, related_name="answers")
    item = models.ForeignKey(ChecklistItem, on_delete=models.PROTECT, related_name="+")
    said = models.CharField(max_length=10, choices=Said)
    note = models.CharField(max_length=200, blank=True)
    seen = models.CharField(max_length=10, choices=Said, blank=True)

    class Meta:
        ordering = ("item__number", "id")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["filling", "item"], name="filling_answers_once"),
        ]

    def __str__(self) -> str:
        return self.said
