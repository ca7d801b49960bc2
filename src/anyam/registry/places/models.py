"""The register's rows. They are never deleted: a record of 2019 keeps the village it was made in."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, Self

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q

from anyam.foundation.core.privacy import Privacy

from .choices import Level, Origin, PlaceKind


class PlaceSet(models.QuerySet["Place"]):
    def in_force_on(self, day: date) -> Self:
        """Places that exist on `day`: from `valid_from` on, no longer on `valid_until`."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day),
            Q(valid_until__isnull=True) | Q(valid_until__gt=day),
        )

    def within(self, code: str) -> Self:
        """Places that lie in the place with this code; codes sort by bytes, so this is one stretch of the index."""
        return self.filter(code__gt=f"{code}.", code__lt=f"{code}/")


class Place(models.Model):
    PRIVACY: ClassVar[dict[str, Privacy]] = {"*": Privacy.PUBLIC}

    code = models.CharField(max_length=13, primary_key=True, db_collation="C")
    level = models.CharField(max_length=10, choices=Level)
    kind = models.CharField(max_length=10, choices=PlaceKind)
    name = models.CharField(max_length=120)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    # Missing: it was there before the register, or it still is.
    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    replaced_by = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    split_from = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    origin = models.CharField(max_length=10, choices=Origin, default=Origin.REGISTER)
    folded = models.CharField(max_length=120)
    own_words = SearchVectorField()
    path_words = SearchVectorField()

    objects = PlaceSet.as_manager()

    class Meta:
        ordering = ("code",)
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                name="place_code_is_a_code",
                condition=Q(code__regex=r"^[0-9]{2}(\.[0-9]{2}(\.[0-9]{2}(\.[0-9]{4})?)?)?$"),
            ),
            models.CheckConstraint(
                name="place_only_provinces_have_no_parent",
                condition=Q(level=Level.PROVINCE, parent__isnull=True)
                | (~Q(level=Level.PROVINCE) & Q(parent__isnull=False)),
            ),
            models.CheckConstraint(
                name="place_ends_after_it_begins",
                condition=Q(valid_from__isnull=True)
                | Q(valid_until__isnull=True)
                | Q(valid_until__gt=F("valid_from")),
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            GinIndex(fields=["own_words"], name="place_by_own_words"),
            GinIndex(fields=["path_words"], name="place_by_path_words"),
            models.Index(fields=["folded"], name="place_by_folded_name"),
            models.Index(
                fields=["split_from"], name="place_by_mother", condition=Q(split_from__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class RegisterLoad(models.Model):
    """One loading of the published register, with the fingerprint of its files."""

    PRIVACY: ClassVar[dict[str, Privacy]] = {"*": Privacy.PUBLIC}

    digest = models.CharField(max_length=64)
    loaded_at = models.DateTimeField()
    places = models.PositiveIntegerField()

    def __str__(self) -> str:
        return self.digest
