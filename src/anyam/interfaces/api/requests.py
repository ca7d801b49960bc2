"""A request as it reaches an operation: the actor is known."""

from __future__ import annotations

from django.http import HttpRequest

from anyam.foundation.access import Actor


class ApiRequest(HttpRequest):
    """Set by the same middleware as for pages."""

    actor: Actor
