"""One agency at one meeting: invited, answered, present with a mandate, signed."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from anyam.foundation.access.choices import Part
from anyam.foundation.core.privacy import Privacy
from anyam.foundation.core.records import Record
from anyam.foundation.vault.fields import SealedText

from ..choices import Answer, Mandate, Signature
from .meeting import Meeting

_WORDS: dict[str, Any] = {"compartment": "narrative", "scope": "dossier_id", "blank": True, "default": ""}


class Invitation(Record):
    PRIVACY: ClassVar[dict[str, Privacy]] = {
        "objection": Privacy.SENSITIVE,
        "limits": Privacy.SENSITIVE,
        "answer": Privacy.OPERATIONAL,
        "answered_at": Privacy.OPERATIONAL,
        "answered_by": Privacy.OPERATIONAL,
        "*": Privacy.OPERATIONAL,
    }

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="invitations")
    dossier_id = models.UUIDField()
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    # Who comes for the agency: named by the chair, or the delegate the agency sends instead.
    person = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    is_convener = models.BooleanField(default=False)
    # What of the case opens to the person, and the grant that opens it.
    parts = ArrayField(models.CharField(max_length=10, choices=Part), default=list)
    grant_id = models.UUIDField(null=True)
    invited_at = models.DateTimeField()
    answer = models.CharField(max_length=10, choices=Answer, default=Answer.WAITING)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    mandate = models.CharField(max_length=10, choices=Mandate, blank=True, default="")
    limits = SealedText(max_length=300, **_WORDS)
    was_present = models.BooleanField(null=True)
    signature = models.CharField(max_length=10, choices=Signature, blank=True, default="")
    objection = SealedText(max_length=2000, **_WORDS)
    signed_at = models.DateTimeField(null=True)
    signed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("-is_convener", "id")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(name="agency_invited_once", fields=["meeting", "agency"]),
            models.CheckConstraint(
                name="signature_has_a_moment",
                condition=~Q(signature__in=[Signature.SIGNED, Signature.OBJECTED])
                | Q(signed_at__isnull=False, signed_by__isnull=False),
            ),
            models.CheckConstraint(
                name="present_with_a_mandate_or_not", condition=~Q(was_present=True) | ~Q(mandate="")
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(name="invitation_of_agency", fields=["agency", "-invited_at"])
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.agency_id}"
