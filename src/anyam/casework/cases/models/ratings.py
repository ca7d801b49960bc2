"""Two people judge the risk of one child without knowing of each other."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from anyam.casework.cases.choices import Level
from anyam.casework.cases.models.cases import Case
from anyam.foundation.core.privacy import Privacy
from anyam.foundation.core.records import Record
from anyam.foundation.vault.fields import SealedJson


class BlindRating(Record):
    """The first has judged and asked the second; what each answered is told to both when both are done."""

    PRIVACY: ClassVar[dict[str, Privacy]] = {
        "*": Privacy.OPERATIONAL,
        **dict.fromkeys(("first_level", "first_facts", "second_level", "second_facts"), Privacy.SENSITIVE),
    }

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="ratings")
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    rules_version = models.CharField(max_length=20)
    first_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    first_at = models.DateTimeField()
    first_level = models.CharField(max_length=10, choices=Level)
    first_facts = SealedJson(compartment="narrative", scope="case_id")
    second_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    second_at = models.DateTimeField(null=True)
    second_level = models.CharField(max_length=10, choices=Level, blank=True, default="")
    second_facts = SealedJson(compartment="narrative", scope="case_id", null=True)

    class Meta:
        ordering = ("-first_at", "-id")
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(name="rated_by_two", condition=~Q(first_by=F("second_by"))),
            models.UniqueConstraint(
                name="one_open_rating", fields=["case"], condition=Q(second_at__isnull=True)
            ),
            models.CheckConstraint(
                name="second_rating_has_a_level",
                condition=Q(second_at__isnull=True, second_level="")
                | (Q(second_at__isnull=False) & ~Q(second_level="")),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
