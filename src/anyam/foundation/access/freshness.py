"""Step-up: what can do great harm asks for a fresh proof of who sits at the keyboard."""

from datetime import timedelta

from anyam.foundation.access.actor import Actor
from anyam.foundation.access.errors import StepUpNeeded
from anyam.foundation.core import clock

FRESH_FOR = timedelta(minutes=10)


def require_fresh(actor: Actor) -> None:
    """Raise StepUpNeeded unless the actor proved who they are within FRESH_FOR (OWASP ASVS 5.0, 7.5.3)."""
    if actor.is_system:
        return
    if actor.confirmed_at is None or clock.now() - actor.confirmed_at > FRESH_FOR:
        raise StepUpNeeded
