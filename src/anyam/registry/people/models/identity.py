"""Who a person is. Kept apart from what happened to them."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from anyam.foundation.core.privacy import Privacy

from ..choices import BirthPrecision


class Identity(models.Model):
    PRIVACY: ClassVar[dict[str, Privacy]] = {
        "*": Privacy.PERSONAL,
        "nik": Privacy.SENSITIVE,
        "kk": Privacy.SENSITIVE,
    }

    person = models.OneToOneField(
        "people.Person", on_delete=models.CASCADE, primary_key=True, related_name="identity"
    )
    full_name = models.CharField(max_length=200, blank=True, default="")
    nickname = models.CharField(max_length=100, blank=True, default="")
    # Other names and older spellings, divided by commas.
    other_names = models.CharField(max_length=300, blank=True, default="")
    nik = models.CharField(max_length=16, blank=True, default="")
    kk = models.CharField(max_length=16, blank=True, default="")
    birth_on = models.DateField(null=True, blank=True)
    birth_precision = models.CharField(max_length=10, choices=BirthPrecision, default=BirthPrecision.UNKNOWN)
    birth_place = models.CharField(max_length=100, blank=True, default="")
    mother_name = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                name="identity_nik_is_16_digits", condition=Q(nik="") | Q(nik__regex=r"^[0-9]{16}$")
            ),
            models.CheckConstraint(
                name="identity_kk_is_16_digits", condition=Q(kk="") | Q(kk__regex=r"^[0-9]{16}$")
            ),
            models.CheckConstraint(
                name="identity_birth_fits_precision",
                condition=Q(birth_on__isnull=False)
                | Q(birth_precision__in=[BirthPrecision.UNKNOWN, BirthPrecision.UNBORN]),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
