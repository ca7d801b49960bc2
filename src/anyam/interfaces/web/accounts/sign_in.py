"""The door: password, second factor, passkey; and the way out."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from allauth.account.stages import LoginStageController
from allauth.mfa.stages import AuthenticateStage
from allauth.mfa.webauthn.internal.flows import perform_passwordless_login
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.entry.hashing import TooBusy
from anyam.registry.accounts import actions, queries
from anyam.registry.accounts.queries import actor_for
from anyam.registry.accounts.results import CastRow

from ..layouts.perform import form_page, perform
from ..layouts.requests import OfficeRequest
from . import passkeys, throttle
from .forms import CodeForm, SignInForm
from .leading import next_address

__all__ = ["passkey", "second_step", "sign_in", "sign_out"]


@sensitive_post_parameters("password")
@login_not_required
@require_http_methods(["GET", "POST"])
def sign_in(request: OfficeRequest) -> HttpResponse:
    if request.actor.user_id:
        return redirect(next_address(request))
    cast = queries.list_cast(request.actor) if settings.ANYAM_DEMO else ()
    form = SignInForm(_typed(request, cast) if request.method == "POST" else None)
    if form.is_valid():
        entered = _enter(request, form)
        if entered:
            return entered
    context = {
        "cast": cast,
        "demo_password": settings.ANYAM_DEMO_PASSWORD if cast else "",
        "next": next_address(request),
        "has_office_sign_in": bool(settings.ANYAM_OIDC_PROVIDER),
    }
    return form_page(request, "accounts/sign_in.html", form, context)


@sensitive_post_parameters("code", "credential")
@login_not_required
@require_http_methods(["GET", "POST"])
def second_step(request: OfficeRequest) -> HttpResponse:
    """After the right password: the second factor. Until then nobody is signed in."""
    stage = LoginStageController.enter(request, AuthenticateStage.key)
    if stage is None:
        return redirect("accounts:sign_in")
    user = stage.login.user
    form = CodeForm(request.POST if "code" in request.POST else None)
    limits = throttle.second_factor_limits(request, user.username)
    if request.method == "POST" and not throttle.take(limits):
        form = CodeForm(request.POST)
        form.add_error(None, _too_often())
    elif request.method == "POST" and _shows_second_factor(request, form, user):
        throttle.begin_anew(limits)
        response: HttpResponse = stage.exit()
        return response
    context = {"factors": queries.own_security(actor_for(user.pk))}
    return form_page(request, "accounts/second_step.html", form, context)


@sensitive_post_parameters("credential")
@login_not_required
@require_http_methods(["GET", "POST"])
def passkey(request: OfficeRequest) -> HttpResponse:
    """GET: the question for the browser, of whoever stands at this door. POST: in, with a passkey alone."""
    if request.method == "GET":
        return JsonResponse(passkeys.question(_whose(request)))
    try:
        shown = passkeys.check(request.POST.get("credential", ""))
        actions.prove_by_passkey(
            actor_for(shown.user.pk), factor_id=shown.factor_id, sign_count=shown.sign_count
        )
    except passkeys.PasskeyRefused:
        messages.error(request, _("This passkey opens nothing here. Use your password, or another passkey."))
        return redirect("accounts:sign_in")
    except Refusal as refusal:
        messages.error(request, str(refusal.sentence))
        return redirect("accounts:sign_in")
    login = Login(user=shown.user, redirect_url=next_address(request))
    response: HttpResponse = perform_passwordless_login(request, _factor(shown), login)
    return response


@login_not_required
@require_http_methods(["GET", "POST"])
def sign_out(request: OfficeRequest) -> HttpResponse:
    if request.method == "GET":
        return render(request, "accounts/sign_out.html")
    get_adapter().logout(request)
    response = redirect("accounts:sign_in")
    # Not "storage": what somebody wrote in the field without a connection waits there to be sent.
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


def _typed(request: HttpRequest, cast: tuple[CastRow, ...]) -> Any:
    """The form's data; in a training district a press on somebody of the cast fills it."""
    part = request.POST.get("cast", "")
    if part not in {row.username for row in cast}:
        return request.POST
    return {"username": part, "password": settings.ANYAM_DEMO_PASSWORD}


def _enter(request: HttpRequest, form: SignInForm) -> HttpResponse | None:
    """The way in, or on to the second factor; or None with the reason on the form."""
    username = form.cleaned_data["username"].lower()
    password = form.cleaned_data["password"]
    attempt = throttle.admit(request, username, password)
    if attempt is None:
        form.add_error(None, _too_often())
        return None
    credentials = {"username": username, "password": password}
    try:
        user = get_adapter(request).authenticate(request, **credentials)
    except TooBusy:
        throttle.was_right(attempt)  # nobody has looked at it
        form.add_error(None, _("Very many people sign in at this moment. Try again in half a minute."))
        return None
    if user is None or not user.is_active:
        form.add_error(None, _("User name and password do not fit together. Check both and try again."))
        return None
    throttle.was_right(attempt)
    if user.has_temporary_password and user.temporary_until and user.temporary_until < clock.now():
        form.add_error(None, _("This code has ended. Ask for a new one; it holds for 24 hours."))
        return None
    login = Login(user=user, redirect_url=next_address(request))
    response: HttpResponse = perform_password_login(request, credentials, login)
    return response


def _shows_second_factor(request: HttpRequest, form: CodeForm, user: Any) -> bool:
    actor = actor_for(user.pk)
    if "credential" not in request.POST:
        return form.is_valid() and bool(
            perform(form, actions.prove_by_code, actor, code=form.cleaned_data["code"])
        )
    try:
        shown = passkeys.check(request.POST["credential"], user)
        actions.prove_by_passkey(actor, factor_id=shown.factor_id, sign_count=shown.sign_count)
    except passkeys.PasskeyRefused:
        messages.error(
            request, _("This passkey does not belong to this account. Use a code, or another passkey.")
        )
        return False
    except Refusal as refusal:
        messages.error(request, str(refusal.sentence))
        return False
    return True


def _whose(request: OfficeRequest) -> Any:
    """Who must answer with a passkey: the one signed in, the one halfway in, or anybody."""
    if request.user.is_authenticated:
        return request.user
    stage = LoginStageController.enter(request, AuthenticateStage.key)
    return stage.login.user if stage else None


def _factor(shown: passkeys.Shown) -> Any:
    from allauth.mfa.models import Authenticator

    return Authenticator.objects.get(pk=shown.factor_id)


def _too_often() -> str:
    return _(
        "Too many wrong tries. Wait 15 minutes, sign in on the device you usually use, or use a passkey. "
        "Your account is not locked."
    )
