"""A time in which a child is held by a power, until it is ended with a reason."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q

from anyam.foundation.access import Actor, Permission, Role
from anyam.foundation.access.choices import Part
from anyam.foundation.access.visibility import ScopedQuerySet, not_barred, opens
from anyam.foundation.core.privacy import Privacy
from anyam.foundation.core.records import Record
from anyam.foundation.vault.fields import SealedText

from ..choices import EndReason, HoldStage, PlaceKind


class HoldSet(ScopedQuerySet["Hold"]):
    def within_sight_of(self, actor: Actor) -> Self:
        """To whom the legal part of the case is open. That it runs, without the child, others see by `alarming`."""
        if not actor.may(Permission.SEE_CASES):
            return self.none()
        return self.filter(opens(actor, "case_id", Part.LEGAL))

    def alarming(self, actor: Actor) -> Self:
        """Of whom the actor must know that somebody is held: by the own agency, of the own agency, in the district."""
        mine = Q(agency_id=actor.agency_id)
        if actor.is_any(Role.AGENCY_HEAD, Role.SUPERVISOR):
            mine |= Q(managing_agency_id=actor.agency_id)
        if actor.is_any(Role.COORDINATOR):
            mine |= Q(district_code=actor.district_code)
        return self.filter(mine & not_barred(actor, "case_id"))

    def running(self) -> Self:
        return self.filter(ended_at__isnull=True)


class Hold(Record):
    PRIVACY: ClassVar[dict[str, Privacy]] = {
        "*": Privacy.SENSITIVE,
        **dict.fromkeys(("id", "case_number", "district_code", "recorded_at"), Privacy.OPERATIONAL),
    }

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    case_number = models.CharField(max_length=30)
    district_code = models.CharField(max_length=5, db_collation="C")
    managing_agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    stage = models.CharField(max_length=15, choices=HoldStage)
    place_kind = models.CharField(max_length=15, choices=PlaceKind)
    began_at = models.DateTimeField()
    extended_at = models.DateTimeField(null=True)
    # As the legal rows gave it when it was last asked; the clocks on the desks run to this moment.
    limit_at = models.DateTimeField(null=True)
    # That the limit passed, or the law does not allow the hold, was told to the coordinator and the head.
    called_out_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    end_reason = models.CharField(max_length=12, choices=EndReason, blank=True, default="")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    ended_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+", null=True)
    place_name = SealedText(compartment="legal", scope="case_id", max_length=200, blank=True, default="")
    order_number = SealedText(compartment="legal", scope="case_id", max_length=120, blank=True, default="")
    extension_number = SealedText(
        compartment="legal", scope="case_id", max_length=120, blank=True, default=""
    )
    end_note = SealedText(compartment="legal", scope="case_id", max_length=300, blank=True, default="")

    objects = HoldSet.as_manager()

    class Meta:
        ordering = ("began_at", "id")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                name="child_held_once", fields=["case"], condition=Q(ended_at__isnull=True)
            ),
            models.CheckConstraint(
                name="hold_ends_with_a_reason",
                condition=Q(ended_at__isnull=True, end_reason="")
                | (Q(ended_at__isnull=False) & ~Q(end_reason="")),
            ),
            models.CheckConstraint(
                name="hold_ends_after_it_begins",
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("began_at")),
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(name="holds_of_case", fields=["case", "began_at"]),
            models.Index(
                name="holds_running",
                fields=["district_code", "limit_at"],
                condition=Q(ended_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.stage
