"""What the sender chose to share: the receiver sees this and nothing else about the child."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from anyam.foundation.core.privacy import Privacy

from ..choices import SafetyFlag


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
    child_name = models.CharField(max_length=150, blank=True, default="")
    age_text = models.CharField(max_length=60, blank=True, default="")
    sex = models.CharField(max_length=10, blank=True, default="")
    village = models.CharField(max_length=120, blank=True, default="")
    request = models.TextField()
    facts = models.TextField(blank=True, default="")
    safety_flags = ArrayField(models.CharField(max_length=30, choices=SafetyFlag), default=list)
    safety_note = models.TextField(blank=True, default="")
    is_interview_done = models.BooleanField(default=False)
    interview_note = models.TextField(blank=True, default="")
    contact_name = models.CharField(max_length=150, blank=True, default="")
    contact_phone = models.CharField(max_length=30, blank=True, default="")
    is_contact_safe = models.BooleanField(default=False)
    contact_note = models.CharField(max_length=200, blank=True, default="")

    def __str__(self) -> str:
        return str(self.referral_id)
