"""The government's single sign-on (OpenID Connect), where the district has one."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET, require_POST

from anyam.foundation.access import require_fresh
from anyam.foundation.core.refusals import Refusal
from anyam.registry.accounts import actions

from ..layouts.requests import OfficeRequest
from .leading import see


@login_not_required
@require_POST
def start(request: OfficeRequest) -> HttpResponse:
    """Off to the issuer: to sign in, or, for somebody signed in who has just proven it, to link."""
    if not settings.ANYAM_OIDC_PROVIDER:
        raise Http404
    if request.actor.user_id:
        require_fresh(request.actor)
        request.GET = _with(request, "process", "connect")
    elif "process" in request.GET or "process" in request.POST:
        raise Http404
    return _view(request, is_callback=False)


@login_not_required
@require_GET
def back(request: OfficeRequest) -> HttpResponse:
    """Where the issuer sends the browser back to."""
    return _view(request, is_callback=True)


@require_POST
def unlink(request: OfficeRequest) -> HttpResponse:
    try:
        actions.unlink_own_office_account(request.actor)
    except Refusal as refusal:  # pragma: no cover  # none today; a new one must not fall over
        raise Http404 from refusal
    return see("accounts:security")


def _view(request: HttpRequest, *, is_callback: bool) -> HttpResponse:
    """The library's own flow, loaded only where a single sign-on is set up: it takes fifteen megabytes."""
    if not settings.ANYAM_OIDC_PROVIDER:
        raise Http404
    from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView

    from .issuer import IssuerAdapter

    view = OAuth2CallbackView if is_callback else OAuth2LoginView
    response: HttpResponse = view.adapter_view(IssuerAdapter(request, settings.ANYAM_OIDC_PROVIDER))(request)
    return response


def _with(request: HttpRequest, name: str, value: str) -> Any:
    given = request.GET.copy()
    given[name] = value
    return given
