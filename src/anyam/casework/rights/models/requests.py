"""What somebody asks about their data, and the restriction that may come of it."""

from typing import Any, ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from anyam.foundation.access import Actor, Permission
from anyam.foundation.access.visibility import ScopedQuerySet
from anyam.foundation.core.privacy import Privacy
from anyam.foundation.core.records import Record
from anyam.foundation.vault.fields import SealedText

from ..choices import CopyPart, CorrectedField, IdentityCheck, Requester, RequestKind, RequestState


class RequestSet(ScopedQuerySet["Request"]):
    def within_sight_of(self, actor: Actor) -> Self:
        """The data protection officer's district; whoever took a request keeps it in sight."""
        if actor.may(Permission.HANDLE_RIGHTS):
            return self.filter(district_code=actor.district_code)
        if actor.may(Permission.TAKE_REPORT):
            return self.filter(taken_by_id=actor.user_id)
        return self.none()

    def corrections_granted(self) -> Self:
        """What an officer decided to correct in a case, noted as corrected or not yet."""
        return self.filter(
            kind=RequestKind.CORRECTION,
            answered_at__isnull=False,
            refusal_reason="",
            case__isnull=False,
        )


class Request(Record):
    PRIVACY: ClassVar[dict[str, Privacy]] = {
        "*": Privacy.OPERATIONAL,
        "requester": Privacy.SENSITIVE,
        "refusal_reason": Privacy.SENSITIVE,
    }

    number = models.CharField(max_length=30, unique=True)
    district_code = models.CharField(max_length=5)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=RequestKind)
    state = models.CharField(max_length=10, choices=RequestState, default=RequestState.RECEIVED)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+", null=True)
    # The officer sees the number, and not the case.
    case_number = models.CharField(max_length=30, blank=True, default="")
    requester = models.CharField(max_length=12, choices=Requester)
    requester_person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="+", null=True
    )
    identity_check = models.CharField(max_length=10, choices=IdentityCheck, default=IdentityCheck.NOT_YET)
    # The officer's own word, beside what the program finds in the case.
    is_marked_conflicted = models.BooleanField(default=False)
    taken_at = models.DateTimeField()
    taken_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    due_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+", null=True)
    refusal_reason = models.CharField(max_length=30, blank=True, default="")
    copy_parts = ArrayField(models.CharField(max_length=10, choices=CopyPart), default=list)
    # Noted by whoever holds the case; a granted correction is not closed before.
    corrected_at = models.DateTimeField(null=True)
    corrected_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+", null=True)
    corrected_fields = ArrayField(models.CharField(max_length=12, choices=CorrectedField), default=list)
    closed_at = models.DateTimeField(null=True)

    objects = RequestSet.as_manager()

    class Meta:
        ordering = ("due_at", "id")
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                name="rights_refused_with_a_reason",
                condition=~Q(state=RequestState.REFUSED) | ~Q(refusal_reason=""),
            ),
            models.CheckConstraint(
                name="rights_corrected_after_granted",
                condition=Q(corrected_at__isnull=True)
                | Q(kind=RequestKind.CORRECTION, refusal_reason="", corrected_at__gte=F("answered_at")),
            ),
        ]

    def __str__(self) -> str:
        return self.number


class RequestWords(models.Model):
    """Who asks, how to reach them safely, what they ask and what they were answered."""

    PRIVACY: ClassVar[dict[str, Privacy]] = {"request": Privacy.OPERATIONAL, "*": Privacy.SENSITIVE}

    request = models.OneToOneField(Request, on_delete=models.CASCADE, primary_key=True, related_name="words")
    requester_name = SealedText(compartment="narrative", scope="request_id")
    contact = SealedText(compartment="narrative", scope="request_id", blank=True, default="")
    on_behalf_of = SealedText(compartment="narrative", scope="request_id", blank=True, default="")
    asked = SealedText(compartment="narrative", scope="request_id", blank=True, default="")
    answer = SealedText(compartment="narrative", scope="request_id", blank=True, default="")

    def __str__(self) -> str:
        return str(self.pk)


class Restriction(Record):
    """The use of a case's data is restricted: seen by everybody who works on it."""

    PRIVACY: ClassVar[dict[str, Privacy]] = {"*": Privacy.OPERATIONAL}

    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="+")
    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="restrictions", null=True)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    set_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                name="rights_one_restriction", fields=["case"], condition=Q(until__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)
