"""What one party owes another under an agreement, each day it falls due, and each attempt to deliver."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from anyam.foundation.core.privacy import Privacy
from anyam.foundation.core.records import Record

from ..choices import Answer, DueState, Recurrence
from .agreement import Agreement, Party


class Obligation(Record):
    PRIVACY: ClassVar[dict[str, Privacy]] = {"*": Privacy.OPERATIONAL}

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="obligations")
    debtor = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="owes")
    creditor = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="is_owed")
    what = models.CharField(max_length=300)
    quantity = models.DecimalField(max_digits=11, decimal_places=2)
    unit = models.CharField(max_length=40)
    recurrence = models.CharField(max_length=12, choices=Recurrence, default=Recurrence.ONCE)
    first_due_on = models.DateField()
    budget_line = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ("first_due_on", "id")
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(condition=Q(quantity__gt=0), name="obligation_of_something"),
            models.CheckConstraint(condition=~Q(debtor=F("creditor")), name="obligation_between_two"),
        ]

    def __str__(self) -> str:
        return self.what[:40]


class Due(Record):
    """One day on which an obligation is to be delivered."""

    PRIVACY: ClassVar[dict[str, Privacy]] = {"end_words": Privacy.OPERATIONAL, "*": Privacy.OPERATIONAL}

    obligation = models.ForeignKey(Obligation, on_delete=models.PROTECT, related_name="dues")
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=DueState, default=DueState.OWED)
    asked_at = models.DateTimeField(null=True)
    end_words = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ("due_on", "id")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["obligation", "due_on"], name="due_once_a_day"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["due_on"],
                condition=Q(state=DueState.OWED, asked_at__isnull=True),
                name="due_not_asked_for",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.due_on}"


class Delivery(Record):
    """One attempt to deliver, what shows it, and the creditor's word on it. Attempts are added, never changed."""

    PRIVACY: ClassVar[dict[str, Privacy]] = {
        "evidence": Privacy.OPERATIONAL,
        "answer": Privacy.OPERATIONAL,
        "answer_reason": Privacy.OPERATIONAL,
        "*": Privacy.OPERATIONAL,
    }

    due = models.ForeignKey(Due, on_delete=models.PROTECT, related_name="deliveries")
    delivered_on = models.DateField()
    evidence = models.TextField()
    at = models.DateTimeField()
    by_user_id = models.UUIDField(null=True)
    answer = models.CharField(max_length=10, choices=Answer, default=Answer.WAITING)
    answer_reason = models.CharField(max_length=600, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by_user_id = models.UUIDField(null=True)

    class Meta:
        ordering = ("at", "id")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["due"], condition=Q(answer=Answer.WAITING), name="delivery_one_waits"
            ),
            models.CheckConstraint(
                condition=~Q(answer=Answer.REFUSED) | ~Q(answer_reason=""),
                name="delivery_refused_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.delivered_on}"
