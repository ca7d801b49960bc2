"""Who cares for a child."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from anyam.foundation.core.privacy import Privacy

from .told import Told, ToldSet, days_in_order


class Care(Told):
    """`carer` cares for `person`. At most one of those who care now is the primary caregiver."""

    PRIVACY: ClassVar[dict[str, Privacy]] = {"*": Privacy.SENSITIVE}

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    carer = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    role = models.CharField(max_length=20)
    is_primary = models.BooleanField(default=False)

    objects = ToldSet["Care"].as_manager()

    class Meta(Told.Meta):
        indexes: ClassVar[list[models.Index]] = [
            models.Index(name="families_care_of_person", fields=["person"]),
            models.Index(name="families_care_dossier", fields=["dossier_id"]),
        ]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                name="families_one_primary",
                fields=["dossier_id", "person"],
                condition=Q(taken_back_at__isnull=True, until__isnull=True, is_primary=True),
            ),
            models.UniqueConstraint(
                name="families_cares_once",
                fields=["dossier_id", "person", "carer"],
                condition=Q(taken_back_at__isnull=True, until__isnull=True),
            ),
            models.CheckConstraint(name="families_cares_for_another", condition=~Q(person=F("carer"))),
            days_in_order("families_care_days"),
        ]

    def __str__(self) -> str:
        return self.role
