"""How partners who do not sign in answer a referral: by the address on a reply sheet, or by a letter of their own."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from anyam.foundation.core.privacy import Privacy
from anyam.foundation.core.records import Record
from anyam.foundation.entry.addresses import SecretAddress
from anyam.foundation.vault.fields import SealedText

from ..choices import ReplyStep, ReplyWay


class ReplyLink(SecretAddress):
    """The address on the reply sheet of one referral letter. A letter has one that stands; a new one shuts the old."""

    PRIVACY: ClassVar[dict[str, Privacy]] = {"*": Privacy.OPERATIONAL}

    document = models.ForeignKey("documents.Document", on_delete=models.CASCADE, related_name="links")

    class Meta:
        ordering = ("-made_at", "-id")
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(condition=Q(expires_at__gt=F("made_at")), name="documents_link_expires"),
            models.UniqueConstraint(
                name="documents_one_open_link", fields=["document"], condition=Q(revoked_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Reply(Record):
    """One answer that came without signing in: which step, by which way, who signed it, who wrote it down."""

    PRIVACY: ClassVar[dict[str, Privacy]] = {"*": Privacy.OPERATIONAL, "signer": Privacy.PERSONAL}

    document = models.ForeignKey("documents.Document", on_delete=models.CASCADE, related_name="replies")
    referral = models.ForeignKey("referrals.Referral", on_delete=models.PROTECT, related_name="+")
    case_id = models.UUIDField()
    step = models.CharField(max_length=8, choices=ReplyStep)
    way = models.CharField(max_length=5, choices=ReplyWay)
    link = models.ForeignKey(ReplyLink, on_delete=models.PROTECT, related_name="+", null=True)
    # Name and office of whoever signed the letter; an answer by the reply sheet names nobody.
    signer = SealedText(compartment="summary", scope="referral_id", max_length=150, blank=True, default="")
    dated_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+", null=True)
    # The scanned letter, among the files of the case.
    file_id = models.UUIDField(null=True)

    class Meta:
        ordering = ("recorded_at", "id")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(name="documents_one_reply_per_step", fields=["document", "step"]),
            models.CheckConstraint(
                name="documents_reply_has_a_way",
                condition=Q(way=ReplyWay.LINK, link__isnull=False, recorded_by__isnull=True)
                | Q(way=ReplyWay.PAPER, link__isnull=True, recorded_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.step
