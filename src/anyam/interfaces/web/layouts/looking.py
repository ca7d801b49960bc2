"""Every request has a number and a channel, which stand on whatever look it leaves; no look, no page."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.template.loader import render_to_string

from anyam.foundation.audit.choices import Channel
from anyam.foundation.audit.circumstances import through
from anyam.foundation.audit.looks import LookNotRecorded

_API = "/api/"
_PRINTED = "/cetak/"
RETRY_SECONDS = "30"


class LookingMiddleware:
    """Says how the request came, for the record of looks, and answers 503 where a look could not be recorded."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with through(channel_of(request.path), secrets.token_hex(8)):
            return self.get_response(request)

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        return not_recorded(request) if isinstance(problem, LookNotRecorded) else None


def channel_of(path: str) -> Channel:
    if path.startswith(_API):
        return Channel.API
    return Channel.PRINT if path.endswith(_PRINTED) else Channel.PAGE


def not_recorded(request: HttpRequest) -> HttpResponse:
    """What the reader is told; rendered without the request, for the transaction is lost."""
    headers = {"Retry-After": RETRY_SECONDS}
    if request.path.startswith(_API):
        said = {
            "code": "look_not_recorded",
            "sentence": "That you look cannot be recorded now, so nothing is shown.",
            "field": "",
        }
        return JsonResponse(said, status=HTTPStatus.SERVICE_UNAVAILABLE, headers=headers)
    page = render_to_string("503_look.html")
    return HttpResponse(page, status=HTTPStatus.SERVICE_UNAVAILABLE, headers=headers)
