"""The request as every page behind the sign-in gets it."""

from __future__ import annotations

from django.http import HttpRequest, QueryDict
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


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent, even where it is nothing: a form with a button alone is bound by it."""
    return request.POST if request.method == "POST" else None
