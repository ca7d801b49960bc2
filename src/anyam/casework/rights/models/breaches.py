"""An incident: what failed, whom it touched, who was told when."""

from typing import Any, ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models

from anyam.foundation.access import Actor, Permission
from anyam.foundation.access.visibility import ScopedQuerySet
from anyam.foundation.core.privacy import Privacy
from anyam.foundation.core.records import Record
from anyam.foundation.vault.fields import SealedText

from ..choices import Harm, NoticeTo


class BreachSet(ScopedQuerySet["Breach"]):
    def within_sight_of(self, actor: Actor) -> Self:
        if not actor.may(Permission.HANDLE_BREACHES):
            return self.none()
        return self.filter(district_code=actor.district_code)


class Breach(Record):
    PRIVACY: ClassVar[dict[str, Privacy]] = {"*": Privacy.OPERATIONAL}

    number = models.CharField(max_length=30, unique=True)
    district_code = models.CharField(max_length=5)
    harms = ArrayField(models.CharField(max_length=16, choices=Harm))
    account_id = models.UUIDField(null=True)
    from_at = models.DateTimeField()
    to_at = models.DateTimeField()
    known_at = models.DateTimeField()
    due_at = models.DateTimeField()
    opened_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+", null=True)
    listed_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    objects = BreachSet.as_manager()

    class Meta:
        ordering = ("-known_at", "-id")

    def __str__(self) -> str:
        return self.number


class BreachWords(models.Model):
    """What happened, what was done about it, and what is learnt from it."""

    PRIVACY: ClassVar[dict[str, Privacy]] = {"breach": Privacy.OPERATIONAL, "*": Privacy.SENSITIVE}

    breach = models.OneToOneField(Breach, on_delete=models.CASCADE, primary_key=True, related_name="words")
    happened = SealedText(compartment="narrative", scope="breach_id")
    handling = SealedText(compartment="narrative", scope="breach_id", blank=True, default="")
    lessons = SealedText(compartment="narrative", scope="breach_id", blank=True, default="")

    def __str__(self) -> str:
        return str(self.pk)


class BreachSubject(Record):
    """A case whose parts were read in the incident, and the way its people can be told safely."""

    PRIVACY: ClassVar[dict[str, Privacy]] = {"*": Privacy.OPERATIONAL, "channel": Privacy.SENSITIVE}

    breach = models.ForeignKey(Breach, on_delete=models.CASCADE, related_name="subjects")
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    case_number = models.CharField(max_length=30)
    parts = ArrayField(models.CharField(max_length=40))
    looks = models.PositiveIntegerField()
    channel = models.CharField(max_length=20)
    told_at = models.DateTimeField(null=True)
    told_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        ordering = ("case_number",)
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(name="rights_breach_subject_once", fields=["breach", "case"])
        ]

    def __str__(self) -> str:
        return self.case_number


class BreachNotice(Record):
    """One notice that went out."""

    PRIVACY: ClassVar[dict[str, Privacy]] = {"*": Privacy.OPERATIONAL, "reference_note": Privacy.PERSONAL}

    breach = models.ForeignKey(Breach, on_delete=models.CASCADE, related_name="notices")
    to = models.CharField(max_length=10, choices=NoticeTo)
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+", null=True)
    reference_note = models.CharField(max_length=120, blank=True, default="")

    class Meta:
        ordering = ("sent_at", "id")

    def __str__(self) -> str:
        return self.to
