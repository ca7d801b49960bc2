"""An answer to "may we?": for one purpose and one recipient, by whom, until when, and whether it was taken back."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q

from anyam.foundation.access import Actor, Permission
from anyam.foundation.access.visibility import ScopedQuerySet
from anyam.foundation.core.privacy import Privacy
from anyam.foundation.core.records import Record
from anyam.foundation.vault.fields import SealedText

from ..choices import Answer, Manner, Purpose


class ConsentSet(ScopedQuerySet["Consent"]):
    def within_sight_of(self, actor: Actor) -> Self:
        """Whose case it is, is asked of `cases` by every query and action here; this only shuts the door on others."""
        return self if actor.may(Permission.SEE_CASES) else self.none()


class Consent(Record):
    PRIVACY: ClassVar[dict[str, Privacy]] = {
        "*": Privacy.OPERATIONAL,
        "giver": Privacy.SENSITIVE,
        "giver_person": Privacy.SENSITIVE,
        "withdrawn_by": Privacy.SENSITIVE,
        "withdrawal_reason": Privacy.SENSITIVE,
    }

    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="+")
    # Answers given on one paper carry one number.
    paper_id = models.UUIDField()
    purpose = models.CharField(max_length=10, choices=Purpose)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", null=True)
    agency_kind = models.CharField(max_length=40, blank=True, default="")
    answer = models.CharField(max_length=8, choices=Answer)
    giver = models.CharField(max_length=20)
    giver_person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+", null=True)
    manner = models.CharField(max_length=12, choices=Manner)
    file_id = models.UUIDField(null=True)
    given_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+", null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.CharField(max_length=20, blank=True, default="")
    withdrawal_reason = models.CharField(max_length=30, blank=True, default="")
    withdrawal_recorded_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, related_name="+", null=True
    )

    objects = ConsentSet.as_manager()

    class Meta:
        ordering = ("-given_at", "-id")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(name="consents_of_case", fields=["case", "-given_at"])
        ]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                name="consent_names_one_recipient", condition=Q(agency__isnull=True) | Q(agency_kind="")
            ),
            models.CheckConstraint(
                name="consent_ends_after_it_begins",
                condition=Q(expires_at__isnull=True) | Q(expires_at__gt=F("given_at")),
            ),
            models.CheckConstraint(
                name="consent_is_withdrawn_by_somebody",
                condition=Q(withdrawn_at__isnull=True, withdrawn_by="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_by="")),
            ),
        ]

    def __str__(self) -> str:
        return self.purpose


class ConsentWords(models.Model):
    """Names and notes around one answer."""

    PRIVACY: ClassVar[dict[str, Privacy]] = {"*": Privacy.OPERATIONAL}
    PRIVACY |= dict.fromkeys(("giver_name", "paper_place", "note", "withdrawal_note"), Privacy.SENSITIVE)

    consent = models.OneToOneField(Consent, on_delete=models.CASCADE, primary_key=True, related_name="words")
    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="+")
    giver_name = SealedText(compartment="narrative", scope="case_id", blank=True, default="")
    paper_place = SealedText(compartment="narrative", scope="case_id", blank=True, default="")
    note = SealedText(compartment="narrative", scope="case_id", blank=True, default="")
    withdrawal_note = SealedText(compartment="narrative", scope="case_id", blank=True, default="")

    def __str__(self) -> str:
        return str(self.pk)
