"""What somebody can carry, how far children live, and who was chosen for a case. Rows are added; the newest counts."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from anyam.foundation.core.privacy import Privacy
from anyam.foundation.core.records import Record

from ..choices import ShareReason, WhyOther, Zone

FULL_SHARE = 100


class WorkerTerms(Record):
    """The share of a full load somebody carries at an agency, and what they bring with them."""

    PRIVACY: ClassVar[dict[str, Privacy]] = {"*": Privacy.OPERATIONAL}

    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    worker = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    share = models.PositiveSmallIntegerField(default=FULL_SHARE)
    reason = models.CharField(max_length=12, choices=ShareReason, default=ShareReason.FULL)
    # The sub-district in which they are at home in their work.
    place = models.ForeignKey("places.Place", on_delete=models.PROTECT, null=True, related_name="+")
    skills = ArrayField(models.CharField(max_length=40), default=list)
    languages = ArrayField(models.CharField(max_length=40), default=list)
    since = models.DateTimeField()
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                name="terms_share_of_a_load", condition=Q(share__gte=0, share__lte=FULL_SHARE)
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(name="terms_newest", fields=["agency", "worker", "-since"])
        ]

    def __str__(self) -> str:
        return f"{self.share}%"


class TravelZone(Record):
    """How far a sub-district is from an agency, and on whose word."""

    PRIVACY: ClassVar[dict[str, Privacy]] = {"*": Privacy.OPERATIONAL}

    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey("places.Place", on_delete=models.PROTECT, related_name="+")
    zone = models.CharField(max_length=6, choices=Zone)
    source = models.CharField(max_length=200)
    since = models.DateTimeField()
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(name="zones_newest", fields=["agency", "place", "-since"])
        ]

    def __str__(self) -> str:
        return f"{self.place_id} {self.zone}"


class WorkerChoice(Record):
    """That somebody was given a case, and why, where another was proposed. Whose turn it is follows from these."""

    PRIVACY: ClassVar[dict[str, Privacy]] = {"*": Privacy.OPERATIONAL}

    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="+")
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    worker = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    was_proposed = models.BooleanField()
    despite = models.CharField(max_length=12, choices=WhyOther, blank=True, default="")
    chosen_at = models.DateTimeField()
    chosen_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(name="choices_turn", fields=["agency", "worker", "-chosen_at"])
        ]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                name="another_chosen_with_a_reason", condition=Q(was_proposed=True) | ~Q(despite="")
            ),
        ]

    def __str__(self) -> str:
        return str(self.chosen_at)
