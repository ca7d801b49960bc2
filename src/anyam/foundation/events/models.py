"""Event rows, their deliveries, and the receipts that make a repeated submission harmless."""

from django.db import models

from anyam.foundation.core.privacy import Privacy
from anyam.foundation.core.records import Record


class EventRow(models.Model):
    """One thing that happened. Rows are only ever added; the database refuses to change or delete them."""

    PRIVACY = {"*": Privacy.OPERATIONAL}

    id = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=80)
    occurred_at = models.DateTimeField()
    user_id = models.UUIDField(null=True)
    agency_id = models.UUIDField(null=True)
    reason = models.CharField(max_length=120, blank=True)
    subject_id = models.UUIDField()
    case_id = models.UUIDField(null=True)
    payload = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(
                fields=["case_id", "-id"],
                name="events_case_newest",
                condition=models.Q(case_id__isnull=False),
            ),
            models.Index(fields=["subject_id", "-id"], name="events_subject_newest"),
            models.Index(fields=["kind", "-id"], name="events_kind_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} #{self.pk}"


class DeliveryState(models.TextChoices):
    WAITING = "waiting"
    DONE = "done"
    FAILED = "failed"


class Delivery(Record):
    """One event on its way to one reaction, with its attempts and the last thing that went wrong."""

    PRIVACY = {"*": Privacy.OPERATIONAL}

    event = models.ForeignKey(EventRow, on_delete=models.PROTECT, related_name="deliveries")
    reaction = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=DeliveryState, default=DeliveryState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=300, blank=True)
    last_tried_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "reaction"], name="events_delivered_once")]
        indexes = [
            models.Index(fields=["state"], name="events_undelivered", condition=~models.Q(state="done"))
        ]

    def __str__(self) -> str:
        return f"{self.reaction} ← {self.event_id}"


class Receipt(models.Model):
    """The result of a submission that carries a one-time number, so that sending it twice does it once."""

    PRIVACY = {"*": Privacy.OPERATIONAL}

    key = models.CharField(max_length=200, primary_key=True)
    result_id = models.UUIDField(null=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.key
