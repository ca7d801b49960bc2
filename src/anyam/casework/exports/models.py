"""An export: who asked for what and why, who else agreed, and the sealed result for a day."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from anyam.foundation.access import Actor, Permission, Role
from anyam.foundation.access.visibility import ScopedQuerySet
from anyam.foundation.core.blob_folder import BlobFolder
from anyam.foundation.core.ids import new_id
from anyam.foundation.core.privacy import Privacy
from anyam.foundation.core.records import Record
from anyam.foundation.vault.fields import SealedText

from .choices import ExportKind, ExportPurpose, ExportState, FailReason

COMPARTMENT = "export"


def folder() -> BlobFolder:
    """Where finished exports lie sealed until they expire."""
    return BlobFolder(settings.ANYAM_FILES / "exports")


class ExportSet(ScopedQuerySet["Export"]):
    def within_sight_of(self, actor: Actor) -> "ExportSet":
        """One's own; and for the second person those of the agency, for the data protection officer the district's."""
        seen = Q(requester_id=actor.user_id, agency_id=actor.agency_id)
        if actor.may(Permission.APPROVE_EXPORT):
            if actor.is_any(Role.DATA_PROTECTION_OFFICER):
                seen |= Q(district_code=actor.district_code)
            else:
                seen |= Q(agency_id=actor.agency_id)
        return self.filter(seen) if actor.user_id and actor.agency_id else self.none()


class Export(Record):
    PRIVACY: ClassVar[dict[str, Privacy]] = {
        "words": Privacy.SENSITIVE,
        "decision_words": Privacy.SENSITIVE,
        "passphrase": Privacy.SENSITIVE,
        "purpose": Privacy.OPERATIONAL,
        "fail_reason": Privacy.OPERATIONAL,
        "*": Privacy.OPERATIONAL,
    }

    number = models.CharField(max_length=20, unique=True)
    kind = models.CharField(max_length=15, choices=ExportKind)
    purpose = models.CharField(max_length=15, choices=ExportPurpose)
    words = SealedText(compartment=COMPARTMENT, scope="id", max_length=500)
    requester = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    district_code = models.CharField(max_length=5, blank=True, default="")
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, null=True, related_name="+")
    referral = models.ForeignKey("referrals.Referral", on_delete=models.PROTECT, null=True, related_name="+")
    # The number people know the subject by, for the second person who may not see the case itself.
    about = models.CharField(max_length=30, blank=True, default="")
    state = models.CharField(max_length=10, choices=ExportState, default=ExportState.WAITING)
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decision_words = SealedText(compartment=COMPARTMENT, scope="id", max_length=500, default="")
    made_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    blob_key = models.UUIDField(unique=True, default=new_id)
    passphrase = SealedText(compartment=COMPARTMENT, scope="id", max_length=60, default="")
    passphrase_seen_at = models.DateTimeField(null=True)
    fetched = models.PositiveSmallIntegerField(default=0)
    fail_reason = models.CharField(max_length=15, choices=FailReason, blank=True, default="")

    objects = ExportSet.as_manager()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(name="exports_of_requester", fields=["requester", "-asked_at"]),
            models.Index(name="exports_waiting", fields=["agency", "asked_at"], condition=Q(state="waiting")),
            models.Index(name="exports_expiring", fields=["expires_at"], condition=Q(state="ready")),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="exports_by_two_people",
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("requester")),
            ),
            models.CheckConstraint(
                name="exports_made_after_approval",
                condition=~Q(state__in=["approved", "ready"]) | Q(decided_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.number
