"""What somebody said about a child: one row a saying. Health and legal facts lie in tables of their own."""

from typing import Any, ClassVar, Self
from uuid import UUID

from django.db import models
from django.db.models import Q

from anyam.foundation.access import Actor, Permission
from anyam.foundation.access.choices import Part
from anyam.foundation.access.visibility import ScopedQuerySet, opens
from anyam.foundation.core.privacy import Privacy
from anyam.foundation.core.records import Record
from anyam.foundation.vault.fields import SealedJson, SealedText

from ..choices import LIVE, PART_OF, Compartment, SettleReason, Source, State, WithdrawReason

_END_REASONS = tuple({**dict(SettleReason.choices), **dict(WithdrawReason.choices)}.items())
_COUNTING = (*LIVE, State.CONFIRMING)


class FactSet(ScopedQuerySet[Any]):
    def within_sight_of(self, actor: Actor) -> Self:
        """Those in dossiers of which this part is open to the actor."""
        if not actor.may(Permission.SEE_CASES):
            return self.none()
        return self.filter(opens(actor, "dossier_id", self.model.PART))


class FactBase(Record):
    """One saying: a value, who said it, when, and whether it holds."""

    PRIVACY: ClassVar[dict[str, Privacy]]
    PART: ClassVar[Part] = Part.NARRATIVE

    dossier_id = models.UUIDField()
    kind = models.CharField(max_length=40)
    value = SealedJson(compartment="narrative", scope="dossier_id", null=True)
    source = models.CharField(max_length=10, choices=Source)
    # Which document, which agency, which caregiver.
    whence = SealedText(compartment="narrative", scope="dossier_id", max_length=200, blank=True, default="")
    said_on = models.DateField()
    # The form and question it was answered in; empty where it was noted by itself.
    origin = models.CharField(max_length=100, blank=True, default="")
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", null=True)
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+", null=True)
    state = models.CharField(max_length=10, choices=State)
    confirms_id: UUID | None
    confirms = models.ForeignKey("self", on_delete=models.CASCADE, related_name="+", null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+", null=True)
    end_reason = models.CharField(max_length=11, choices=_END_REASONS, blank=True, default="")
    end_words = SealedText(
        compartment="narrative", scope="dossier_id", max_length=500, blank=True, default=""
    )

    objects = FactSet.as_manager()

    class Meta:
        abstract = True
        ordering = ("noted_at", "id")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(name="%(class)s_of_dossier", fields=["dossier_id", "kind"])
        ]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                name="%(class)s_one_value_stands",
                fields=["dossier_id", "kind"],
                condition=Q(state=State.STANDING),
            ),
            models.CheckConstraint(
                name="%(class)s_heads_stand_alone",
                condition=Q(state=State.CONFIRMING, confirms__isnull=False)
                | Q(state=State.WITHDRAWN)
                | (~Q(state__in=[State.CONFIRMING, State.WITHDRAWN]) & Q(confirms__isnull=True)),
            ),
            models.CheckConstraint(
                name="%(class)s_ended_with_its_moment",
                condition=Q(state__in=_COUNTING, ended_at__isnull=True)
                | (~Q(state__in=_COUNTING) & Q(ended_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"


class Fact(FactBase):
    """About daily life, family, school, papers."""

    PRIVACY: ClassVar[dict[str, Privacy]] = {"*": Privacy.SENSITIVE}


class HealthFact(FactBase):
    """About the child's body or mind (UU 27/2022 art. 4: health data)."""

    PRIVACY: ClassVar[dict[str, Privacy]] = {"*": Privacy.SENSITIVE}
    PART: ClassVar[Part] = Part.HEALTH

    value = SealedJson(compartment="health", scope="dossier_id", null=True)
    whence = SealedText(compartment="health", scope="dossier_id", max_length=200, blank=True, default="")
    end_words = SealedText(compartment="health", scope="dossier_id", max_length=500, blank=True, default="")


class LegalFact(FactBase):
    """About the child's standing before the law (UU 11/2012 art. 19)."""

    PRIVACY: ClassVar[dict[str, Privacy]] = {"*": Privacy.SENSITIVE}
    PART: ClassVar[Part] = Part.LEGAL

    value = SealedJson(compartment="legal", scope="dossier_id", null=True)
    whence = SealedText(compartment="legal", scope="dossier_id", max_length=200, blank=True, default="")
    end_words = SealedText(compartment="legal", scope="dossier_id", max_length=500, blank=True, default="")


FACT_TABLES: dict[Compartment, type[FactBase]] = {
    Compartment.GENERAL: Fact,
    Compartment.HEALTH: HealthFact,
    Compartment.LEGAL: LegalFact,
}
assert all(table.PART is PART_OF[one] for one, table in FACT_TABLES.items())
