"""Sessions that rest are locked, forms that need a proof wait for it, and nobody goes on without a second factor."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode, urlsplit
from uuid import UUID

from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
    JsonResponse,
    QueryDict,
)
from django.shortcuts import render
from django.urls import reverse
from django.utils.datastructures import MultiValueDict

from anyam.foundation.access import StepUpNeeded
from anyam.foundation.entry import held_forms, sessions
from anyam.foundation.entry.hashing import TooBusy

RELEASED = "released_form"
# What answers while the session is locked. Everything else, page, part or API, does not.
OPEN_WHEN_LOCKED = {
    "accounts:unlock",
    "accounts:lock",
    "accounts:passkey",
    "accounts:sign_out",
    "account_logout",
    "accounts:language",
    "accounts:theme",
    "health:healthz",
}


class EntryMiddleware:
    """Stands before the one that makes the actor."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method == "GET" and request.user.is_authenticated and RELEASED in request.session:
            _send_what_was_held(request)
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        if not request.user.is_authenticated:
            return None
        row = getattr(request.session, "row", None)
        name = request.resolver_match.view_name if request.resolver_match else ""
        if sessions.is_locked(row):
            return None if name in OPEN_WHEN_LOCKED else _locked(request)
        sessions.note_seen(row)
        return None

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponseBase | None:
        if isinstance(problem, StepUpNeeded) and request.user.is_authenticated:
            return _lead_to(request, reverse("accounts:make_sure"), held_forms.HELD_FOR)
        if isinstance(problem, TooBusy):
            return render(request, "503.html", status=503)
        return None


def _locked(request: HttpRequest) -> HttpResponseBase:
    if request.path.startswith("/api/"):
        told = {"code": "locked", "sentence": "The session is locked. Unlock it on a page.", "field": ""}
        return JsonResponse(told, status=423)
    if is_part(request):
        return HttpResponse(status=423)
    return _lead_to(request, reverse("accounts:unlock"), held_forms.LOCKED_FOR)


def _lead_to(request: HttpRequest, door: str, how_long: timedelta) -> HttpResponseBase:
    """To a page that asks for a proof, and from there back; what was sent waits meanwhile."""
    path = request.get_full_path()
    if request.method == "POST":
        target = f"{door}?{urlencode({'held': str(_hold(request, path, how_long))})}"
    else:
        target = f"{door}?{urlencode({'next': _page_of(request) if is_part(request) else path})}"
    if is_part(request):
        return HttpResponse(status=204, headers={"HX-Redirect": target})
    return HttpResponseRedirect(target, status=303 if request.method == "POST" else 302)


def _hold(request: HttpRequest, path: str, how_long: timedelta) -> UUID:
    fields = {name: request.POST.getlist(name) for name in request.POST}
    return held_forms.hold(UUID(str(request.user.pk)), path, fields, how_long=how_long)


def _send_what_was_held(request: HttpRequest) -> None:
    """The person is back with a fresh proof: the form they sent before is taken up where it was left.

    It was sent by them, checked against forgery then, sealed to them and to this address, and is taken once.
    """
    number, path = request.session[RELEASED]
    if request.get_full_path() != path:
        return
    del request.session[RELEASED]
    fields = held_forms.take(UUID(str(request.user.pk)), UUID(number), path)
    if fields is None:
        return
    sent = QueryDict(mutable=True)
    for name, values in fields.items():
        sent.setlist(name, values)
    sent._mutable = False
    request.method = request.META["REQUEST_METHOD"] = "POST"
    request.POST = sent  # type: ignore[assignment]
    request._files = MultiValueDict()  # type: ignore[attr-defined]
    request._dont_enforce_csrf_checks = True  # type: ignore[attr-defined]


def is_part(request: HttpRequest) -> bool:
    """Asked for by a script, not by going to an address."""
    mode = request.headers.get("Sec-Fetch-Mode", "navigate")
    return bool(
        request.headers.get("HX-Request") == "true" or request.headers.get("X-Autosave") or mode != "navigate"
    )


def _page_of(request: HttpRequest) -> str:
    """The page in which a part was asked for."""
    told = urlsplit(request.headers.get("HX-Current-URL", ""))
    return f"{told.path}?{told.query}" if told.query else told.path or "/"
