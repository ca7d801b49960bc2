"""A decision: an agency that owns it, a day, and what will show that it was done."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from anyam.foundation.access import Actor, Permission
from anyam.foundation.access.visibility import ScopedQuerySet, not_barred, opens
from anyam.foundation.core.privacy import Privacy
from anyam.foundation.core.records import Record
from anyam.foundation.vault.fields import SealedText

from ..choices import DecisionClass, DecisionState, DropReason, EvidenceKind
from .meeting import Meeting

_WORDS: dict[str, Any] = {"compartment": "narrative", "scope": "dossier_id"}


class DecisionSet(ScopedQuerySet["Decision"]):
    def within_sight_of(self, actor: Actor) -> "DecisionSet":
        """With the meeting or its case; the agency that owns it keeps it in sight until it is carried out."""
        if not actor.may(Permission.TAKE_PART_IN_MEETINGS):
            return self.none()
        ways = opens(actor, "pk") | opens(actor, "meeting_id") | opens(actor, "dossier_id")
        return self.filter(ways, not_barred(actor, "dossier_id"))


class Decision(Record):
    PRIVACY: ClassVar[dict[str, Privacy]] = {
        "words": Privacy.SENSITIVE,
        "rationale": Privacy.SENSITIVE,
        "goal": Privacy.SENSITIVE,
        "need": Privacy.SENSITIVE,
        "evidence": Privacy.SENSITIVE,
        "sent_back_why": Privacy.SENSITIVE,
        "*": Privacy.OPERATIONAL,
    }

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="decisions")
    dossier_id = models.UUIDField()
    # The meeting's number and the decision's own: "P-3504-2026-0007/2".
    reference = models.CharField(max_length=40)
    position = models.PositiveSmallIntegerField()
    words = SealedText(max_length=500, **_WORDS)
    rationale = SealedText(max_length=1000, blank=True, default="", **_WORDS)
    kind = models.CharField(max_length=12, choices=DecisionClass, default=DecisionClass.OPERATIONAL)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    evidence_kind = models.CharField(max_length=10, choices=EvidenceKind)
    # Of a case conference: what it answers, so that it becomes an action of the child's plan.
    need = models.CharField(max_length=40, blank=True, default="")
    goal = SealedText(max_length=500, blank=True, default="", **_WORDS)
    line_id = models.UUIDField(null=True)
    state = models.CharField(max_length=10, choices=DecisionState, default=DecisionState.OPEN)
    made_at = models.DateTimeField()
    # Since when the agency has it: with the end of the minutes, or as an action of the joint plan.
    given_at = models.DateTimeField(null=True)
    made_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    evidence = SealedText(max_length=2000, blank=True, default="", **_WORDS)
    reported_at = models.DateTimeField(null=True)
    reported_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    sent_back_why = SealedText(max_length=1000, blank=True, default="", **_WORDS)
    times_sent_back = models.PositiveSmallIntegerField(default=0)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    drop_reason = models.CharField(max_length=12, choices=DropReason, blank=True, default="")

    objects = DecisionSet.as_manager()

    class Meta:
        ordering = ("meeting", "position")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(name="decision_numbered_once", fields=["meeting", "position"]),
            models.CheckConstraint(
                name="decision_ends_with_a_moment",
                condition=Q(state__in=[DecisionState.DONE, DecisionState.DROPPED], ended_at__isnull=False)
                | (~Q(state__in=[DecisionState.DONE, DecisionState.DROPPED]) & Q(ended_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="decision_dropped_with_a_reason",
                condition=~Q(state=DecisionState.DROPPED) | ~Q(drop_reason=""),
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(name="decision_of_agency", fields=["agency", "state", "due_on"]),
            models.Index(name="decision_of_dossier", fields=["dossier_id", "state"]),
        ]

    def __str__(self) -> str:
        return self.reference
