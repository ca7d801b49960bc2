"""How one person stands to another."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from anyam.foundation.core.privacy import Privacy
from anyam.foundation.vault.fields import SealedText

from ..choices import Source
from .told import Told, ToldSet, days_in_order


class Relation(Told):
    """`other` is `kind` of `person`: the mother of the child. Kept from the younger generation to the older one."""

    PRIVACY: ClassVar[dict[str, Privacy]] = {"*": Privacy.SENSITIVE}

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20)
    source = models.CharField(max_length=10, choices=Source, blank=True, default="")
    note = SealedText(compartment="identity", scope="dossier_id", max_length=300, blank=True, default="")

    objects = ToldSet["Relation"].as_manager()

    class Meta(Told.Meta):
        indexes: ClassVar[list[models.Index]] = [
            models.Index(name="families_relation_of_person", fields=["person"]),
            models.Index(name="families_relation_of_other", fields=["other"]),
            models.Index(name="families_relation_dossier", fields=["dossier_id"]),
        ]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                name="families_related_once",
                fields=["dossier_id", "person", "other", "kind"],
                condition=Q(taken_back_at__isnull=True, until__isnull=True),
            ),
            models.CheckConstraint(name="families_related_to_another", condition=~Q(person=F("other"))),
            days_in_order("families_relation_days"),
        ]

    def __str__(self) -> str:
        return self.kind
