"""Who wants to be told by e-mail that something waits, and where."""

from typing import ClassVar

from django.db import models

from anyam.foundation.core.privacy import Privacy
from anyam.foundation.core.records import Record
from anyam.foundation.vault.fields import SealedText


class MailWish(Record):
    PRIVACY: ClassVar[dict[str, Privacy]] = {"address": Privacy.PERSONAL, "*": Privacy.OPERATIONAL}

    user = models.OneToOneField("accounts.User", on_delete=models.CASCADE, related_name="+")
    address = SealedText(compartment="notices", scope="user_id", max_length=254)
    since = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.pk)
