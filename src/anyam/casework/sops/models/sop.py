"""SOPs: what stays the same through all versions, the versions, and earlier savings of a draft."""

from datetime import date
from typing import Any, ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from anyam.foundation.access import Actor, Permission
from anyam.foundation.access.visibility import ScopedQuerySet
from anyam.foundation.core.privacy import Privacy
from anyam.foundation.core.records import Record

from ..choices import SopLevel, VersionState

_WRITTEN = (VersionState.DRAFT, VersionState.SIGNING)
_WAS_AGREED = (VersionState.IN_FORCE, VersionState.RETIRED)


class SopSet(ScopedQuerySet["Sop"]):
    def within_sight_of(self, actor: Actor) -> Self:
        """Every SOP of the district: how agencies work together is no secret among them."""
        may = actor.may(Permission.SEE_SOPS) and bool(actor.district_code)
        return self.filter(district_code=actor.district_code) if may else self.none()


class Sop(Record):
    """One procedure through all its versions; other SOPs point to it by its code."""

    PRIVACY: ClassVar[dict[str, Privacy]] = {"*": Privacy.OPERATIONAL}

    district_code = models.CharField(max_length=5)
    code = models.CharField(max_length=40)
    level = models.CharField(max_length=10, choices=SopLevel)
    owner_agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    created_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+", null=True)

    objects = SopSet.as_manager()

    class Meta:
        ordering = ("code",)
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(name="sop_code_once", fields=["district_code", "code"]),
        ]

    def __str__(self) -> str:
        return self.code


class SopVersionSet(ScopedQuerySet["SopVersion"]):
    def within_sight_of(self, actor: Actor) -> Self:
        may = actor.may(Permission.SEE_SOPS) and bool(actor.district_code)
        return self.filter(sop__district_code=actor.district_code) if may else self.none()

    def in_force_on(self, day: date) -> Self:
        return self.filter(
            Q(valid_until__isnull=True) | Q(valid_until__gte=day), state__in=_WAS_AGREED, valid_from__lte=day
        )

    def being_written(self) -> Self:
        return self.filter(state__in=_WRITTEN)


class SopVersion(Record):
    """One version. Its document is the whole of it; the lists beside it are what the database is asked for.

    That no two agreed versions of an SOP share a day is kept by the database (`sop_version_one_per_day`).
    """

    PRIVACY: ClassVar[dict[str, Privacy]] = {"*": Privacy.OPERATIONAL}

    sop = models.ForeignKey(Sop, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=VersionState, default=VersionState.DRAFT)
    title = models.CharField(max_length=200)
    document = models.JSONField()
    # Grows with every saving: whoever saves says which one they had read.
    revision = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+", null=True)
    # Out of the document, so that it can be asked for.
    agency_ids = ArrayField(models.UUIDField(), default=list)
    instrument_codes = ArrayField(models.CharField(max_length=60), default=list)
    linked_codes = ArrayField(models.CharField(max_length=40), default=list)
    # As agreed: the first day, the last day, and when it is looked at again.
    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    review_on = models.DateField(null=True)
    proposed_at = models.DateTimeField(null=True)
    proposed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+", null=True)
    agreed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    end_code = models.CharField(max_length=20, blank=True, default="")

    objects = SopVersionSet.as_manager()

    class Meta:
        ordering = ("sop", "-number")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(name="sop_version_number_once", fields=["sop", "number"]),
            models.UniqueConstraint(
                name="sop_version_one_being_written", fields=["sop"], condition=Q(state__in=_WRITTEN)
            ),
            models.CheckConstraint(
                name="sop_version_agreed_has_days",
                condition=~Q(state__in=_WAS_AGREED)
                | Q(valid_from__isnull=False, agreed_at__isnull=False, review_on__isnull=False),
            ),
            models.CheckConstraint(
                name="sop_version_retired_has_an_end",
                condition=~Q(state="retired") | Q(valid_until__isnull=False),
            ),
            models.CheckConstraint(
                name="sop_version_ends_after_start",
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=models.F("valid_from")),
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            GinIndex(name="sop_version_agencies", fields=["agency_ids"]),
            GinIndex(name="sop_version_instruments", fields=["instrument_codes"]),
            GinIndex(name="sop_version_links", fields=["linked_codes"]),
        ]

    def __str__(self) -> str:
        return f"{self.sop_id} {self.number}"


class SopSaving(Record):
    """A draft as it was saved before it was saved again: nothing that two people typed is lost."""

    PRIVACY: ClassVar[dict[str, Privacy]] = {"*": Privacy.OPERATIONAL}

    version = models.ForeignKey(SopVersion, on_delete=models.CASCADE, related_name="savings")
    revision = models.PositiveIntegerField()
    document = models.JSONField()
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        ordering = ("version", "-revision")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(name="sop_saving_once", fields=["version", "revision"]),
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.revision}"
