"""Where a person can be found and whether it is safe to try."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models

from anyam.foundation.access import Actor
from anyam.foundation.access.choices import Part
from anyam.foundation.access.visibility import ScopedQuerySet
from anyam.foundation.core.privacy import Privacy
from anyam.foundation.vault.fields import SealedText

from .person import in_open_dossier


def _words(most: int) -> SealedText:
    return SealedText(compartment="address", scope="person_id", max_length=most, blank=True, default="")


class SafeAddressSet(ScopedQuerySet["SafeAddress"]):
    def within_sight_of(self, actor: Actor) -> Self:
        """Of people in a dossier whose addresses are open to the actor."""
        return self.filter(in_open_dossier(actor, Part.ADDRESS, "person_id"))


class SafeAddress(models.Model):
    PRIVACY: ClassVar[dict[str, Privacy]] = {"*": Privacy.SENSITIVE}

    person = models.OneToOneField(
        "people.Person", on_delete=models.CASCADE, primary_key=True, related_name="address"
    )
    address = _words(300)
    # The village's code; a key to the register of places would tell in clear where somebody is.
    place_code = _words(13)
    rt = _words(3)
    rw = _words(3)
    landmark = _words(300)
    is_secret = models.BooleanField(default=False)
    is_unsafe_to_visit = models.BooleanField(default=False)
    phone = _words(30)
    # None: nobody has asked yet.
    is_safe_to_call = models.BooleanField(null=True, blank=True)
    contact_note = _words(500)

    objects = SafeAddressSet.as_manager()

    class Meta:
        verbose_name_plural = "safe addresses"

    def __str__(self) -> str:
        return str(self.pk)
