"""A policy in the making: sections, whom was asked, what they said, and what became of it."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from anyam.foundation.access import Actor, Permission
from anyam.foundation.access.visibility import ScopedQuerySet
from anyam.foundation.core.privacy import Privacy
from anyam.foundation.core.records import Record

from ..choices import DraftState, PolicyKind, Resolution
from .policy import Policy


class PolicyDraftSet(ScopedQuerySet["PolicyDraft"]):
    def within_sight_of(self, actor: Actor) -> Self:
        """The drafter and the secretariat always; those who are asked, once they are; everybody once adopted."""
        if not actor.may(Permission.SEE_AGREEMENTS):
            return self.none()
        found = self.filter(district_code=actor.district_code)
        if actor.may(Permission.ACT_FOR_OUTSIDE_BODIES):
            return found
        if actor.agency_id is None:
            return found.filter(state=DraftState.ADOPTED)
        asked = Exists(ConsultationRequest.objects.filter(draft=OuterRef("pk"), agency_id=actor.agency_id))
        return found.filter(Q(drafter_id=actor.agency_id) | Q(state=DraftState.ADOPTED) | asked)


class PolicyDraft(Record):
    PRIVACY: ClassVar[dict[str, Privacy]] = {"why": Privacy.OPERATIONAL, "*": Privacy.OPERATIONAL}

    district_code = models.CharField(max_length=5, db_collation="C")
    kind = models.CharField(max_length=12, choices=PolicyKind)
    title = models.CharField(max_length=300)
    why = models.TextField(blank=True)
    replaces = models.ForeignKey(Policy, on_delete=models.PROTECT, related_name="+", null=True)
    drafter = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=DraftState, default=DraftState.WRITING)
    closes_at = models.DateTimeField(null=True)
    adopted_as = models.OneToOneField(Policy, on_delete=models.PROTECT, related_name="draft", null=True)
    made_at = models.DateTimeField()
    by_user_id = models.UUIDField(null=True)

    objects = PolicyDraftSet.as_manager()

    class Meta:
        ordering = ("-made_at", "-id")
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=~Q(state=DraftState.CONSULTATION) | Q(closes_at__isnull=False),
                name="consultation_has_a_deadline",
            ),
        ]

    def __str__(self) -> str:
        return self.title[:40]


class DraftSection(Record):
    PRIVACY: ClassVar[dict[str, Privacy]] = {"text": Privacy.OPERATIONAL, "*": Privacy.OPERATIONAL}

    draft = models.ForeignKey(PolicyDraft, on_delete=models.CASCADE, related_name="sections")
    position = models.PositiveSmallIntegerField()
    heading = models.CharField(max_length=160)
    text = models.TextField()

    class Meta:
        ordering = ("position", "id")

    def __str__(self) -> str:
        return self.heading[:40]


class ConsultationRequest(Record):
    """One agency that is asked; answered with comments or with none."""

    PRIVACY: ClassVar[dict[str, Privacy]] = {"*": Privacy.OPERATIONAL}

    draft = models.ForeignKey(PolicyDraft, on_delete=models.CASCADE, related_name="requests")
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("asked_at", "id")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["draft", "agency"], name="consulted_once"),
        ]

    def __str__(self) -> str:
        return f"{self.asked_at:%Y-%m-%d}"


class DraftComment(Record):
    """What an agency said about a section, with the words it stood on."""

    PRIVACY: ClassVar[dict[str, Privacy]] = {
        **dict.fromkeys(("text", "on_text", "proposal", "answer"), Privacy.OPERATIONAL),
        "*": Privacy.OPERATIONAL,
    }

    request = models.ForeignKey(ConsultationRequest, on_delete=models.PROTECT, related_name="comments")
    section = models.ForeignKey(DraftSection, on_delete=models.PROTECT, related_name="comments")
    on_text = models.TextField()
    text = models.TextField()
    proposal = models.TextField(blank=True)
    at = models.DateTimeField()
    by_user_id = models.UUIDField(null=True)
    resolution = models.CharField(max_length=10, choices=Resolution, default=Resolution.OPEN)
    answer = models.CharField(max_length=600, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by_user_id = models.UUIDField(null=True)

    class Meta:
        ordering = ("at", "id")
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(resolution__in=[Resolution.OPEN, Resolution.TAKEN]) | ~Q(answer=""),
                name="comment_not_taken_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d}"
