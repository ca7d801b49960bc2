"""Registration and accreditation of an institution, and the way to a new certificate."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from anyam.foundation.core.privacy import Privacy
from anyam.foundation.core.records import Record

from ..choices import AssessmentStep, Grade, PaperKind


class Paper(Record):
    """A registration or certificate as issued. A new one is added; the newest of its kind counts."""

    PRIVACY: ClassVar[dict[str, Privacy]] = {"*": Privacy.PUBLIC}

    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=14, choices=PaperKind)
    grade = models.CharField(max_length=1, choices=Grade, blank=True)
    number = models.CharField(max_length=80)
    issuer = models.CharField(max_length=160)
    issued_on = models.DateField()
    runs_until = models.DateField()
    asked_at = models.DateTimeField(null=True)
    kept_at = models.DateTimeField()
    by_user_id = models.UUIDField(null=True)

    class Meta:
        ordering = ("kind", "-runs_until", "-id")
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(condition=Q(runs_until__gt=F("issued_on")), name="paper_ends_after_start"),
            models.CheckConstraint(
                condition=Q(kind=PaperKind.ACCREDITATION, grade__in=Grade.values)
                | Q(kind=PaperKind.REGISTRATION, grade=""),
                name="paper_grade_of_accreditation",
            ),
            models.UniqueConstraint(fields=["agency", "kind", "number"], name="paper_once"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["runs_until"], condition=Q(asked_at__isnull=True), name="paper_not_asked"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"


class Assessment(Record):
    """One way through the assessment of an institution; open until decided or given up."""

    PRIVACY: ClassVar[dict[str, Privacy]] = {"*": Privacy.OPERATIONAL}

    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    begun_on = models.DateField()
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-begun_at", "-id")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["agency"], condition=Q(ended_at__isnull=True), name="assessment_one_open"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.begun_on}"


class AssessmentDone(Record):
    PRIVACY: ClassVar[dict[str, Privacy]] = {"note": Privacy.OPERATIONAL, "*": Privacy.OPERATIONAL}

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="steps")
    step = models.CharField(max_length=12, choices=AssessmentStep)
    done_on = models.DateField()
    note = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    by_user_id = models.UUIDField(null=True)

    class Meta:
        ordering = ("at", "id")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["assessment", "step"], name="assessment_step_once"),
        ]

    def __str__(self) -> str:
        return self.step
