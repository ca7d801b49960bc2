"""How somebody looked, judged by an agency other than theirs."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from anyam.foundation.access import Actor, Permission
from anyam.foundation.access.visibility import ScopedQuerySet
from anyam.foundation.core.privacy import Privacy
from anyam.foundation.core.records import Record
from anyam.foundation.vault.fields import SealedText

from ..choices import Finding, Pattern, ReviewKind, ReviewState


class LookReviewSet(ScopedQuerySet["LookReview"]):
    def within_sight_of(self, actor: Actor) -> "LookReviewSet":
        """For reviewers of the agency that was asked, never of the looker's own; for the looker, their own."""
        if actor.user_id is None:
            return self.none()
        own = Q(looker_id=actor.user_id)
        return (
            self.filter(own | self._to_judge(actor))
            if actor.may(Permission.REVIEW_LOOKS)
            else self.filter(own)
        )

    def to_be_judged_by(self, actor: Actor) -> "LookReviewSet":
        return self.filter(self._to_judge(actor))

    def _to_judge(self, actor: Actor) -> Q:
        asked = Q(reviewer_agency_id=actor.agency_id) | Q(
            reviewer_agency__isnull=True, district_code=actor.district_code
        )
        return asked & ~Q(looker_agency_id=actor.agency_id) & ~Q(looker_id=actor.user_id)


class LookReview(Record):
    PRIVACY: ClassVar[dict[str, Privacy]] = {
        "reason": Privacy.SENSITIVE,
        "reply": Privacy.SENSITIVE,
        "glass_reason": Privacy.OPERATIONAL,
        "*": Privacy.OPERATIONAL,
    }

    # What was noticed, so that it is opened once: the event, or person, pattern and day.
    key = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=20, choices=ReviewKind)
    patterns = ArrayField(models.CharField(max_length=20, choices=Pattern), default=list)
    district_code = models.CharField(max_length=5)
    looker = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    looker_agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    # Nothing where no other agency of the district has a reviewer yet.
    reviewer_agency = models.ForeignKey(
        "agencies.Agency", on_delete=models.PROTECT, related_name="+", null=True
    )
    # The same as a principal: the database shows the row to whoever sits there, and to the looker.
    reviewer_office = models.UUIDField()
    # Of emergency access: the case, and why it was needed (a code).
    case_id = models.UUIDField(null=True)
    reference = models.CharField(max_length=30, blank=True, default="")
    glass_reason = models.CharField(max_length=30, blank=True, default="")
    look_numbers = ArrayField(models.BigIntegerField(), default=list)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    opened_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=ReviewState, default=ReviewState.OPEN)
    reply = SealedText(compartment="review", scope="id", blank=True, default="")
    replied_at = models.DateTimeField(null=True)
    finding = models.CharField(max_length=20, choices=Finding, blank=True, default="")
    reason = SealedText(compartment="review", scope="id", blank=True, default="")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+", null=True)

    objects = LookReviewSet.as_manager()

    class Meta:
        ordering = ("-opened_at", "-id")
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                name="look_review_closed_with_finding",
                condition=Q(state=ReviewState.OPEN, finding="", closed_at__isnull=True)
                | (Q(state=ReviewState.CLOSED, closed_at__isnull=False) & ~Q(finding="")),
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(name="look_review_of_reviewer", fields=["reviewer_agency", "state", "-opened_at"]),
            models.Index(name="look_review_of_looker", fields=["looker", "-opened_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.opened_at:%Y-%m-%d}"
