"""The trace of a sign-in."""

from __future__ import annotations

from anyam.foundation.access import Actor, action
from anyam.foundation.core import clock
from anyam.foundation.events.recording import record

from ..events import SecondFactorAsked, UserSignedIn
from ..models import User
from ..policies import require_own_account


@action()
def note_sign_in(actor: Actor, *, is_second_factor_missing: bool = False) -> None:
    """Keep that somebody signed in, and when; from where is not kept. The days of grace begin with the first time."""
    user_id = require_own_account(actor)
    record(actor, UserSignedIn(subject_id=user_id))
    if is_second_factor_missing:
        first = User.objects.filter(pk=user_id, second_factor_asked_at__isnull=True)
        if first.update(second_factor_asked_at=clock.now()):
            record(actor, SecondFactorAsked(subject_id=user_id))
