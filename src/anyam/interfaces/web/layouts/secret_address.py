"""What every page shares that opens without signing in, by a secret address or for everybody."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from anyam.foundation.entry.tries import Limit, take_all

from ..accounts.throttle import network_of

WINDOW = timedelta(minutes=15)


def too_often(request: HttpRequest, kind: str, most: int) -> bool:
    """Count one try of this kind from the reader's network; whether there were more than `most` in the window."""
    return not take_all([Limit(kind, (network_of(request),), most, WINDOW)])


def wait_page(request: HttpRequest) -> HttpResponse:
    return open_page(request, "layouts/address_wait.html", {}, status=429)


def shut_page(request: HttpRequest) -> HttpResponse:
    """The same for an address that was shut, that is over, and that never was."""
    return open_page(request, "layouts/address_shut.html", {}, status=404)


def open_page(
    request: HttpRequest, template: str, context: Mapping[str, Any], *, status: int = 200
) -> HttpResponse:
    """Found by no search engine; that the address is told to no other site, every page's headers see to."""
    answer = render(request, template, dict(context), status=status)
    answer["X-Robots-Tag"] = "noindex"
    return answer
