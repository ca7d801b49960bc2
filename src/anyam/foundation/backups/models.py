"""What each drill showed."""

from django.db import models

from anyam.foundation.backups.choices import DrillState
from anyam.foundation.core.privacy import Privacy
from anyam.foundation.core.records import Record


class Drill(Record):
    """One backup set, restored beside the living database and held against it row by row. Counts only, no content."""

    PRIVACY = {"*": Privacy.OPERATIONAL}

    began_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    state = models.CharField(max_length=20, choices=DrillState)
    problem = models.CharField(max_length=500, blank=True)
    set_code = models.CharField(max_length=40, blank=True)
    is_kept = models.BooleanField(default=False)
    tables = models.IntegerField(default=0)
    rows = models.BigIntegerField(default=0)
    rows_lost = models.BigIntegerField(default=0)
    tables_changed = models.IntegerField(default=0)
    relations = models.IntegerField(default=0)
    orphans = models.BigIntegerField(default=0)
    sealed_tried = models.IntegerField(default=0)
    sealed_opened = models.IntegerField(default=0)
    seals = models.IntegerField(default=0)
    files = models.IntegerField(default=0)
    newest_event = models.BigIntegerField(null=True)
    newest_event_at = models.DateTimeField(null=True)
    set_bytes = models.BigIntegerField(default=0)
    make_seconds = models.FloatField(default=0)
    restore_seconds = models.FloatField(default=0)

    class Meta:
        indexes = [models.Index(fields=["-ended_at"], name="backups_drill_newest")]
        constraints = [
            # Whatever was lost or changed, it is not proven.
            models.CheckConstraint(
                name="backups_proven_means_identical",
                condition=~models.Q(state="proven")
                | models.Q(
                    rows_lost=0,
                    tables_changed=0,
                    orphans=0,
                    sealed_opened=models.F("sealed_tried"),
                    problem="",
                ),
            )
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.ended_at:%Y-%m-%d %H:%M}"
