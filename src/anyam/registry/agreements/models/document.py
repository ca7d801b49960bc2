"""A paper of an agreement, of an addendum, of a delivery or of a policy, and where its sealed contents lie."""

from __future__ import annotations

from typing import Any, ClassVar, Self
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Q

from anyam.foundation.access import Actor
from anyam.foundation.access.visibility import ScopedQuerySet
from anyam.foundation.core.blob_folder import BlobFolder
from anyam.foundation.core.ids import new_id
from anyam.foundation.core.privacy import Privacy
from anyam.foundation.core.records import Record
from anyam.foundation.uploads.choices import Form

from ..choices import DocumentKind
from .agreement import Agreement
from .obligation import Delivery
from .policy import Policy
from .signing import Addendum

COMPARTMENT = "documents"


def folder() -> BlobFolder:
    """The folder of sealed documents, apart from the files of cases and within the same backups."""
    return BlobFolder(settings.ANYAM_FILES / "agreements")


class DocumentSet(ScopedQuerySet["Document"]):
    def within_sight_of(self, actor: Actor) -> Self:
        """Those of agreements and policies within sight: what a reader sees, they see with its papers."""
        agreements = Agreement.objects.within_sight_of(actor)
        return self.filter(
            Q(agreement__in=agreements)
            | Q(addendum__agreement__in=agreements)
            | Q(delivery__due__obligation__agreement__in=agreements)
            | Q(policy__in=Policy.objects.within_sight_of(actor))
        )

    def with_subjects(self) -> Self:
        """With what it belongs to and the parties of it, as decisions and rows need them."""
        found = self.select_related("policy", "delivery__due__obligation__debtor")
        found = found.select_related(
            "agreement", "addendum__agreement", "delivery__due__obligation__agreement"
        )
        return found.prefetch_related("agreement__parties", "addendum__agreement__parties")


class Document(Record):
    """Added, and withdrawn with a reason; never changed. The copy is read, the original is what the digest names."""

    PRIVACY: ClassVar[dict[str, Privacy]] = {
        "title": Privacy.OPERATIONAL,
        "withdrawn_reason": Privacy.OPERATIONAL,
        "*": Privacy.OPERATIONAL,
    }

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="documents", null=True)
    addendum = models.ForeignKey(Addendum, on_delete=models.PROTECT, related_name="documents", null=True)
    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="documents", null=True)
    policy = models.ForeignKey(Policy, on_delete=models.PROTECT, related_name="documents", null=True)
    kind = models.CharField(max_length=10, choices=DocumentKind)
    title = models.CharField(max_length=160, blank=True, default="")
    form = models.CharField(max_length=5, choices=Form)
    size = models.PositiveIntegerField()
    # SHA-256 of the original: whoever holds the paper can show that this is it.
    digest = models.CharField(max_length=64)
    original_key = models.UUIDField(unique=True, default=new_id)
    copy_key = models.UUIDField(unique=True, default=new_id)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    kept_at = models.DateTimeField()
    by_user_id = models.UUIDField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by_user_id = models.UUIDField(null=True)
    withdrawn_reason = models.CharField(max_length=400, blank=True, default="")

    objects = DocumentSet.as_manager()

    class Meta:
        ordering = ("-kept_at", "-id")
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                name="document_of_one_thing",
                condition=Q(
                    agreement__isnull=False, addendum__isnull=True, delivery__isnull=True, policy__isnull=True
                )
                | Q(
                    agreement__isnull=True, addendum__isnull=False, delivery__isnull=True, policy__isnull=True
                )
                | Q(
                    agreement__isnull=True, addendum__isnull=True, delivery__isnull=False, policy__isnull=True
                )
                | Q(
                    agreement__isnull=True, addendum__isnull=True, delivery__isnull=True, policy__isnull=False
                ),
            ),
            models.CheckConstraint(
                name="document_evidence_of_delivery",
                condition=Q(delivery__isnull=True) | Q(kind=DocumentKind.EVIDENCE),
            ),
            models.CheckConstraint(
                name="document_named_or_evidence", condition=~Q(title="") | Q(kind=DocumentKind.EVIDENCE)
            ),
            models.CheckConstraint(
                name="document_withdrawn_with_reason",
                condition=Q(withdrawn_at__isnull=True, withdrawn_reason="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_reason="")),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def of_agreement(self) -> Agreement | None:
        """The agreement it stands under, whether itself or through an addendum or a delivery."""
        if self.addendum:
            return self.addendum.agreement
        return self.delivery.due.obligation.agreement if self.delivery else self.agreement

    @property
    def scope_id(self) -> UUID:
        """Whose key seals its contents: the agreement's or the policy's."""
        root = self.of_agreement or self.policy
        assert root is not None
        return root.pk
