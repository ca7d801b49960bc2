"""What each agency named in an SOP says to it."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from anyam.foundation.access import Actor, Permission
from anyam.foundation.access.visibility import ScopedQuerySet
from anyam.foundation.core.privacy import Privacy
from anyam.foundation.core.records import Record

from ..choices import SignatureState
from .sop import SopVersion


class SopSignatureSet(ScopedQuerySet["SopSignature"]):
    def within_sight_of(self, actor: Actor) -> Self:
        may = actor.may(Permission.SEE_SOPS) and bool(actor.district_code)
        return self.filter(version__sop__district_code=actor.district_code) if may else self.none()


class SopSignature(Record):
    PRIVACY: ClassVar[dict[str, Privacy]] = {"*": Privacy.OPERATIONAL}

    version = models.ForeignKey(SopVersion, on_delete=models.PROTECT, related_name="signatures")
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=SignatureState, default=SignatureState.WAITING)
    asked_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+", null=True)
    # The office in which it was signed, as it stands under the SOP: "Kepala RSUD dr. Iskak".
    signed_as = models.CharField(max_length=200, blank=True, default="")
    # What the agency wants changed; every agency named in the SOP reads it.
    remark = models.CharField(max_length=2000, blank=True, default="")

    objects = SopSignatureSet.as_manager()

    class Meta:
        ordering = ("asked_at", "id")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(name="sop_signature_once", fields=["version", "agency"]),
            models.CheckConstraint(
                name="sop_signature_is_somebodys",
                condition=~Q(state__in=(SignatureState.SIGNED, SignatureState.DECLINED))
                | Q(decided_at__isnull=False, decided_by__isnull=False),
            ),
            models.CheckConstraint(
                name="sop_signature_declined_says_why", condition=~Q(state="declined") | ~Q(remark="")
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(name="sop_signature_of_agency", fields=["agency", "state"]),
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.agency_id}"
