"""Somebody asks whoever leads another agency's act to do it together."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from anyam.foundation.access import Actor
from anyam.foundation.access.visibility import ScopedQuerySet, opens
from anyam.foundation.core.privacy import Privacy
from anyam.foundation.core.records import Record

from ..choices import ActKind, JoinAnswer


class JoinWishSet(ScopedQuerySet["JoinWish"]):
    def within_sight_of(self, actor: Actor) -> Self:
        """Those to whom the asked case is open. The asker learns the answer, not whom it came from."""
        return self.filter(opens(actor, "dossier_id"))


class JoinWish(Record):
    """Lies in the case that is asked: its readers learn who asks; the asker learns nothing of that case."""

    PRIVACY: ClassVar[dict[str, Privacy]] = {"need": Privacy.SENSITIVE, "*": Privacy.OPERATIONAL}

    # The case in which the other act stands.
    dossier_id = models.UUIDField()
    case_number = models.CharField(max_length=30)
    asker_case_id = models.UUIDField()
    asker_agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", null=True)
    asker = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    work_kind = models.CharField(max_length=12, choices=ActKind)
    need = models.CharField(max_length=40, blank=True, default="")
    asked_at = models.DateTimeField()
    answer = models.CharField(max_length=10, choices=JoinAnswer, blank=True, default="")
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+", null=True)

    objects = JoinWishSet.as_manager()

    class Meta:
        ordering = ("-asked_at", "-id")
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                name="join_wish_answered_once",
                condition=Q(answer="", answered_at__isnull=True)
                | (~Q(answer="") & Q(answered_at__isnull=False)),
            )
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(name="join_wishes_of_case", fields=["dossier_id", "-asked_at"])
        ]

    def __str__(self) -> str:
        return f"{self.work_kind} {self.asked_at:%Y-%m-%d}"
