"""A procedure as it runs for a case: which version, where it stands, and every step with its owner and its clock."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from anyam.foundation.access import Actor, Permission
from anyam.foundation.access.visibility import ScopedQuerySet, not_barred, opens
from anyam.foundation.core.privacy import Privacy
from anyam.foundation.core.records import Record

from ..choices import Deviation, DeviationReason, RunState, StepState, StopReason
from .sop import SopVersion


class SopRunSet(ScopedQuerySet["SopRun"]):
    def running(self) -> Self:
        return self.filter(state=RunState.RUNNING)

    def within_sight_of(self, actor: Actor) -> Self:
        """Runs of the cases one may see, and those in which one's agency has or had a step."""
        if not actor.may(Permission.SEE_SOPS) or actor.agency_id is None:
            return self.none()
        has_step = Q(Exists(SopRunStep.objects.filter(run_id=OuterRef("pk"), agency_id=actor.agency_id)))
        # In the agency that leads the case only those see it who hold the case.
        elsewhere = has_step & ~Q(agency_id=actor.agency_id) & not_barred(actor, "case_id")
        return self.filter(opens(actor, "case_id") | elsewhere)


class SopRun(Record):
    """One version running for one case. It keeps its version until somebody moves it on purpose."""

    PRIVACY: ClassVar[dict[str, Privacy]] = {"*": Privacy.OPERATIONAL}

    version = models.ForeignKey(SopVersion, on_delete=models.PROTECT, related_name="runs")
    district_code = models.CharField(max_length=5)
    # The agency that leads the case: it may note a step for an agency that has nobody at a screen.
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    # Whoever holds the case there: the steps of the leading agency are theirs.
    leader = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    case_id = models.UUIDField(null=True)
    reference = models.CharField(max_length=30, blank=True, default="")
    # Which agency stands for which performer of the document.
    agencies = models.JSONField(default=dict)
    position = models.JSONField()
    state = models.CharField(max_length=10, choices=RunState, default=RunState.RUNNING)
    started_at = models.DateTimeField()
    started_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+", null=True)
    ended_at = models.DateTimeField(null=True)
    stop_reason = models.CharField(max_length=20, choices=StopReason, blank=True, default="")

    objects = SopRunSet.as_manager()

    class Meta:
        ordering = ("-started_at", "id")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                name="sop_run_once_a_case",
                fields=["case_id", "version"],
                condition=Q(state=RunState.RUNNING, case_id__isnull=False),
            ),
            models.CheckConstraint(
                name="sop_run_ends_in_a_state",
                condition=Q(state=RunState.RUNNING, ended_at__isnull=True, stop_reason="")
                | Q(state=RunState.ENDED, ended_at__isnull=False, stop_reason="")
                | (Q(state=RunState.STOPPED, ended_at__isnull=False) & ~Q(stop_reason="")),
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(name="sop_run_of_case", fields=["case_id"], condition=Q(case_id__isnull=False)),
            models.Index(name="sop_run_of_version", fields=["version"], condition=Q(state=RunState.RUNNING)),
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.reference}"


class SopRunStep(Record):
    """One step of a run: owned by an agency, due at a time, ended in a way that can be told."""

    PRIVACY: ClassVar[dict[str, Privacy]] = {"*": Privacy.OPERATIONAL}

    run = models.ForeignKey(SopRun, on_delete=models.PROTECT, related_name="steps")
    key = models.CharField(max_length=40)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=StepState, default=StepState.OPEN)
    answer = models.CharField(max_length=60, blank=True, default="")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+", null=True)
    # Noted by the leading agency for the agency that owns the step.
    is_on_behalf = models.BooleanField(default=False)
    deviation = models.CharField(max_length=20, choices=Deviation, blank=True, default="")
    deviation_reason = models.CharField(max_length=20, choices=DeviationReason, blank=True, default="")

    class Meta:
        ordering = ("opened_at", "id")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                name="sop_step_open_once", fields=["run", "key"], condition=Q(state=StepState.OPEN)
            ),
            models.CheckConstraint(
                name="sop_step_ends_once",
                condition=Q(state=StepState.OPEN, ended_at__isnull=True)
                | (~Q(state=StepState.OPEN) & Q(ended_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="sop_step_deviates_with_a_reason",
                condition=Q(deviation="", deviation_reason="") | (~Q(deviation="") & ~Q(deviation_reason="")),
            ),
            models.CheckConstraint(
                name="sop_step_due_after_opening", condition=Q(due_at__gte=F("opened_at"))
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(name="sop_step_of_agency", fields=["agency", "run"]),
        ]

    def __str__(self) -> str:
        return f"{self.run_id} {self.key}"
