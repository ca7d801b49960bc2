"""Where a person can be found and whether it is safe to try."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models

from anyam.foundation.access import Actor
from anyam.foundation.access.choices import Part
from anyam.foundation.access.visibility import ScopedQuerySet
from anyam.foundation.core.privacy import Privacy

from .person import in_open_dossier


class SafeAddressSet(ScopedQuerySet["SafeAddress"]):
    def within_sight_of(self, actor: Actor) -> Self:
        """Of people in a dossier whose addresses are open to the actor."""
        return self.filter(in_open_dossier(actor, Part.ADDRESS, "person_id"))


class SafeAddress(models.Model):
    PRIVACY: ClassVar[dict[str, Privacy]] = {"*": Privacy.SENSITIVE}

    person = models.OneToOneField(
        "people.Person", on_delete=models.CASCADE, primary_key=True, related_name="address"
    )
    address = models.CharField(max_length=300, blank=True, default="")
    place = models.ForeignKey(
        "places.Place", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    rt = models.CharField(max_length=3, blank=True, default="")
    rw = models.CharField(max_length=3, blank=True, default="")
    landmark = models.CharField(max_length=300, blank=True, default="")
    is_secret = models.BooleanField(default=False)
    is_unsafe_to_visit = models.BooleanField(default=False)
    phone = models.CharField(max_length=30, blank=True, default="")
    # None: nobody has asked yet.
    is_safe_to_call = models.BooleanField(null=True, blank=True)
    contact_note = models.CharField(max_length=500, blank=True, default="")

    objects = SafeAddressSet.as_manager()

    class Meta:
        verbose_name_plural = "safe addresses"

    def __str__(self) -> str:
        return str(self.pk)
