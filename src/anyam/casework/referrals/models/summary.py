"""What the sender chose to share: the receiver sees this and nothing else about the child."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from anyam.foundation.core.privacy import Privacy
from anyam.foundation.vault.fields import SealedText

from ..choices import SafetyFlag


def _words(most: int | None = None) -> SealedText:
    return SealedText(compartment="summary", scope="referral_id", max_length=most, blank=True, default="")


class ReferralSummary(models.Model):
    PRIVACY: ClassVar[dict[str, Privacy]] = {
        "referral": Privacy.OPERATIONAL,
        "child_name": Privacy.PERSONAL,
        "village": Privacy.PERSONAL,
        "contact_name": Privacy.PERSONAL,
        "contact_phone": Privacy.PERSONAL,
        "*": Privacy.SENSITIVE,
    }

    referral = models.OneToOneField(
        "referrals.Referral", on_delete=models.CASCADE, related_name="summary", primary_key=True
    )
    # Empty when the sender keeps the name back: the receiver then speaks of the referral's number.
    child_name = _words(150)
    age_text = _words(60)
    sex = _words(10)
    village = _words(120)
    request = _words()
    facts = _words()
    safety_flags = ArrayField(models.CharField(max_length=30, choices=SafetyFlag), default=list)
    safety_note = _words()
    is_interview_done = models.BooleanField(default=False)
    interview_note = _words()
    contact_name = _words(150)
    contact_phone = _words(30)
    is_contact_safe = models.BooleanField(default=False)
    contact_note = _words(200)

    def __str__(self) -> str:
        return str(self.referral_id)
