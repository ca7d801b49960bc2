"""How people sign in here: set by the district."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.foundation.access import Actor, Permission, action, require, require_fresh
from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.events.recording import record

from ..events import SignInRulesChanged
from ..models import SignInRules

RULES_SUBJECT = UUID(int=1)
"""There is one set of rules; its events need a subject all the same."""


class OutOfBounds(Refusal):
    sentence = _("This number is too small or too large.")


@action()
def change_sign_in_rules(
    actor: Actor, *, is_second_factor_required: bool, grace_days: int, idle_minutes: int, session_hours: int
) -> None:
    """New rules. Times hold for those who sign in from now on; what must be set up is asked at the next click."""
    require(actor, Permission.MANAGE_USERS)
    require_fresh(actor)
    for name, value, least, most in (
        ("grace_days", grace_days, 0, 90),
        ("idle_minutes", idle_minutes, 1, 120),
        ("session_hours", session_hours, 1, 24),
    ):
        if not least <= value <= most:
            raise OutOfBounds(field=name)
    given: dict[str, Any] = {
        "is_second_factor_required": is_second_factor_required,
        "grace_days": grace_days,
        "idle_minutes": idle_minutes,
        "session_hours": session_hours,
    }
    SignInRules.objects.update_or_create(pk=1, defaults={**given, "changed_at": clock.now()})
    record(actor, SignInRulesChanged(RULES_SUBJECT, **given))
