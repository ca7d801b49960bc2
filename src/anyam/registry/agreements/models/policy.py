"""A rule in force: law, regulation, decree; national ones are shipped, a district adds its own."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q

from anyam.foundation.access import Actor, Permission
from anyam.foundation.access.visibility import ScopedQuerySet
from anyam.foundation.core.privacy import Privacy
from anyam.foundation.core.records import Record

from ..choices import PolicyKind


class PolicySet(ScopedQuerySet["Policy"]):
    def within_sight_of(self, actor: Actor) -> Self:
        """National ones and those of the own district."""
        if not actor.may(Permission.SEE_AGREEMENTS):
            return self.none()
        return self.filter(Q(district_code="") | Q(district_code=actor.district_code))


class Policy(Record):
    PRIVACY: ClassVar[dict[str, Privacy]] = {"*": Privacy.PUBLIC}

    # Empty for what holds in the whole country.
    district_code = models.CharField(max_length=5, blank=True, default="", db_collation="C")
    code = models.CharField(max_length=60)
    kind = models.CharField(max_length=12, choices=PolicyKind)
    number = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    issuer = models.CharField(max_length=160)
    in_force_from = models.DateField(null=True)
    in_force_until = models.DateField(null=True)
    review_on = models.DateField(null=True)
    review_asked_for = models.DateField(null=True)
    reviewed_on = models.DateField(null=True)
    review_words = models.CharField(max_length=600, blank=True)
    superseded_by = models.ForeignKey("self", on_delete=models.PROTECT, related_name="supersedes", null=True)
    source = models.CharField(max_length=300, blank=True)
    is_confirmed = models.BooleanField(default=False)
    # Which agency keeps it up to date; it is asked at the review day.
    keeper = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", null=True)
    made_at = models.DateTimeField()
    by_user_id = models.UUIDField(null=True)

    objects = PolicySet.as_manager()

    class Meta:
        ordering = ("kind", "-year", "number", "id")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["district_code", "code"], name="policy_code_once"),
            models.CheckConstraint(
                condition=Q(in_force_until__isnull=True)
                | Q(in_force_from__isnull=True)
                | Q(in_force_until__gte=F("in_force_from")),
                name="policy_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(superseded_by__isnull=True) | ~Q(superseded_by=F("id")),
                name="policy_supersedes_another",
            ),
        ]

    def __str__(self) -> str:
        return self.code
