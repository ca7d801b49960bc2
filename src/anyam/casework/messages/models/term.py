"""Words the agencies agree to use in one meaning: proposed, discussed, agreed."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from anyam.foundation.access import Actor, Permission
from anyam.foundation.access.visibility import ScopedQuerySet
from anyam.foundation.core.privacy import Privacy
from anyam.foundation.core.records import Record

from ..choices import Stance, TermState


class TermSet(ScopedQuerySet["Term"]):
    def within_sight_of(self, actor: Actor) -> "TermSet":
        """The words of the own district, for everybody."""
        if not actor.may(Permission.SEE_TERMS):
            return self.none()
        return self.filter(district_code=actor.district_code)


class Term(Record):
    PRIVACY: ClassVar[dict[str, Privacy]] = {
        "meaning": Privacy.OPERATIONAL,
        "not_meant": Privacy.OPERATIONAL,
        "settled_why": Privacy.OPERATIONAL,
        "*": Privacy.OPERATIONAL,
    }

    district_code = models.CharField(max_length=5, db_collation="C")
    word = models.CharField(max_length=120)
    # In small letters without accents: words are found and kept apart by it.
    folded = models.CharField(max_length=120)
    english = models.CharField(max_length=120, blank=True, default="")
    meaning = models.TextField()
    not_meant = models.TextField(blank=True, default="")
    # Where the meaning comes from: a law, a guideline, a decision of a meeting.
    rests_on = models.CharField(max_length=200, blank=True, default="")
    state = models.CharField(max_length=10, choices=TermState, default=TermState.PROPOSED)
    replaces = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="newer")
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    discuss_until = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    settled_why = models.CharField(max_length=400, blank=True, default="")

    objects = TermSet.as_manager()

    class Meta:
        ordering = ("folded", "id")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                name="term_agreed_once",
                fields=["district_code", "folded"],
                condition=Q(state=TermState.AGREED),
            ),
            models.UniqueConstraint(
                name="term_proposed_once",
                fields=["district_code", "folded"],
                condition=Q(state=TermState.PROPOSED),
            ),
            models.CheckConstraint(
                name="term_settled_by_somebody",
                condition=Q(state=TermState.PROPOSED, settled_at__isnull=True)
                | (~Q(state=TermState.PROPOSED) & Q(settled_at__isnull=False, settled_by__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return self.word


class TermComment(Record):
    """What an agency says of a proposed term. Its newest agreement or objection is where it stands."""

    PRIVACY: ClassVar[dict[str, Privacy]] = {"text": Privacy.OPERATIONAL, "*": Privacy.OPERATIONAL}

    term = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="comments")
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    stance = models.CharField(max_length=10, choices=Stance)
    text = models.CharField(max_length=1000, blank=True, default="")
    written_at = models.DateTimeField()
    written_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("written_at", "id")
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(name="objection_says_why", condition=Q(stance=Stance.AGREE) | ~Q(text=""))
        ]

    def __str__(self) -> str:
        return self.stance
