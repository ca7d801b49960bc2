"""Where a person has lived, one place after the other."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from anyam.foundation.core.privacy import Privacy
from anyam.foundation.vault.fields import SealedText

from .told import AddressSet, Told, days_in_order


def _words(most: int) -> SealedText:
    return SealedText(compartment="address", scope="dossier_id", max_length=most, blank=True, default="")


class Stay(Told):
    """A village, with whom, and why somebody came there. Which one is the present one follows from the days."""

    PRIVACY: ClassVar[dict[str, Privacy]] = {"*": Privacy.SENSITIVE}

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    # The village's code, or words where it is no village of the register: another country, a ship.
    place_code = _words(13)
    elsewhere = _words(150)
    with_whom = _words(150)
    reason = _words(20)

    objects = AddressSet["Stay"].as_manager()

    class Meta(Told.Meta):
        indexes: ClassVar[list[models.Index]] = [
            models.Index(name="families_stay_of_person", fields=["person"]),
            models.Index(name="families_stay_dossier", fields=["dossier_id"]),
        ]
        constraints: ClassVar[list[Any]] = [days_in_order("families_stay_days")]

    def __str__(self) -> str:
        return str(self.pk)
