"""Who wants to be told by e-mail that something waits: where, how often, and when not."""

from typing import Any, ClassVar

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q

from anyam.foundation.core.privacy import Privacy
from anyam.foundation.core.records import Record
from anyam.foundation.vault.fields import SealedText

from ..choices import Rhythm
from ..rules import Habit

_HOUR: dict[str, Any] = {"validators": [MaxValueValidator(23)]}


class MailWish(Record):
    PRIVACY: ClassVar[dict[str, Privacy]] = {"address": Privacy.PERSONAL, "*": Privacy.OPERATIONAL}

    user = models.OneToOneField("accounts.User", on_delete=models.CASCADE, related_name="+")
    address = SealedText(compartment="notices", scope="user_id", max_length=254)
    since = models.DateTimeField()
    rhythm = models.CharField(max_length=10, choices=Rhythm, default=Rhythm.AT_ONCE)
    # The hour of the day at which a digest goes out.
    digest_hour = models.PositiveSmallIntegerField(default=7, **_HOUR)
    # From this hour until that one nothing is sent; both the same: no quiet hours.
    quiet_from = models.PositiveSmallIntegerField(default=0, **_HOUR)
    quiet_until = models.PositiveSmallIntegerField(default=0, **_HOUR)
    is_quiet_on_weekends = models.BooleanField(default=False)
    # Emergency referrals are told at once, whatever the hour.
    wakes_for_emergencies = models.BooleanField(default=True)
    # The order of the last digest: delivered twice, it is mailed once.
    last_letter = models.BigIntegerField(null=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                name="mail_hours_are_of_a_day",
                condition=Q(digest_hour__lt=24, quiet_from__lt=24, quiet_until__lt=24),
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def habit(self) -> Habit:
        return Habit(
            rhythm=Rhythm(self.rhythm),
            digest_hour=self.digest_hour,
            quiet_from=self.quiet_from,
            quiet_until=self.quiet_until,
            is_quiet_on_weekends=self.is_quiet_on_weekends,
        )
