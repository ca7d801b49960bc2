"""When the person in this session last proved that it is they."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.http import HttpRequest

from anyam.foundation.access import Actor
from anyam.foundation.core import clock

PROVEN_AT = "proven_at"


def note_proof(request: HttpRequest) -> None:
    """Right now, for this session."""
    request.session[PROVEN_AT] = clock.now().isoformat()


def with_proof(request: HttpRequest, actor: Actor) -> Actor:
    """The actor with the moment of the session's last proof."""
    try:
        proven_at = datetime.fromisoformat(request.session.get(PROVEN_AT, ""))
    except (TypeError, ValueError):
        return actor
    return replace(actor, confirmed_at=proven_at)
