"""Who a person is. Kept apart from what happened to them."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from anyam.foundation.core.privacy import Privacy
from anyam.foundation.vault.fields import SealedDate, SealedText

from ..choices import BirthPrecision

_SEALED: dict[str, Any] = {"compartment": "identity", "scope": "person_id", "blank": True}


def _words(most: int) -> SealedText:
    return SealedText(max_length=most, default="", **_SEALED)


class Identity(models.Model):
    PRIVACY: ClassVar[dict[str, Privacy]] = {
        "*": Privacy.PERSONAL,
        "nik": Privacy.SENSITIVE,
        "kk": Privacy.SENSITIVE,
    }

    person = models.OneToOneField(
        "people.Person", on_delete=models.CASCADE, primary_key=True, related_name="identity"
    )
    full_name = _words(200)
    nickname = _words(100)
    # Other names and older spellings, divided by commas.
    other_names = _words(300)
    nik = _words(16)
    kk = _words(16)
    birth_on = SealedDate(null=True, **_SEALED)
    birth_precision = models.CharField(max_length=10, choices=BirthPrecision, default=BirthPrecision.UNKNOWN)
    birth_place = _words(100)
    mother_name = _words(200)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                name="identity_birth_fits_precision",
                condition=Q(birth_on__isnull=False)
                | Q(birth_precision__in=[BirthPrecision.UNKNOWN, BirthPrecision.UNBORN]),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
