"""How one person stands to another."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q

from anyam.foundation.access import Actor
from anyam.foundation.access.choices import Part
from anyam.foundation.access.visibility import ScopedQuerySet
from anyam.foundation.core.privacy import Privacy
from anyam.foundation.core.records import Record

from ..choices import RelationKind
from .person import in_open_dossier


class RelationSet(ScopedQuerySet["Relation"]):
    def within_sight_of(self, actor: Actor) -> Self:
        """Of people in a dossier whose identities are open to the actor."""
        return self.filter(in_open_dossier(actor, Part.IDENTITY, "person_id"))


class Relation(Record):
    """`other` is `kind` of `person`: the mother of the child."""

    PRIVACY: ClassVar[dict[str, Privacy]] = {"*": Privacy.SENSITIVE}

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="relations")
    other = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20, choices=RelationKind)
    is_caregiver = models.BooleanField(default=False)
    lives_together = models.BooleanField(null=True, blank=True)

    objects = RelationSet.as_manager()

    class Meta:
        ordering = ("id",)
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(name="relation_once", fields=["person", "other"]),
            models.CheckConstraint(name="relation_is_to_another", condition=~Q(person=F("other"))),
        ]

    def __str__(self) -> str:
        return self.kind
