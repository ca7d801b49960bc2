"""Where a person can be found and whether it is safe to try."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from anyam.foundation.core.privacy import Privacy


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

    class Meta:
        verbose_name_plural = "safe addresses"

    def __str__(self) -> str:
        return str(self.pk)
