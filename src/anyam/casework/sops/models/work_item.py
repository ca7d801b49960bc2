"""A piece of work with a clock: who owns it, until when, and how it ended."""

from datetime import datetime
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Count, F, Q

from anyam.foundation.access import Actor, Role
from anyam.foundation.access.visibility import ScopedQuerySet
from anyam.foundation.core.privacy import Privacy
from anyam.foundation.core.records import Record

from ..choices import DueGroup, EndReason, Rung, SubjectKind, WorkKind, WorkState
from ..rules import group_limits

# These roles look after the work of everybody in their agency once it is late.
LOOKS_AFTER_AGENCY = frozenset({Role.SUPERVISOR, Role.AGENCY_HEAD})


class WorkItemSet(ScopedQuerySet["WorkItem"]):
    def open(self) -> Self:
        return self.filter(state=WorkState.OPEN)

    def within_sight_of(self, actor: Actor) -> Self:
        """What this person, or nobody in particular but their role in their agency, has to do now."""
        if actor.user_id is None or actor.agency_id is None:
            return self.none()
        mine = Q(assignee_id=actor.user_id, agency_id=actor.agency_id)
        my_role = Q(assignee__isnull=True, agency_id=actor.agency_id, role__in=actor.roles)
        districts = Q(
            assignee__isnull=True,
            agency__isnull=True,
            district_code=actor.district_code,
            role__in=actor.roles,
        )
        return self.open().filter(mine | my_role | districts)

    def late_in_agency_of(self, actor: Actor) -> Self:
        """Late work in the actor's agency that was told to whoever looks after it; empty for other roles."""
        if not actor.is_any(*LOOKS_AFTER_AGENCY):
            return self.none()
        return self.open().filter(agency_id=actor.agency_id, escalated_at__isnull=False)

    def called_to_coordinator(self, actor: Actor) -> Self:
        """Work of all agencies of the district that was told to the coordinator; empty for other roles."""
        if not actor.is_any(Role.COORDINATOR):
            return self.none()
        return self.open().filter(district_code=actor.district_code, rung__gte=Rung.COORDINATOR)

    def counts_by_group(self, now: datetime) -> dict[DueGroup, int]:
        limits = group_limits(now)
        before = {group.value: Count("id", filter=Q(due_at__lt=limit)) for group, limit in limits.items()}
        counted = self.order_by().aggregate(**before, all=Count("id"))
        groups, below = {}, 0
        for group in DueGroup:
            upto = counted[group.value] if group in limits else counted["all"]
            groups[group], below = upto - below, upto
        return groups


class WorkItem(Record):
    """Owned by an agency, in it by a role or one person; without an agency, by the district secretariat."""

    PRIVACY: ClassVar[dict[str, Privacy]] = {"*": Privacy.OPERATIONAL}

    kind = models.CharField(max_length=30, choices=WorkKind)
    subject_kind = models.CharField(max_length=20, choices=SubjectKind)
    subject_id = models.UUIDField()
    # The number people say on the telephone: a case's or a referral's, never a name.
    reference = models.CharField(max_length=30, blank=True, default="")
    case_id = models.UUIDField(null=True)
    district_code = models.CharField(max_length=5, blank=True, default="")
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", null=True)
    role = models.CharField(max_length=30, blank=True, default="")
    assignee = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+", null=True)
    promise_key = models.CharField(max_length=40, blank=True, default="")
    starts_at = models.DateTimeField()
    due_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=WorkState, default=WorkState.OPEN)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+", null=True)
    end_reason = models.CharField(max_length=20, choices=EndReason, blank=True, default="")
    escalated_at = models.DateTimeField(null=True)
    rung = models.PositiveSmallIntegerField(choices=Rung, default=Rung.NONE)
    # The next rung and its moment; empty where nobody is to be called out any more.
    next_rung = models.PositiveSmallIntegerField(choices=Rung, default=Rung.NONE)
    calls_at = models.DateTimeField(null=True)

    objects = WorkItemSet.as_manager()

    class Meta:
        ordering = ("due_at", "id")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                name="work_open_once", fields=["subject_id", "kind"], condition=Q(state=WorkState.OPEN)
            ),
            models.CheckConstraint(
                name="work_ends_with_a_reason",
                condition=Q(state=WorkState.OPEN, ended_at__isnull=True, end_reason="")
                | (~Q(state=WorkState.OPEN) & Q(ended_at__isnull=False) & ~Q(end_reason="")),
            ),
            models.CheckConstraint(
                name="work_has_an_owner", condition=Q(assignee__isnull=False) | ~Q(role="")
            ),
            models.CheckConstraint(name="work_is_due_after_start", condition=Q(due_at__gte=F("starts_at"))),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                name="work_open_of_person",
                fields=["assignee", "agency", "due_at"],
                condition=Q(state=WorkState.OPEN, assignee__isnull=False),
            ),
            models.Index(
                name="work_open_of_role",
                fields=["agency", "role", "due_at"],
                condition=Q(state=WorkState.OPEN, assignee__isnull=True),
            ),
            models.Index(
                name="work_escalated",
                fields=["agency", "due_at"],
                condition=Q(state=WorkState.OPEN, escalated_at__isnull=False),
            ),
            models.Index(
                name="work_calls",
                fields=["calls_at"],
                condition=Q(state=WorkState.OPEN, calls_at__isnull=False),
            ),
            models.Index(
                name="work_at_coordinator",
                fields=["district_code", "due_at"],
                condition=Q(state=WorkState.OPEN, rung__gte=Rung.COORDINATOR),
            ),
            models.Index(name="work_open_by_due", fields=["due_at"], condition=Q(state=WorkState.OPEN)),
            models.Index(name="work_by_case", fields=["case_id"], condition=Q(state=WorkState.OPEN)),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.reference}"
