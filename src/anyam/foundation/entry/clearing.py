"""Throwing away what has ended: sessions, counts, and forms nobody came back for."""

from anyam.foundation.entry import held_forms, tries
from anyam.foundation.entry.engine import SessionStore


def clear_ended() -> None:
    """Nothing of it is needed any more; the sooner it is gone, the less a copy of the database holds."""
    SessionStore.clear_expired()
    tries.clear_ended()
    held_forms.clear_ended()
