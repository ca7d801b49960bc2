"""The base of every row that has an identity of its own."""

from typing import ClassVar

from django.db import models

from anyam.foundation.core.ids import new_id
from anyam.foundation.core.privacy import Privacy


class Record(models.Model):
    """A row with a time-ordered, unguessable identifier. `PRIVACY` classes its fields; `"*"` is the default."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)

    PRIVACY: ClassVar[dict[str, Privacy]]

    class Meta:
        abstract = True
