"""Pages about children stay out of every cache."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase


class NeverStored:
    """Forbids browsers and proxies to keep any page, unless its view says otherwise.

    On a shared computer the Back button must not show the last officer's case. It asks nothing about who is signed
    in: a page for strangers is cheap to make again. Files under /static/ are answered before this.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        return response
