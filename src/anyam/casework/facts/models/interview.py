"""Every time a child was asked about what happened, or is going to be; and every time it was spared."""

from typing import Any, ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from anyam.foundation.access import Actor, Permission
from anyam.foundation.access.choices import Part
from anyam.foundation.access.visibility import ScopedQuerySet, opens
from anyam.foundation.core.privacy import Privacy
from anyam.foundation.core.records import Record
from anyam.foundation.vault.fields import SealedText

from ..choices import CancelReason, Companion, InterviewState, RecordKind, Setting, Spared


class InterviewSet(ScopedQuerySet[Any]):
    def within_sight_of(self, actor: Actor) -> Self:
        """Those in dossiers whose words are open to the actor."""
        if not actor.may(Permission.SEE_CASES):
            return self.none()
        return self.filter(opens(actor, "dossier_id", Part.NARRATIVE))


class Interview(Record):
    """Who asked the child about what, when, where, with whom beside it, and where the record is. Not what was said."""

    PRIVACY: ClassVar[dict[str, Privacy]] = {
        "*": Privacy.OPERATIONAL,
        "topics": Privacy.SENSITIVE,
        "record_place": Privacy.SENSITIVE,
        "reason": Privacy.OPERATIONAL,
        "cancel_reason": Privacy.OPERATIONAL,
    }

    dossier_id = models.UUIDField()
    state = models.CharField(max_length=9, choices=InterviewState)
    on = models.DateField()
    topics = ArrayField(models.CharField(max_length=20))
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20)
    purpose = models.CharField(max_length=20)
    basis = models.CharField(max_length=20)
    setting = models.CharField(max_length=12, choices=Setting, blank=True, default="")
    companion = models.CharField(max_length=14, choices=Companion, blank=True, default="")
    records = ArrayField(models.CharField(max_length=8, choices=RecordKind), default=list)
    record_place = SealedText(
        compartment="narrative", scope="dossier_id", max_length=300, blank=True, default=""
    )
    # Why the child was asked again, and the earlier interviews that were known then.
    reason = models.CharField(max_length=20, blank=True, default="")
    known = ArrayField(models.UUIDField(), default=list)
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+", null=True)
    cancel_reason = models.CharField(max_length=10, choices=CancelReason, blank=True, default="")

    objects = InterviewSet.as_manager()

    class Meta:
        ordering = ("-on", "-id")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(name="interviews_of_dossier", fields=["dossier_id", "-on"])
        ]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                name="interview_repeated_with_a_reason",
                condition=Q(known=[], reason="") | (~Q(known=[]) & ~Q(reason="")),
            ),
            models.CheckConstraint(
                name="interview_cancelled_with_a_reason",
                condition=Q(state=InterviewState.CANCELLED) & ~Q(cancel_reason="")
                | ~Q(state=InterviewState.CANCELLED) & Q(cancel_reason=""),
            ),
            models.CheckConstraint(
                name="interview_held_says_where_and_with_whom",
                condition=~Q(state=InterviewState.HELD) | (~Q(setting="") & ~Q(companion="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.on:%Y-%m-%d}"


class SparedInterview(Record):
    """An interview that was not held because the child had been asked already."""

    PRIVACY: ClassVar[dict[str, Privacy]] = {"*": Privacy.OPERATIONAL, "topics": Privacy.SENSITIVE}

    dossier_id = models.UUIDField()
    how = models.CharField(max_length=11, choices=Spared)
    topics = ArrayField(models.CharField(max_length=20))
    known = ArrayField(models.UUIDField(), default=list)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", null=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+", null=True)

    objects = InterviewSet.as_manager()

    class Meta:
        ordering = ("-made_at", "-id")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(name="spared_of_dossier", fields=["dossier_id", "-made_at"])
        ]

    def __str__(self) -> str:
        return f"{self.how} {self.made_at:%Y-%m-%d}"
