"""The agenda, and what was said under each of its items."""

from typing import Any, ClassVar

from django.db import models

from anyam.foundation.core.privacy import Privacy
from anyam.foundation.core.records import Record
from anyam.foundation.vault.fields import SealedText

from ..choices import AgendaSource
from .meeting import Meeting

_WORDS: dict[str, Any] = {"compartment": "narrative", "scope": "dossier_id"}


class AgendaItem(Record):
    PRIVACY: ClassVar[dict[str, Privacy]] = {
        "title": Privacy.SENSITIVE,
        "minutes": Privacy.SENSITIVE,
        "*": Privacy.OPERATIONAL,
    }

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="items")
    dossier_id = models.UUIDField()
    position = models.PositiveSmallIntegerField()
    title = SealedText(max_length=300, **_WORDS)
    source = models.CharField(max_length=12, choices=AgendaSource, default=AgendaSource.BY_HAND)
    # Of a proposal: what it is about, so that it is put on once.
    source_key = models.CharField(max_length=80, blank=True, default="")
    decision_id = models.UUIDField(null=True)
    proposed_by = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    minutes = SealedText(max_length=20000, blank=True, default="", **_WORDS)
    # How often the minutes were saved, and from which form the last time: a second writer is told, nothing is lost.
    version = models.PositiveIntegerField(default=0)
    saved_from = models.UUIDField(null=True)
    saved_at = models.DateTimeField(null=True)
    saved_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("position", "id")

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.position}"


class Dissent(Record):
    """An agency thinks otherwise, in its own words; it stands in the minutes as it was written."""

    PRIVACY: ClassVar[dict[str, Privacy]] = {"words": Privacy.SENSITIVE, "*": Privacy.OPERATIONAL}

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="dissents")
    dossier_id = models.UUIDField()
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    decision_id = models.UUIDField(null=True)
    words = SealedText(max_length=2000, **_WORDS)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("written_at", "id")

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.agency_id}"
