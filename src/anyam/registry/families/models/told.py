"""What every statement about a family has: the dossier that told it, through which alone it is seen."""

from __future__ import annotations

from typing import Any, ClassVar, Self, TypeVar

from django.db import models
from django.db.models import F, Q

from anyam.foundation.access import Actor
from anyam.foundation.access.choices import Part
from anyam.foundation.access.visibility import ScopedQuerySet, opens
from anyam.foundation.core.privacy import Privacy
from anyam.foundation.core.records import Record

Row = TypeVar("Row", bound=models.Model, covariant=True)


class ToldSet(ScopedQuerySet[Row]):
    """Statements of dossiers whose identities are open to the actor."""

    part: ClassVar[Part] = Part.IDENTITY

    def within_sight_of(self, actor: Actor) -> Self:
        return self.filter(opens(actor, "dossier_id", self.part))

    def standing(self) -> Self:
        """What was not taken back as a mistake."""
        return self.filter(taken_back_at__isnull=True)


class AddressSet(ToldSet[Row]):
    """As ToldSet, for what tells where somebody is."""

    part = Part.ADDRESS


class Told(Record):
    """A statement told in one dossier, true from a day until a day. `dossier_id` points upwards: no foreign key."""

    PRIVACY: ClassVar[dict[str, Privacy]]

    dossier_id = models.UUIDField()
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    told_at = models.DateTimeField()
    told_by_id = models.UUIDField(null=True)
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True
        ordering = ("told_at", "id")


def days_in_order(name: str) -> Any:
    """No statement ends before it begins."""
    fits = Q(since__isnull=True) | Q(until__isnull=True) | Q(until__gte=F("since"))
    return models.CheckConstraint(name=name, condition=fits)
