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


def page_number(request: HttpRequest) -> int:
    """The page asked for with `?page=`; the first one for anything that is not a page number."""
    typed = request.GET.get("page", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 1
