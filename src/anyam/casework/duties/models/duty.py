"""Something an agency does again and again, for itself or for another agency."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from anyam.foundation.access import Actor, Permission, Role
from anyam.foundation.access.visibility import ScopedQuerySet
from anyam.foundation.core.privacy import Privacy
from anyam.foundation.core.records import Record

from ..choices import DutyKind, EvidenceKind, FreeDays, Rhythm
from ..rules import MOST_LEAD_DAYS


class DutySet(ScopedQuerySet["Duty"]):
    def within_sight_of(self, actor: Actor) -> Self:
        """Of one's own agency, what is owed to it, and for the coordinator those of the district."""
        if actor.agency_id is None or not actor.may(Permission.SEE_DUTIES):
            return self.none()
        mine = Q(agency_id=actor.agency_id) | Q(to_agency_id=actor.agency_id)
        if actor.is_any(Role.COORDINATOR):
            mine |= Q(district_code=actor.district_code)
        return self.filter(mine)

    def running(self) -> Self:
        return self.filter(ended_on__isnull=True)


class Duty(Record):
    PRIVACY: ClassVar[dict[str, Privacy]] = {
        "title": Privacy.OPERATIONAL,
        "rests_on": Privacy.OPERATIONAL,
        "*": Privacy.OPERATIONAL,
    }

    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    district_code = models.CharField(max_length=5, db_collation="C")
    title = models.CharField(max_length=120)
    kind = models.CharField(max_length=12, choices=DutyKind)
    to_agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", null=True)
    rhythm = models.CharField(max_length=12, choices=Rhythm)
    first_on = models.DateField()
    free_days = models.CharField(max_length=6, choices=FreeDays)
    # So many days before its day it stands on the desk.
    lead_days = models.PositiveSmallIntegerField()
    evidence_kind = models.CharField(max_length=8, choices=EvidenceKind)
    role = models.CharField(max_length=30, blank=True, default="")
    assignee = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+", null=True)
    # The rule or agreement behind it, and whether the district has confirmed that it is so.
    rests_on = models.CharField(max_length=200, blank=True, default="")
    is_confirmed = models.BooleanField(default=False)
    # Up to this day of its rule it was asked for.
    asked_until = models.DateField(null=True)
    begun_at = models.DateTimeField()
    ended_on = models.DateField(null=True)

    objects = DutySet.as_manager()

    class Meta:
        ordering = ("title", "id")
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                name="duty_has_one_owner",
                condition=(Q(assignee__isnull=True) & ~Q(role="")) | Q(assignee__isnull=False, role=""),
            ),
            models.CheckConstraint(name="duty_has_a_title", condition=~Q(title="")),
            models.CheckConstraint(name="duty_lead_is_short", condition=Q(lead_days__lte=MOST_LEAD_DAYS)),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(name="duties_of_agency", fields=["agency", "ended_on"]),
            models.Index(name="duties_owed_to", fields=["to_agency", "ended_on"]),
        ]

    def __str__(self) -> str:
        return self.title
