"""Signing in and out, and one's own account."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import get_user_model, update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from anyam.registry.accounts import actions, queries
from anyam.registry.accounts.results import CastRow

from ..layouts.context import THEME_COOKIE
from ..layouts.middleware import AGENCY_IN_SESSION
from ..layouts.perform import form_page, perform
from ..layouts.requests import OfficeRequest
from . import throttle
from .forms import LanguageForm, LookForm, OwnDetailsForm, PasswordForm, SignInForm, ThemeForm

YEAR = 365 * 24 * 60 * 60


@sensitive_post_parameters("password")
@login_not_required
@require_http_methods(["GET", "POST"])
def sign_in(request: OfficeRequest) -> HttpResponse:
    if request.actor.user_id:
        return redirect(_next(request))
    cast = queries.list_cast(request.actor) if settings.ANYAM_DEMO else ()
    form = SignInForm(_typed(request, cast) if request.method == "POST" else None)
    if form.is_valid():
        entered = _enter(request, form)
        if entered:
            return entered
    context = {
        "cast": cast,
        "demo_password": settings.ANYAM_DEMO_PASSWORD if cast else "",
        "next": _next(request),
    }
    return form_page(request, "accounts/sign_in.html", form, context)


@login_not_required
@require_http_methods(["GET", "POST"])
def sign_out(request: OfficeRequest) -> HttpResponse:
    if request.method == "GET":
        return render(request, "accounts/sign_out.html")
    get_adapter().logout(request)
    response = redirect("accounts:sign_in")
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


@require_http_methods(["GET", "POST"])
def account(request: OfficeRequest) -> HttpResponse:
    mine = queries.get_user(request.actor, _own_id(request))
    form = OwnDetailsForm(
        _sent(request),
        actor=request.actor,
        initial={"full_name": mine.full_name, "phone": mine.phone, "email": mine.email},
    )
    if form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("full_name", "phone", "email")}
        if perform(form, actions.change_own_details, request.actor, **given):
            messages.success(request, _("Your details were saved."))
            return _see("accounts:account")
    look = LookForm(initial={"language": mine.language, "theme": mine.theme}, auto_id="look-%s")
    context = {"mine": mine, "look": look, "agencies": queries.agencies_of(request.actor)}
    return form_page(request, "accounts/account.html", form, context)


@sensitive_post_parameters("present_password", "new_password", "repeated")
@require_http_methods(["GET", "POST"])
def password(request: OfficeRequest) -> HttpResponse:
    form = PasswordForm(_sent(request), actor=request.actor)
    if form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("present_password", "new_password")}
        if perform(form, actions.set_password, request.actor, **given):
            # Stay signed in here; all other devices are out.
            update_session_auth_hash(request, get_user_model().objects.get(pk=_own_id(request)))
            messages.success(request, _("Your new password holds from now on."))
            return _see("accounts:account")
    context = {"is_temporary": getattr(request, "has_temporary_password", False)}
    return form_page(request, "accounts/password.html", form, context)


@login_not_required
@require_POST
def language(request: OfficeRequest) -> HttpResponse:
    response = HttpResponseRedirect(_next(request), status=303)
    form = LanguageForm(request.POST)
    if form.is_valid():
        _keep_language(request, response, form.cleaned_data["language"])
    return response


@login_not_required
@require_POST
def theme(request: OfficeRequest) -> HttpResponse:
    response = HttpResponseRedirect(_next(request), status=303)
    form = ThemeForm(request.POST)
    if form.is_valid():
        _keep_theme(request, response, form.cleaned_data["theme"])
    return response


@require_POST
def look(request: OfficeRequest) -> HttpResponse:
    """Language and look from the account page."""
    response = _see("accounts:account")
    form = LookForm(request.POST)
    if form.is_valid():
        _keep_language(request, response, form.cleaned_data["language"])
        _keep_theme(request, response, form.cleaned_data["theme"])
        with translation.override(form.cleaned_data["language"]):
            messages.success(request, _("Saved."))
    return response


@require_POST
def switch_agency(request: OfficeRequest) -> HttpResponse:
    chosen = next(
        (one for one in queries.agencies_of(request.actor) if str(one.id) == request.POST.get("agency")), None
    )
    if chosen:
        request.session[AGENCY_IN_SESSION] = str(chosen.id)
        messages.success(request, _("You now work for %(agency)s.") % {"agency": chosen.name})
    return HttpResponseRedirect("/", status=303)


def _typed(request: HttpRequest, cast: tuple[CastRow, ...]) -> Any:
    """The form's data; in a training district a press on somebody of the cast fills it."""
    part = request.POST.get("cast", "")
    if part not in {row.username for row in cast}:
        return request.POST
    return {"username": part, "password": settings.ANYAM_DEMO_PASSWORD}


def _enter(request: HttpRequest, form: SignInForm) -> HttpResponse | None:
    """The way in; or None with the reason on the form."""
    adapter = get_adapter(request)
    username = form.cleaned_data["username"].lower()
    if throttle.has_guessed_too_often(request, username, adapter.get_client_ip(request)):
        form.add_error(None, _too_often())
        return None
    credentials = {"username": username, "password": form.cleaned_data["password"]}
    user = adapter.authenticate(request, **credentials)
    if user is None or not user.is_active:
        form.add_error(None, _("User name and password do not fit together. Check both and try again."))
        return None
    response: HttpResponse = perform_password_login(
        request, credentials, Login(user=user, redirect_url=_next(request))
    )
    return response


def _too_often() -> str:
    return _(
        "Too many wrong tries. Wait 15 minutes, or sign in on the device you usually use. Your account is not locked."
    )


def _keep_language(request: OfficeRequest, response: HttpResponse, chosen: str) -> None:
    if request.actor.user_id:
        actions.change_language(request.actor, language=chosen)
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, chosen, max_age=YEAR, samesite="Lax", secure=request.is_secure()
    )


def _keep_theme(request: OfficeRequest, response: HttpResponse, chosen: str) -> None:
    if request.actor.user_id:
        actions.change_theme(request.actor, theme=chosen)
    response.set_cookie(THEME_COOKIE, chosen, max_age=YEAR, samesite="Lax", secure=request.is_secure())


def _sent(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _next(request: HttpRequest) -> str:
    """Where to go after: an address of this site that came with the form, else the desk."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if is_ours and wanted.startswith("/") else settings.LOGIN_REDIRECT_URL


def _own_id(request: OfficeRequest) -> UUID:
    user_id = request.actor.user_id
    assert user_id, "only for people who have signed in"
    return user_id


def _see(name: str) -> HttpResponse:
    response = redirect(name)
    response.status_code = 303
    return response
