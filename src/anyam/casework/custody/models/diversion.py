"""Diversion: tried at a level, ended with an agreement or without, and each term of it kept or not."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from anyam.foundation.core.privacy import Privacy
from anyam.foundation.core.records import Record
from anyam.foundation.vault.fields import SealedText

from ..choices import OPEN_DIVERSION, DiversionState, Level, TermKind, TermState
from .matter import Matter


class Diversion(Record):
    PRIVACY: ClassVar[dict[str, Privacy]] = {
        "*": Privacy.SENSITIVE,
        **dict.fromkeys(("id",), Privacy.OPERATIONAL),
    }

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="diversions")
    level = models.CharField(max_length=15, choices=Level)
    state = models.CharField(max_length=8, choices=DiversionState)
    offer_due_at = models.DateTimeField()
    offered_at = models.DateTimeField(null=True)
    finish_due_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    number = SealedText(compartment="legal", scope="case_id", max_length=120, blank=True, default="")

    class Meta:
        ordering = ("-offer_due_at", "-id")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                name="one_open_diversion", fields=["case"], condition=Q(state__in=OPEN_DIVERSION)
            ),
            models.UniqueConstraint(name="diversion_once_a_level", fields=["matter", "level"]),
        ]

    def __str__(self) -> str:
        return self.state


class DiversionTerm(Record):
    PRIVACY: ClassVar[dict[str, Privacy]] = {
        "*": Privacy.SENSITIVE,
        **dict.fromkeys(("id",), Privacy.OPERATIONAL),
    }

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    diversion = models.ForeignKey(Diversion, on_delete=models.PROTECT, related_name="terms")
    kind = models.CharField(max_length=10, choices=TermKind)
    words = SealedText(compartment="legal", scope="case_id", max_length=300, blank=True, default="")
    due_on = models.DateField()
    state = models.CharField(max_length=6, choices=TermState, default=TermState.OPEN)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("due_on", "id")

    def __str__(self) -> str:
        return self.kind
