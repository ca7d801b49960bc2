"""Who looked. Who changed what is told by the events."""

from django.db import models

from anyam.foundation.core.privacy import Privacy


class Look(models.Model):
    """Somebody opened a sensitive part of a record. What they read is not copied here."""

    PRIVACY = {"*": Privacy.OPERATIONAL}

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    user_id = models.UUIDField(null=True)
    agency_id = models.UUIDField(null=True)
    reason = models.CharField(max_length=120, blank=True)
    part = models.CharField(max_length=40)
    subject_id = models.UUIDField()
    case_id = models.UUIDField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["case_id", "-id"], name="audit_case_newest", condition=models.Q(case_id__isnull=False)
            ),
            models.Index(fields=["subject_id", "-id"], name="audit_subject_newest"),
            models.Index(fields=["user_id", "-id"], name="audit_user_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.part} #{self.pk}"
