"""In which dossiers a person appears. Who may see a dossier may see the people in it, part by part."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from anyam.foundation.core.privacy import Privacy


class Presence(models.Model):
    """One person in one report or case. `dossier_id` points upwards and so has no foreign key."""

    PRIVACY: ClassVar[dict[str, Privacy]] = {"*": Privacy.PERSONAL}

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="presences")
    dossier_id = models.UUIDField()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(name="presence_once", fields=["person", "dossier_id"]),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(name="presence_of_dossier", fields=["dossier_id"])
        ]

    def __str__(self) -> str:
        return str(self.dossier_id)
