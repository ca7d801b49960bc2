"""Signing out elsewhere."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from anyam.foundation.access import Actor, action
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.entry import sessions
from anyam.foundation.events.recording import record

from ..events import SessionsEnded
from ..policies import require_own_account


class SessionGone(Refusal):
    sentence = _("This sign-in has ended already.")


@action()
def end_own_session(actor: Actor, *, session_id: str) -> None:
    """Sign out in one other place."""
    user_id = require_own_account(actor)
    if not sessions.end_session(user_id, session_id):
        raise SessionGone
    record(actor, SessionsEnded(subject_id=user_id, count=1))


@action()
def end_other_sessions(actor: Actor, *, this_key: str) -> int:
    """Sign out everywhere but here; in how many places."""
    user_id = require_own_account(actor)
    count = sessions.end_sessions(user_id, but_key=this_key)
    record(actor, SessionsEnded(subject_id=user_id, count=count))
    return count
