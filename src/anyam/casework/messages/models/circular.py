"""Circulars and guidance in versions, for whom they are meant, and who works by which version."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from anyam.foundation.access import Actor, Permission
from anyam.foundation.access.visibility import ScopedQuerySet
from anyam.foundation.core.privacy import Privacy
from anyam.foundation.core.records import Record

from ..choices import CircularKind, CircularState


class CircularSet(ScopedQuerySet["Circular"]):
    def within_sight_of(self, actor: Actor) -> "CircularSet":
        """Of the own district: the own agency's, those meant for it, and for the secretariat all that were issued."""
        if not actor.may(Permission.SEE_CIRCULARS) or actor.agency_id is None:
            return self.none()
        meant = Exists(
            CircularReceipt.objects.filter(version__circular=OuterRef("pk"), agency_id=actor.agency_id)
        )
        own = Q(agency_id=actor.agency_id) | Q(meant)
        all_issued = ~Q(number="") if actor.may(Permission.ACT_FOR_OUTSIDE_BODIES) else Q(pk__in=[])
        return self.filter(own | all_issued, district_code=actor.district_code)


class Circular(Record):
    """What stays the same through all versions."""

    PRIVACY: ClassVar[dict[str, Privacy]] = {"*": Privacy.OPERATIONAL}

    district_code = models.CharField(max_length=5, db_collation="C")
    # Given when it is first issued.
    number = models.CharField(max_length=30, blank=True, default="")
    kind = models.CharField(max_length=10, choices=CircularKind)
    title = models.CharField(max_length=200)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    objects = CircularSet.as_manager()

    class Meta:
        ordering = ("-made_at", "-id")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                name="circular_numbered_once", fields=["district_code", "number"], condition=~Q(number="")
            ),
            models.CheckConstraint(name="circular_has_a_title", condition=~Q(title="")),
        ]

    def __str__(self) -> str:
        return self.number


class CircularVersion(Record):
    PRIVACY: ClassVar[dict[str, Privacy]] = {
        "text": Privacy.OPERATIONAL,
        "changed": Privacy.OPERATIONAL,
        "answers": Privacy.OPERATIONAL,
        "right_answer": Privacy.OPERATIONAL,
        "*": Privacy.OPERATIONAL,
    }

    circular = models.ForeignKey(Circular, on_delete=models.CASCADE, related_name="versions")
    version = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=CircularState, default=CircularState.DRAFT)
    text = models.TextField()
    # From the second version on: what is new, so that nobody has to compare.
    changed = models.TextField(blank=True, default="")
    valid_from = models.DateField()
    read_by = models.DateField()
    question = models.CharField(max_length=300)
    answers = ArrayField(models.CharField(max_length=200), default=list)
    right_answer = models.PositiveSmallIntegerField(default=0)
    # For whom: all agencies, agencies of these kinds, and these agencies.
    is_for_all = models.BooleanField(default=False)
    kind_codes = ArrayField(models.CharField(max_length=40), default=list)
    agency_ids = ArrayField(models.UUIDField(), default=list)
    issued_at = models.DateTimeField(null=True)
    issued_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    # How often the draft was saved: a second writer is told.
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("-version",)
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(name="circular_version_once", fields=["circular", "version"]),
            models.UniqueConstraint(
                name="circular_one_in_force", fields=["circular"], condition=Q(state=CircularState.ISSUED)
            ),
            models.UniqueConstraint(
                name="circular_one_draft", fields=["circular"], condition=Q(state=CircularState.DRAFT)
            ),
            models.CheckConstraint(
                name="circular_issued_by_somebody",
                condition=Q(state=CircularState.DRAFT, issued_at__isnull=True)
                | (~Q(state=CircularState.DRAFT) & Q(issued_at__isnull=False, issued_by__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return str(self.version)


class CircularReceipt(Record):
    """One version for one agency: when it was read there, understood, and taken into use."""

    PRIVACY: ClassVar[dict[str, Privacy]] = {"*": Privacy.OPERATIONAL}

    version = models.ForeignKey(CircularVersion, on_delete=models.CASCADE, related_name="receipts")
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    read_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    # How often the control question was answered otherwise before: a question to the circular, not to the reader.
    tries = models.PositiveSmallIntegerField(default=0)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    in_use_at = models.DateTimeField(null=True)
    in_use_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    reminded_at = models.DateTimeField(null=True)
    times_reminded = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("id",)
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(name="circular_sent_once", fields=["version", "agency"]),
            models.CheckConstraint(
                name="circular_used_when_understood",
                condition=Q(in_use_at__isnull=True)
                | Q(answered_at__isnull=False, read_at__isnull=False, in_use_at__gte=F("answered_at")),
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(name="circulars_of_agency", fields=["agency", "-sent_at"])
        ]

    def __str__(self) -> str:
        return str(self.pk)
