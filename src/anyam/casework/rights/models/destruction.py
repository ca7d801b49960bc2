"""How long data are kept, what holds them longer, and their destruction by two."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q

from anyam.foundation.access import Actor, Permission
from anyam.foundation.access.visibility import ScopedQuerySet
from anyam.foundation.core.privacy import Privacy
from anyam.foundation.core.records import Record
from anyam.foundation.vault.fields import SealedText

from ..choices import DestructionPart, DestructionState


class RetentionTime(Record):
    """The years of one retention class in a district, where it has decided."""

    PRIVACY: ClassVar[dict[str, Privacy]] = {"*": Privacy.OPERATIONAL, "source_note": Privacy.PUBLIC}

    district_code = models.CharField(max_length=5)
    retention_class = models.CharField(max_length=20)
    years = models.PositiveSmallIntegerField()
    is_confirmed = models.BooleanField(default=False)
    source_note = models.CharField(max_length=200, blank=True, default="")
    changed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(name="rights_retention_once", fields=["district_code", "retention_class"])
        ]

    def __str__(self) -> str:
        return self.retention_class


class LegalHold(Record):
    """Nothing of this case may be destroyed while it stands."""

    PRIVACY: ClassVar[dict[str, Privacy]] = {
        "*": Privacy.OPERATIONAL,
        "reason": Privacy.SENSITIVE,
        "note": Privacy.SENSITIVE,
    }

    district_code = models.CharField(max_length=5)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    # As on the certificate: the officer sees the number, and not the case.
    case_number = models.CharField(max_length=30)
    reason = models.CharField(max_length=20)
    note = SealedText(compartment="narrative", scope="case_id", blank=True, default="")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    set_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                name="rights_hold_ends_after_it_begins",
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
            )
        ]

    def __str__(self) -> str:
        return self.reason


class DestructionSet(ScopedQuerySet["Destruction"]):
    def within_sight_of(self, actor: Actor) -> Self:
        if not actor.may(Permission.MANAGE_RETENTION):
            return self.none()
        return self.filter(district_code=actor.district_code)


class Destruction(Record):
    """One decision by two to destroy, and its certificate: counts and a hash, nothing of what stood there."""

    PRIVACY: ClassVar[dict[str, Privacy]] = {"*": Privacy.OPERATIONAL}

    number = models.CharField(max_length=30, unique=True)
    district_code = models.CharField(max_length=5)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    case_number = models.CharField(max_length=30)
    part = models.CharField(max_length=10, choices=DestructionPart)
    ground = models.CharField(max_length=20)
    state = models.CharField(max_length=10, choices=DestructionState, default=DestructionState.PROPOSED)
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+", null=True)
    due_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    counts = models.JSONField(default=dict)
    keys_destroyed = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True, default="")

    objects = DestructionSet.as_manager()

    class Meta:
        ordering = ("-proposed_at", "-id")
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                name="rights_destroyed_by_two",
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("proposed_by")),
            ),
            models.CheckConstraint(
                name="rights_destroyed_after_both",
                condition=~Q(state=DestructionState.DONE)
                | Q(confirmed_by__isnull=False, done_at__gte=F("due_at")),
            ),
            models.UniqueConstraint(
                name="rights_one_destruction_at_a_time",
                fields=["case", "part"],
                condition=Q(state__in=[DestructionState.PROPOSED, DestructionState.CONFIRMED]),
            ),
        ]

    def __str__(self) -> str:
        return self.number
