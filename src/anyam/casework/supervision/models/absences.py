"""Somebody is away, or leaves: each of their cases is handed over by itself."""

from typing import Any, ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from anyam.foundation.access import Actor, Permission
from anyam.foundation.access.visibility import ScopedQuerySet, not_barred, opens
from anyam.foundation.core.privacy import Privacy
from anyam.foundation.core.records import Record
from anyam.foundation.vault.fields import SealedText

from ..choices import STILL_TO_COME, AbsenceKind, AbsenceState, FamilyTold, HandoverState


class AbsenceSet(ScopedQuerySet["Absence"]):
    def within_sight_of(self, actor: Actor) -> Self:
        """One's own, those in which one stands in, and for supervisors those of their agency."""
        if actor.agency_id is None or not actor.may(Permission.TAKE_PART_IN_SUPERVISION):
            return self.none()
        here = self.filter(agency_id=actor.agency_id)
        if actor.may(Permission.SUPERVISE_WORKERS):
            return here
        asked = Handover.objects.filter(to_id=actor.user_id).exclude(state=HandoverState.CANCELLED)
        mine = Q(person_id=actor.user_id) | Q(stand_in_id=actor.user_id)
        return here.filter(mine | Q(pk__in=asked.values("absence_id")))

    def to_come(self) -> Self:
        return self.filter(state__in=STILL_TO_COME)


class Absence(Record):
    """From when until when somebody is away; whoever leaves the post has no last day."""

    PRIVACY: ClassVar[dict[str, Privacy]] = {"*": Privacy.OPERATIONAL}

    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=AbsenceKind)
    first_on = models.DateField()
    last_on = models.DateField(null=True)
    # Who stands in where nothing else was chosen for a case.
    stand_in = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=AbsenceState, default=AbsenceState.PLANNED)
    planned_at = models.DateTimeField()
    planned_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)

    objects = AbsenceSet.as_manager()

    class Meta:
        ordering = ("-first_on", "-id")
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                name="absence_ends_unless_for_good",
                condition=Q(kind=AbsenceKind.LEAVING, last_on__isnull=True)
                | Q(kind=AbsenceKind.LEAVE, last_on__gte=F("first_on")),
            ),
            models.CheckConstraint(
                name="nobody_stands_in_for_themselves", condition=~Q(person=F("stand_in"))
            ),
            models.CheckConstraint(
                name="absence_over_has_a_moment",
                condition=Q(state__in=STILL_TO_COME, ended_at__isnull=True)
                | (~Q(state__in=STILL_TO_COME) & Q(ended_at__isnull=False)),
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                name="absence_to_come", fields=["agency", "person"], condition=Q(ended_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.first_on}"


class HandoverSet(ScopedQuerySet["Handover"]):
    def within_sight_of(self, actor: Actor) -> Self:
        """With the case; whoever is asked to take it sees that they are asked. Never who is barred from it."""
        if actor.agency_id is None or not actor.may(Permission.TAKE_PART_IN_SUPERVISION):
            return self.none()
        ways = opens(actor, "case_id") | Q(to_id=actor.user_id) & ~Q(state=HandoverState.DRAFT)
        return self.filter(ways, not_barred(actor, "case_id"), absence__agency_id=actor.agency_id)


class Handover(Record):
    """One case from one pair of hands into another. What is said about the child stands in its words."""

    PRIVACY: ClassVar[dict[str, Privacy]] = {"*": Privacy.OPERATIONAL}

    absence = models.ForeignKey(Absence, on_delete=models.CASCADE, related_name="lines")
    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="+")
    case_number = models.CharField(max_length=30)
    to = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=HandoverState, default=HandoverState.DRAFT)
    family_told = models.CharField(max_length=12, choices=FamilyTold, blank=True, default="")
    asked_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    begun_at = models.DateTimeField(null=True)
    # Until then the case is open to the stand-in.
    until = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    # The pieces of work that went with the case, to give back what is left of them.
    moved_work = ArrayField(models.UUIDField(), default=list)

    objects = HandoverSet.as_manager()

    class Meta:
        ordering = ("case_number", "id")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(name="case_handed_over_once", fields=["absence", "case"]),
            models.CheckConstraint(
                name="asked_somebody",
                condition=Q(state__in=[HandoverState.DRAFT, HandoverState.CANCELLED]) | Q(to__isnull=False),
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(name="handover_of_person", fields=["to", "state"]),
        ]

    def __str__(self) -> str:
        return self.case_number


class HandoverWords(Record):
    """What must be known for the child's safety, and what happened in the meantime."""

    PRIVACY: ClassVar[dict[str, Privacy]] = {
        "safety_note": Privacy.SENSITIVE,
        "happened": Privacy.SENSITIVE,
        "*": Privacy.OPERATIONAL,
    }

    handover = models.OneToOneField(Handover, on_delete=models.CASCADE, related_name="words")
    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="+")
    safety_note = SealedText(
        compartment="narrative", scope="case_id", max_length=2000, blank=True, default=""
    )
    happened = SealedText(compartment="narrative", scope="case_id", max_length=2000, blank=True, default="")

    def __str__(self) -> str:
        return str(self.pk)
