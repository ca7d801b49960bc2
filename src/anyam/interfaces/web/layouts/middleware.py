"""Who is asking, for whom, in which language; and one answer for all that is not there or not theirs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.functional import SimpleLazyObject

from anyam.foundation.access import Actor, NotFound
from anyam.foundation.access.row_context import acting
from anyam.foundation.core import clock
from anyam.registry.accounts.choices import Language
from anyam.registry.accounts.queries import signed_in
from anyam.registry.accounts.results import SignedIn

from ..accounts.proof import with_proof
from .navigation import frame_for
from .not_there import not_there

AGENCY_IN_SESSION = "agency"
# What somebody with a temporary password may still do before choosing their own.
_OPEN_WITH_TEMPORARY = {
    "accounts:password",
    "accounts:sign_out",
    "accounts:language",
    "accounts:theme",
    "accounts:lock",
    "accounts:unlock",
    "accounts:still_here",
}
# What somebody who needs a second factor may still do before setting one up.
_OPEN_WITHOUT_SECOND_FACTOR = {
    *_OPEN_WITH_TEMPORARY,
    "accounts:security",
    "accounts:app",
    "accounts:add_passkey",
    "accounts:recovery_codes",
    "accounts:make_sure",
    "accounts:passkey",
    "accounts:lock",
    "accounts:unlock",
    "accounts:still_here",
    "accounts:switch_agency",
    "account_logout",
}


class ActorMiddleware:
    """Sets `request.actor` and `request.frame` anew on every request, so that an ended role ends at once."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        someone = self._signed_in(request)
        actor = with_proof(request, someone.actor) if someone else Actor.nobody()
        request.actor = actor  # type: ignore[attr-defined]
        request.needs_second_factor = bool(someone and _is_due(someone))  # type: ignore[attr-defined]
        request.has_temporary_password = bool(someone and someone.has_temporary_password)  # type: ignore[attr-defined]
        language = someone.language if someone else _chosen_language(request)
        translation.activate(language)
        request.LANGUAGE_CODE = language
        if someone:
            request.frame = SimpleLazyObject(lambda: frame_for(request, someone))  # type: ignore[attr-defined]
            request.bare_frame = SimpleLazyObject(  # type: ignore[attr-defined]
                lambda: frame_for(request, someone, with_counts=False)
            )
        return _whole_page_for_htmx(request, self._answer(request))

    def _answer(self, request: HttpRequest) -> HttpResponseBase:
        """A page is read in one transaction, with its record of who looked; a changing request has its action's own."""
        if request.method not in ("GET", "HEAD"):
            return self.get_response(request)
        connection = transaction.get_connection()
        is_within_another = connection.in_atomic_block
        with acting(request.actor):  # type: ignore[attr-defined]
            response = self.get_response(request)
            if response.status_code >= 500 and connection.in_atomic_block and not is_within_another:
                transaction.set_rollback(True)
            return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """A temporary password was told to somebody else: it opens one page only, where it is replaced."""
        name = request.resolver_match.view_name if request.resolver_match else ""
        if getattr(request, "has_temporary_password", False) and name not in _OPEN_WITH_TEMPORARY:
            return redirect("accounts:password")
        if getattr(request, "needs_second_factor", False) and name not in _OPEN_WITHOUT_SECOND_FACTOR:
            return _second_factor_first(request)
        return None

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        """What does not exist and what is not theirs look alike."""
        if isinstance(problem, NotFound):
            return not_there(request)
        return None

    def _signed_in(self, request: HttpRequest) -> SignedIn | None:
        user = request.user
        if not user.is_authenticated:
            return None
        found = signed_in(user.pk, _uuid(request.session.get(AGENCY_IN_SESSION)))
        return found if found.actor.user_id else None


def _is_due(someone: SignedIn) -> bool:
    due_at = someone.second_factor_due_at
    return due_at is not None and due_at <= clock.now()


def _second_factor_first(request: HttpRequest) -> HttpResponse:
    if request.path.startswith("/api/"):
        told = {"code": "second_factor", "sentence": "Set up a second factor on the page first.", "field": ""}
        return JsonResponse(told, status=403)
    return redirect("accounts:security")


def _chosen_language(request: HttpRequest) -> str:
    """What was chosen on this device before; Indonesian otherwise, whatever the browser says."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return chosen if chosen in set(Language) else Language.INDONESIAN.value


def _whole_page_for_htmx(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """A part of a page asked for after the session ended: the whole page goes to the sign-in instead."""
    is_part = request.headers.get("HX-Request") == "true"
    target = response.headers.get("Location", "")
    if is_part and response.status_code == 302 and target.startswith(reverse("accounts:sign_in")):
        return HttpResponse(status=204, headers={"HX-Redirect": reverse("accounts:sign_in")})
    return response


def _uuid(text: Any) -> UUID | None:
    try:
        return UUID(str(text))
    except ValueError:
        return None
