"""A person: the number under which everything else about them hangs. Who it is stands in Identity."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from anyam.foundation.access import Actor
from anyam.foundation.access.choices import Part
from anyam.foundation.access.visibility import ScopedQuerySet, opens
from anyam.foundation.core.privacy import Privacy
from anyam.foundation.core.records import Record

from ..choices import Sex
from .presence import Presence


class PersonSet(ScopedQuerySet["Person"]):
    def within_sight_of(self, actor: Actor) -> Self:
        """People who appear in a dossier whose identities are open to the actor."""
        return self.filter(in_open_dossier(actor, Part.IDENTITY))


def in_open_dossier(actor: Actor, part: Part, person: str = "pk") -> Q:
    """A filter: the rows whose person (the column's name) appears in a dossier that is open for `part`."""
    presences = Presence.objects.filter(opens(actor, "dossier_id", part), person_id=OuterRef(person))
    return Q(Exists(presences))


class Person(Record):
    PRIVACY: ClassVar[dict[str, Privacy]] = {"*": Privacy.PERSONAL}

    sex = models.CharField(max_length=10, choices=Sex, default=Sex.UNKNOWN)
    died_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField()

    objects = PersonSet.as_manager()

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return str(self.pk)
