"""A document: its line in the agency's register, and apart from it, sealed, what it says."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from anyam.foundation.access import Actor, Permission
from anyam.foundation.access.visibility import ScopedQuerySet, not_barred, opens
from anyam.foundation.core.privacy import Privacy
from anyam.foundation.core.records import Record
from anyam.foundation.vault.fields import SealedJson

from ..choices import DocumentKind, DocumentState, PaperLanguage, Recipient, Register, WithdrawReason


class DocumentSet(ScopedQuerySet["Document"]):
    def within_sight_of(self, actor: Actor) -> Self:
        """The register of one's own agency; and what belongs to a case, report or meeting that is open to the actor."""
        seen = opens(actor, "dossier_id")
        if actor.may(Permission.SEE_DOCUMENT_REGISTER):
            seen |= Q(agency_id=actor.agency_id) & not_barred(actor, "dossier_id")
        return self.filter(seen)

    def issued_by_agency_of(self, actor: Actor) -> Self:
        return self.filter(agency_id=actor.agency_id) if actor.agency_id else self.none()


class Document(Record):
    """A line of the register: who issued what kind of document to whom and when. Nothing of what it says."""

    PRIVACY: ClassVar[dict[str, Privacy]] = {"*": Privacy.OPERATIONAL}

    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=DocumentKind)
    register = models.CharField(max_length=10, choices=Register)
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField()
    number = models.CharField(max_length=110)
    language = models.CharField(max_length=2, choices=PaperLanguage)
    recipient = models.CharField(max_length=12, choices=Recipient)
    to_agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", null=True)
    # As the agency was called on that day; empty where the recipient is a person.
    addressee = models.CharField(max_length=200, blank=True, default="")
    # Whose access opens it: a case, a report before there is a case, or a meeting.
    dossier_id = models.UUIDField()
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+", null=True)
    case_number = models.CharField(max_length=30, blank=True, default="")
    referral = models.ForeignKey("referrals.Referral", on_delete=models.PROTECT, related_name="+", null=True)
    # What it was written from: a report, a referral, a case or a meeting.
    subject_id = models.UUIDField()
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=DocumentState, default=DocumentState.ISSUED)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+", null=True)
    reason = models.CharField(max_length=20, choices=WithdrawReason, blank=True, default="")
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, related_name="replaced_by", null=True)
    # Of the code, so that who reads this table cannot pass a forged paper as genuine.
    code_digest = models.CharField(max_length=64, unique=True)
    # SHA-256 of the PDF on the day it was issued: setting it again must give the same.
    sheet_digest = models.CharField(max_length=64)

    objects = DocumentSet.as_manager()

    class Meta:
        ordering = ("-issued_at", "-id")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                name="documents_no_serial_twice", fields=["agency", "register", "year", "serial"]
            ),
            models.UniqueConstraint(name="documents_no_number_twice", fields=["agency", "number"]),
            models.CheckConstraint(
                name="documents_end_with_reason",
                condition=Q(state=DocumentState.ISSUED, ended_at__isnull=True, reason="")
                | (~Q(state=DocumentState.ISSUED) & Q(ended_at__isnull=False) & ~Q(reason="")),
            ),
            models.CheckConstraint(
                name="documents_go_somewhere",
                condition=~Q(recipient=Recipient.AGENCY) | Q(to_agency__isnull=False),
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(name="documents_register", fields=["agency", "-issued_at", "-id"]),
            models.Index(name="documents_of_case", fields=["case", "-issued_at"]),
            models.Index(name="documents_of_referral", fields=["referral"]),
        ]

    def __str__(self) -> str:
        return self.number


class DocumentWords(models.Model):
    """What a document says, frozen on the day it was issued: enough to set the same paper again at any time."""

    PRIVACY: ClassVar[dict[str, Privacy]] = {
        "document": Privacy.OPERATIONAL,
        "dossier_id": Privacy.OPERATIONAL,
        "*": Privacy.SENSITIVE,
    }

    document = models.OneToOneField(
        Document, on_delete=models.CASCADE, primary_key=True, related_name="words"
    )
    dossier_id = models.UUIDField(db_index=True)
    content = SealedJson(compartment="documents", scope="dossier_id", null=True)

    def __str__(self) -> str:
        return str(self.pk)


class Series(models.Model):
    """The last serial of a register in a year. It is counted in the transaction that issues, so no number is lost."""

    PRIVACY: ClassVar[dict[str, Privacy]] = {"*": Privacy.OPERATIONAL}

    key = models.CharField(primary_key=True, max_length=60)
    last = models.PositiveIntegerField()

    def __str__(self) -> str:
        return self.key
