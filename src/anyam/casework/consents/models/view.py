"""What the child itself thinks and wants, as far as it could be learnt."""

from typing import ClassVar

from django.db import models

from anyam.foundation.core.privacy import Privacy
from anyam.foundation.core.records import Record
from anyam.foundation.vault.fields import SealedText

from ..choices import ViewManner


class ChildView(Record):
    PRIVACY: ClassVar[dict[str, Privacy]] = {"*": Privacy.OPERATIONAL, "words": Privacy.SENSITIVE}

    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="+")
    manner = models.CharField(max_length=10, choices=ViewManner)
    age_years = models.PositiveSmallIntegerField(null=True)
    words = SealedText(compartment="narrative", scope="case_id")
    heard_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        ordering = ("-heard_at", "-id")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(name="child_views_of_case", fields=["case", "-heard_at"])
        ]

    def __str__(self) -> str:
        return self.manner
