"""How a person can be reached without anybody being harmed by it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from anyam.foundation.core.privacy import Privacy
from anyam.foundation.vault.fields import SealedJson, SealedText

from .told import AddressSet, Told


def _words(most: int) -> SealedText:
    return SealedText(compartment="address", scope="dossier_id", max_length=most, blank=True, default="")


class SafeContact(Told):
    """What this dossier knows of reaching a person safely. A newer word ends the older one, which stays to be read."""

    PRIVACY: ClassVar[dict[str, Privacy]] = {"*": Privacy.SENSITIVE}

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    is_never = models.BooleanField(default=False)
    never_reason = _words(300)
    channel = _words(20)
    # Weekdays and hours: [{"days": [0, 1], "begin": "08:00", "end": "11:00"}]; empty: any time.
    windows = SealedJson(compartment="address", scope="dossier_id", null=True)
    words_to_avoid = _words(300)
    who_may_answer = _words(300)
    ended_at = models.DateTimeField(null=True)

    objects = AddressSet["SafeContact"].as_manager()

    class Meta(Told.Meta):
        indexes: ClassVar[list[models.Index]] = [
            models.Index(name="families_contact_of_person", fields=["person"]),
            models.Index(name="families_contact_dossier", fields=["dossier_id"]),
        ]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                name="families_one_word_on_contact",
                fields=["dossier_id", "person"],
                condition=Q(ended_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
