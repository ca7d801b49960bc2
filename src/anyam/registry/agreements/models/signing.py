"""Signatures, and what later changes an agreement without overwriting it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from anyam.foundation.core.privacy import Privacy
from anyam.foundation.core.records import Record

from ..choices import AddendumState
from .agreement import Agreement, Party


class Addendum(Record):
    """A numbered change, signed by all parties like the agreement itself."""

    PRIVACY: ClassVar[dict[str, Privacy]] = {"text": Privacy.OPERATIONAL, "*": Privacy.OPERATIONAL}

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="addenda")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=240)
    text = models.TextField()
    ends_on = models.DateField(null=True)
    review_on = models.DateField(null=True)
    digest = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=AddendumState, default=AddendumState.SIGNING)
    made_at = models.DateTimeField()
    by_user_id = models.UUIDField(null=True)
    in_force_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("number",)
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["agreement", "number"], name="addendum_number_once"),
            models.UniqueConstraint(
                fields=["agreement"],
                condition=Q(state=AddendumState.SIGNING),
                name="addendum_one_being_signed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}"


class Signature(Record):
    """One party signed this very text. Under a text that was taken back it is void."""

    PRIVACY: ClassVar[dict[str, Privacy]] = {"*": Privacy.OPERATIONAL}

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="signatures")
    addendum = models.ForeignKey(Addendum, on_delete=models.PROTECT, related_name="signatures", null=True)
    digest = models.CharField(max_length=64)
    signed_at = models.DateTimeField()
    # On paper, outside of this system: on which day, and who put it down here.
    paper_signed_on = models.DateField(null=True)
    by_user_id = models.UUIDField(null=True)
    void_since = models.DateTimeField(null=True)

    class Meta:
        ordering = ("signed_at", "id")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["party", "addendum"],
                condition=Q(void_since__isnull=True),
                name="signature_once",
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return self.digest[:8]
