"""The keys under which a person can be found again. Read only by equality; see rules.keys."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from anyam.foundation.core.privacy import Privacy


class NameKey(models.Model):
    PRIVACY: ClassVar[dict[str, Privacy]] = {"*": Privacy.PERSONAL}

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    key = models.BinaryField(max_length=16)
    kind = models.CharField(max_length=10)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(name="name_key_once", fields=["key", "person"]),
        ]

    def __str__(self) -> str:
        return self.kind
