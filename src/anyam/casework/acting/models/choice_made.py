"""What somebody chose after seeing that another agency is acting."""

from typing import Any, ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from anyam.foundation.access import Actor
from anyam.foundation.access.visibility import ScopedQuerySet, opens
from anyam.foundation.core.privacy import Privacy
from anyam.foundation.core.records import Record

from ..choices import ActKind, Choice, Despite


class ChoiceMadeSet(ScopedQuerySet["ChoiceMade"]):
    def within_sight_of(self, actor: Actor) -> Self:
        """Those to whom the case is open in which it was chosen."""
        return self.filter(opens(actor, "case_id"))


class ChoiceMade(Record):
    """One row a choice, so that they can be counted; without need, agency of the other, or child."""

    PRIVACY: ClassVar[dict[str, Privacy]] = {"*": Privacy.OPERATIONAL}

    case_id = models.UUIDField()
    # What was saved; nothing where it was left or joined.
    subject_id = models.UUIDField(null=True)
    work_kind = models.CharField(max_length=12, choices=ActKind)
    choice = models.CharField(max_length=8, choices=Choice)
    reason = models.CharField(max_length=12, choices=Despite, blank=True, default="")
    # The agency that was about to act, and the acts that were known then: they are not asked about twice.
    for_agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    known = ArrayField(models.UUIDField(), default=list)
    district_code = models.CharField(max_length=5, blank=True, default="")
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", null=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+", null=True)

    objects = ChoiceMadeSet.as_manager()

    class Meta:
        ordering = ("-made_at", "-id")
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                name="acting_goes_on_with_a_reason",
                condition=(Q(choice=Choice.WENT_ON, subject_id__isnull=False) & ~Q(reason=""))
                | (~Q(choice=Choice.WENT_ON) & Q(reason="")),
            )
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(name="acting_choices_counted", fields=["district_code", "made_at"]),
            models.Index(name="acting_choices_of_case", fields=["case_id", "made_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.choice} {self.made_at:%Y-%m-%d}"
