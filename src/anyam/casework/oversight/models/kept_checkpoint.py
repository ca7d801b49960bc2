"""That another agency keeps a checkpoint of the log, outside of this installation."""

from typing import Any, ClassVar

from django.db import models

from anyam.foundation.core.privacy import Privacy
from anyam.foundation.core.records import Record

from ..choices import KeptAs


class KeptCheckpoint(Record):
    PRIVACY: ClassVar[dict[str, Privacy]] = {"*": Privacy.OPERATIONAL}

    number = models.BigIntegerField()
    size = models.BigIntegerField()
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    kept_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    kept_at = models.DateTimeField()
    kept_as = models.CharField(max_length=10, choices=KeptAs)

    class Meta:
        ordering = ("-number",)
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(name="checkpoint_kept_once", fields=["number", "agency"]),
        ]

    def __str__(self) -> str:
        return f"{self.number}"
