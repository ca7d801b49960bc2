"""What sender and receiver write to each other about a referral; nobody else reads it."""

from typing import ClassVar

from django.db import models

from anyam.foundation.core.privacy import Privacy
from anyam.foundation.core.records import Record
from anyam.foundation.vault.fields import SealedText

from ..choices import MessageKind


class ReferralMessage(Record):
    PRIVACY: ClassVar[dict[str, Privacy]] = {"text": Privacy.SENSITIVE, "*": Privacy.OPERATIONAL}

    referral = models.ForeignKey("referrals.Referral", on_delete=models.CASCADE, related_name="messages")
    kind = models.CharField(max_length=12, choices=MessageKind)
    text = SealedText(compartment="summary", scope="referral_id")
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", null=True)
    written_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+", null=True)
    written_at = models.DateTimeField()

    class Meta:
        ordering = ("written_at", "id")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(name="referral_messages", fields=["referral", "written_at"])
        ]

    def __str__(self) -> str:
        return self.kind
