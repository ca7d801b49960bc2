"""The trace of a sign-in."""

from __future__ import annotations

from anyam.foundation.access import Actor, action
from anyam.foundation.events.recording import record

from ..events import UserSignedIn
from ..policies import require_own_account


@action()
def note_sign_in(actor: Actor) -> None:
    """Keep that somebody signed in, and when; from where is not kept."""
    record(actor, UserSignedIn(subject_id=require_own_account(actor)))
