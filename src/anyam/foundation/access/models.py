"""The access table: who may see which parts of which dossier, why, on what ground, since when and until when."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from anyam.foundation.access.choices import Basis, BlockReason, Level, Part, Reason
from anyam.foundation.core.privacy import Privacy
from anyam.foundation.core.records import Record


class Grant(Record):
    """One reason to see. Its row stays when it has ended, so that every look can be explained later.

    `dossier_id` is a report, a case or a referral; it points without a foreign key, because the grant comes first:
    the database refuses to keep a row that its maker could not see.
    """

    PRIVACY: ClassVar[dict[str, Privacy]] = {"*": Privacy.OPERATIONAL}

    principal = models.UUIDField()
    # Whom the principal names, for the page that explains it: a person, or a role at an agency.
    user_id = models.UUIDField(null=True)
    agency_id = models.UUIDField(null=True)
    role = models.CharField(max_length=30, blank=True, default="")

    dossier_id = models.UUIDField()
    parts = ArrayField(models.CharField(max_length=10, choices=Part))
    level = models.CharField(max_length=5, choices=Level, default=Level.READ)
    reason = models.CharField(max_length=20, choices=Reason)
    basis = models.CharField(max_length=20, choices=Basis, default=Basis.PUBLIC_TASK)
    consent_id = models.UUIDField(null=True)
    since = models.DateTimeField()
    # The moment it stops to count; may lie ahead.
    until = models.DateTimeField(null=True)
    source_event = models.BigIntegerField(null=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                name="access_once_per_reason",
                fields=["dossier_id", "principal", "reason"],
                condition=Q(until__isnull=True),
            ),
            models.CheckConstraint(
                name="access_ends_after_it_begins", condition=Q(until__isnull=True) | Q(until__gte=F("since"))
            ),
            models.CheckConstraint(
                name="access_on_consent_names_it",
                condition=~Q(basis=Basis.CONSENT) | Q(consent_id__isnull=False),
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(name="access_of_dossier", fields=["dossier_id", "principal"]),
            models.Index(name="access_of_principal", fields=["principal", "until", "dossier_id"]),
            models.Index(
                name="access_on_consent", fields=["consent_id"], condition=Q(consent_id__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.reason


class Block(Record):
    """Somebody must not see a dossier, whatever was granted: kin, a neighbour, a reported person."""

    PRIVACY: ClassVar[dict[str, Privacy]] = {"*": Privacy.SENSITIVE}

    user_id = models.UUIDField()
    dossier_id = models.UUIDField()
    reason = models.CharField(max_length=10, choices=BlockReason)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    source_event = models.BigIntegerField(null=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                name="access_blocked_once",
                fields=["dossier_id", "user_id"],
                condition=Q(until__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.reason
