"""What a kind of agency needs to know of a case for its service: the least, decided by the district."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from anyam.foundation.access.choices import Part
from anyam.foundation.core.privacy import Privacy


class SharingTemplate(models.Model):
    """The parts of a case that open to an agency of this kind when it accepts a referral, until the service ends."""

    PRIVACY: ClassVar[dict[str, Privacy]] = {"*": Privacy.PUBLIC}

    agency_kind = models.CharField(max_length=40, primary_key=True)
    parts = ArrayField(models.CharField(max_length=10, choices=Part), default=list)
    # Nobody in the district has looked at it yet: it is as the program came.
    is_confirmed = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.agency_kind
