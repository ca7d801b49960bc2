"""How an agency's paper looks and how it numbers what it issues: data its head keeps."""

from typing import Any, ClassVar

from django.db import models

from anyam.foundation.core.privacy import Privacy
from anyam.foundation.core.records import Record

from ..choices import Register
from ..rules import LONGEST_PATTERN


class Letterhead(Record):
    """What stands above and below an agency's documents."""

    PRIVACY: ClassVar[dict[str, Privacy]] = {
        "*": Privacy.PUBLIC,
        "agency": Privacy.OPERATIONAL,
        "changed_at": Privacy.OPERATIONAL,
        "changed_by": Privacy.OPERATIONAL,
        "signer_name": Privacy.PERSONAL,
        "signer_number": Privacy.PERSONAL,
    }

    agency = models.OneToOneField("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    # The government or body above the agency, for example "Pemerintah Kabupaten …".
    above = models.CharField(max_length=120, blank=True, default="")
    name = models.CharField(max_length=160)
    address = models.CharField(max_length=200, blank=True, default="")
    contact = models.CharField(max_length=160, blank=True, default="")
    town = models.CharField(max_length=60, blank=True, default="")
    # Stands for {unit} in numbers.
    unit = models.CharField(max_length=20)
    signer_title = models.CharField(max_length=120, blank=True, default="")
    signer_name = models.CharField(max_length=120, blank=True, default="")
    signer_number = models.CharField(max_length=30, blank=True, default="")
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+", null=True)

    def __str__(self) -> str:
        return self.name


class Numbering(Record):
    """An agency's own pattern for one register; without one, that which came with the program."""

    PRIVACY: ClassVar[dict[str, Privacy]] = {"*": Privacy.OPERATIONAL}

    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    register = models.CharField(max_length=10, choices=Register)
    pattern = models.CharField(max_length=LONGEST_PATTERN)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(name="documents_one_numbering", fields=["agency", "register"])
        ]

    def __str__(self) -> str:
        return self.pattern
