"""One time a duty is due, and what shows that it was done."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from anyam.foundation.access import Actor
from anyam.foundation.access.visibility import ScopedQuerySet
from anyam.foundation.core.privacy import Privacy
from anyam.foundation.core.records import Record

from ..choices import ExcuseReason, OccurrenceState
from .duty import Duty


class OccurrenceSet(ScopedQuerySet["Occurrence"]):
    def within_sight_of(self, actor: Actor) -> Self:
        """With its duty."""
        return self.filter(duty__in=Duty.objects.all().within_sight_of(actor))

    def open(self) -> Self:
        return self.filter(state=OccurrenceState.OPEN)


class Occurrence(Record):
    PRIVACY: ClassVar[dict[str, Privacy]] = {"evidence": Privacy.OPERATIONAL, "*": Privacy.OPERATIONAL}

    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="times")
    # The day by the rule, and the day it was moved to where offices are closed.
    ruled_on = models.DateField()
    due_on = models.DateField()
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=OccurrenceState, default=OccurrenceState.OPEN)
    evidence = models.CharField(max_length=500, blank=True, default="")
    done_on = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+", null=True)
    excuse = models.CharField(max_length=12, choices=ExcuseReason, blank=True, default="")

    objects = OccurrenceSet.as_manager()

    class Meta:
        ordering = ("-due_on", "-id")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                name="duty_asked_once_a_day",
                fields=["duty", "ruled_on"],
                condition=~Q(state=OccurrenceState.DROPPED),
            ),
            models.CheckConstraint(
                name="duty_done_with_evidence",
                condition=~Q(state=OccurrenceState.DONE) | (~Q(evidence="") & Q(done_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="duty_excused_with_a_reason",
                condition=~Q(state=OccurrenceState.EXCUSED) | ~Q(excuse=""),
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(name="duty_times_open", fields=["due_on"], condition=Q(state=OccurrenceState.OPEN)),
        ]

    def __str__(self) -> str:
        return f"{self.due_on:%Y-%m-%d}"
