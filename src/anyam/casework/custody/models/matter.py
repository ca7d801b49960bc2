"""What a child is said to have done, where the matter lies, and what is written for those who decide."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from anyam.foundation.core.privacy import Privacy
from anyam.foundation.core.records import Record
from anyam.foundation.vault.fields import SealedText

from ..choices import Ending, Level, PaperKind


class Matter(Record):
    """One matter of a child at a time; what it is about is sealed."""

    PRIVACY: ClassVar[dict[str, Privacy]] = {
        "*": Privacy.SENSITIVE,
        **dict.fromkeys(("id", "recorded_at", "recorded_by"), Privacy.OPERATIONAL),
    }

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    level = models.CharField(max_length=15, choices=Level)
    level_since = models.DateTimeField()
    threatened_years = models.PositiveSmallIntegerField(null=True)
    is_repeated = models.BooleanField(null=True)
    offence = SealedText(compartment="legal", scope="case_id", max_length=300, blank=True, default="")
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ending = models.CharField(max_length=12, choices=Ending, blank=True, default="")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-began_at", "-id")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                name="one_open_matter", fields=["case"], condition=Q(ended_at__isnull=True)
            ),
            models.CheckConstraint(
                name="matter_ends_with_a_word",
                condition=Q(ended_at__isnull=True, ending="") | (Q(ended_at__isnull=False) & ~Q(ending="")),
            ),
        ]

    def __str__(self) -> str:
        return self.level


class SocialPaper(Record):
    """A litmas or a social report: asked of an agency at a moment, due by law, handed over."""

    PRIVACY: ClassVar[dict[str, Privacy]] = {
        "*": Privacy.SENSITIVE,
        **dict.fromkeys(("id", "case_number", "asked_by"), Privacy.OPERATIONAL),
    }

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    case_number = models.CharField(max_length=30)
    kind = models.CharField(max_length=8, choices=PaperKind)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    due_at = models.DateTimeField()
    handed_over_at = models.DateTimeField(null=True)
    number = SealedText(compartment="legal", scope="case_id", max_length=120, blank=True, default="")

    class Meta:
        ordering = ("-asked_at", "-id")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                name="paper_asked_once", fields=["case", "kind"], condition=Q(handed_over_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return self.kind
