"""The two ends of a drill."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DrillState(models.TextChoices):
    PROVEN = "proven", _("Proven")
    FAILED = "failed", _("Failed")
