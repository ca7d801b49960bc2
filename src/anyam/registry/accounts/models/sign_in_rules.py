"""How people sign in here: one row, which the district may change."""

from __future__ import annotations

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from anyam.foundation.core.privacy import Privacy

from ..rules import DEFAULT_GRACE_DAYS, DEFAULT_IDLE_MINUTES, DEFAULT_SESSION_HOURS


class SignInRules(models.Model):
    """Without a row the proposed values hold, and pages say that nobody has confirmed them yet."""

    PRIVACY: ClassVar[dict[str, Privacy]] = {"*": Privacy.OPERATIONAL}

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    is_second_factor_required = models.BooleanField(default=True)
    grace_days = models.PositiveSmallIntegerField(
        default=DEFAULT_GRACE_DAYS, validators=[MaxValueValidator(90)]
    )
    idle_minutes = models.PositiveSmallIntegerField(
        default=DEFAULT_IDLE_MINUTES, validators=[MinValueValidator(1), MaxValueValidator(120)]
    )
    session_hours = models.PositiveSmallIntegerField(
        default=DEFAULT_SESSION_HOURS, validators=[MinValueValidator(1), MaxValueValidator(24)]
    )
    changed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="sign_in_rules_are_one_row", condition=Q(id=1)),
        ]

    def __str__(self) -> str:
        return "sign-in rules"
