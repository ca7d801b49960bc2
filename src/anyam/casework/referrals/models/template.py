"""What a kind of agency needs to know of a case for its service: the least, decided by the district."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from anyam.foundation.access.choices import Part
from anyam.foundation.core.privacy import Privacy
from anyam.foundation.core.records import Record


class SharingTemplate(Record):
    """The parts of a case that open to an agency of this kind when it accepts a referral, until the service ends.

    A district without a row of its own goes by what came with the program.
    """

    PRIVACY: ClassVar[dict[str, Privacy]] = {"source_note": Privacy.OPERATIONAL, "*": Privacy.OPERATIONAL}

    district_code = models.CharField(max_length=5)
    agency_kind = models.CharField(max_length=40)
    parts = ArrayField(models.CharField(max_length=10, choices=Part), default=list)
    # The agreement or decree behind it.
    source_note = models.CharField(max_length=200, blank=True, default="")
    changed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                name="referrals_one_template_per_kind", fields=["district_code", "agency_kind"]
            )
        ]

    def __str__(self) -> str:
        return self.agency_kind
