"""Who lives under one roof, from when until when."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from anyam.foundation.core.privacy import Privacy
from anyam.foundation.vault.fields import SealedText

from .told import Told, ToldSet, days_in_order


class Household(Told):
    """A roof and whoever shares it; `name` is what the family calls it, for example the grandmother's house."""

    PRIVACY: ClassVar[dict[str, Privacy]] = {"*": Privacy.SENSITIVE}

    name = SealedText(compartment="identity", scope="dossier_id", max_length=100)

    objects = ToldSet["Household"].as_manager()

    class Meta(Told.Meta):
        indexes: ClassVar[list[models.Index]] = [
            models.Index(name="families_household_dossier", fields=["dossier_id"])
        ]
        constraints: ClassVar[list[Any]] = [days_in_order("families_household_days")]

    def __str__(self) -> str:
        return str(self.pk)


class Membership(Told):
    """One person under this roof."""

    PRIVACY: ClassVar[dict[str, Privacy]] = {"*": Privacy.SENSITIVE}

    household = models.ForeignKey(Household, on_delete=models.CASCADE, related_name="memberships")
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")

    objects = ToldSet["Membership"].as_manager()

    class Meta(Told.Meta):
        indexes: ClassVar[list[models.Index]] = [
            models.Index(name="families_member_of", fields=["person"]),
            models.Index(name="families_membership_dossier", fields=["dossier_id"]),
        ]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                name="families_member_once",
                fields=["household", "person"],
                condition=Q(taken_back_at__isnull=True, until__isnull=True),
            ),
            days_in_order("families_membership_days"),
        ]

    def __str__(self) -> str:
        return str(self.pk)
