"""A file of a case: what it is, who brought it, and the keys under which its sealed contents lie."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from anyam.foundation.core.ids import new_id
from anyam.foundation.core.privacy import Privacy
from anyam.foundation.core.records import Record
from anyam.foundation.uploads.choices import Form
from anyam.foundation.vault.fields import SealedText

from ..choices import FileKind, OriginalReason, RestrictionReason
from .folder import COMPARTMENT


class CaseFile(Record):
    """The original lies apart from the copy that is shown: the copy tells neither where nor by whom."""

    PRIVACY: ClassVar[dict[str, Privacy]] = {
        "original_name": Privacy.SENSITIVE,
        "note": Privacy.SENSITIVE,
        "digest": Privacy.SENSITIVE,
        "restriction_words": Privacy.SENSITIVE,
        "restriction_reason": Privacy.OPERATIONAL,
        "*": Privacy.OPERATIONAL,
    }

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=FileKind)
    form = models.CharField(max_length=5, choices=Form)
    size = models.PositiveIntegerField()
    # SHA-256 of the original: shows a court that it is still what was brought.
    digest = SealedText(compartment=COMPARTMENT, scope="case_id", max_length=64)
    original_name = SealedText(compartment=COMPARTMENT, scope="case_id", max_length=200)
    note = SealedText(compartment=COMPARTMENT, scope="case_id", max_length=300, default="")
    original_key = models.UUIDField(unique=True, default=new_id)
    copy_key = models.UUIDField(unique=True, default=new_id)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    kept_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    kept_at = models.DateTimeField()
    restricted_at = models.DateTimeField(null=True)
    restricted_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    restriction_reason = models.CharField(max_length=10, choices=RestrictionReason, blank=True, default="")
    restriction_words = SealedText(compartment=COMPARTMENT, scope="case_id", max_length=500, default="")

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(name="files_of_case", fields=["case", "-kept_at", "-id"])
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="files_restricted_with_reason",
                condition=Q(restricted_at__isnull=True, restriction_reason="")
                | (Q(restricted_at__isnull=False, restricted_by__isnull=False) & ~Q(restriction_reason="")),
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)


class OriginalOpening(Record):
    """Somebody fetched an untouched original, and why."""

    PRIVACY: ClassVar[dict[str, Privacy]] = {
        "reason": Privacy.OPERATIONAL,
        "words": Privacy.SENSITIVE,
        "*": Privacy.OPERATIONAL,
    }

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey("files.CaseFile", on_delete=models.PROTECT, related_name="openings")
    reason = models.CharField(max_length=15, choices=OriginalReason)
    words = SealedText(compartment=COMPARTMENT, scope="case_id", max_length=500)
    opened_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.pk)
