"""Who looked, and the log that seals looks and events. Who changed what is told by the events."""

from django.db import models

from anyam.foundation.audit.choices import Channel
from anyam.foundation.core.privacy import Privacy


class Look(models.Model):
    """Somebody opened a sensitive part of a record. What they read is not copied here.

    The table has one column more, `written_in`: the transaction that wrote the row, set by the database and read by
    the sealing alone (see `sealing`).
    """

    PRIVACY = {"reason": Privacy.OPERATIONAL, "request_id": Privacy.OPERATIONAL, "*": Privacy.OPERATIONAL}

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    user_id = models.UUIDField(null=True)
    agency_id = models.UUIDField(null=True)
    reason = models.CharField(max_length=120, blank=True)
    part = models.CharField(max_length=40)
    # Nothing where the names of many people were shown at once.
    subject_id = models.UUIDField(null=True)
    case_id = models.UUIDField(null=True)
    channel = models.CharField(max_length=10, choices=Channel, default=Channel.PAGE)
    request_id = models.CharField(max_length=32, blank=True, default="")
    # The access grant that explains the look; nothing where no grant was needed.
    explanation = models.UUIDField(null=True)
    # How many people a list or a search showed.
    count = models.PositiveIntegerField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["case_id", "-id"], name="audit_case_newest", condition=models.Q(case_id__isnull=False)
            ),
            models.Index(fields=["subject_id", "-id"], name="audit_subject_newest"),
            models.Index(fields=["user_id", "-id"], name="audit_user_newest"),
            models.Index(fields=["at"], name="audit_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.part} #{self.pk}"


class Leaf(models.Model):
    """The hash of one sealed row, at its place in the log. Rows are only ever added."""

    PRIVACY = {"*": Privacy.OPERATIONAL}

    position = models.BigIntegerField(primary_key=True)
    kind = models.CharField(max_length=10)
    row_id = models.BigIntegerField()
    hash = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "row_id"], name="audit_sealed_once")]

    def __str__(self) -> str:
        return f"{self.position} {self.kind} #{self.row_id}"


class Checkpoint(models.Model):
    """The signed state of the log at one size: whoever keeps the note can tell later whether history was changed."""

    PRIVACY = {"note": Privacy.OPERATIONAL, "*": Privacy.OPERATIONAL}

    number = models.BigIntegerField(primary_key=True)
    size = models.BigIntegerField(unique=True)
    root = models.BinaryField()
    # What is needed to add the next leaf without reading all the earlier ones.
    frontier = models.BinaryField()
    # Every row written in a transaction before this one is sealed.
    upto = models.BigIntegerField()
    sealed_at = models.DateTimeField()
    key_id = models.CharField(max_length=8)
    note = models.TextField()

    class Meta:
        indexes = [models.Index(fields=["-sealed_at"], name="audit_checkpoint_by_time")]

    def __str__(self) -> str:
        return f"{self.number}: {self.size}"
