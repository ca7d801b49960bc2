"""The request as every page behind the sign-in gets it."""

from __future__ import annotations

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from anyam.foundation.access import Actor

from .frame import Frame


class OfficeRequest(HttpRequest):
    """For type checking only: the middlewares put these on Django's own request."""

    actor: Actor
    frame: Frame
    htmx: HtmxDetails
