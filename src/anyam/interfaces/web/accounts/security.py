"""Account security: what protects one's own account, and where one is signed in."""

from __future__ import annotations

from typing import Any

from allauth.mfa.adapter import get_adapter as get_factor_adapter
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from anyam.foundation.core.refusals import Refusal
from anyam.foundation.entry.sealing import CannotOpen, seal, unseal
from anyam.registry.accounts import actions, queries

from ..components.forms import AnyamForm
from ..layouts.perform import form_page, perform
from ..layouts.requests import OfficeRequest
from . import passkeys
from .devices import device_words
from .forms import AppForm, PasskeyForm
from .leading import see
from .qr import qr_svg

NEW_APP = "new_app"
_SEALED_FOR = "app not set up yet"


@require_GET
def security(request: OfficeRequest) -> HttpResponse:
    """Says plainly what is set up and what to do next."""
    here = request.session.session_key
    rows = [(row, device_words(row.device)) for row in queries.own_sessions(request.actor, here)]
    context = {
        "factors": queries.own_security(request.actor),
        "places": rows,
        "elsewhere": sum(not row.is_this for row, _words in rows),
        "has_office_sign_in": bool(settings.ANYAM_OIDC_PROVIDER),
        "username": request.user.get_username(),
    }
    return render(request, "accounts/security.html", context)


# --- authenticator app ----------------------------------------------------------------------------------------------


@sensitive_post_parameters("code")
@sensitive_variables("secret")
@require_http_methods(["GET", "POST"])
def app(request: OfficeRequest) -> HttpResponse:
    secret = _new_secret(request)
    form = AppForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        code = form.cleaned_data["code"].replace(" ", "")
        if perform(form, actions.add_app, request.actor, secret=secret, code=code):
            request.session.pop(NEW_APP, None)
            return _after_adding(request, _("Your authenticator app is set up."))
    url = get_factor_adapter().build_totp_url(request.user, secret)
    context = {"qr": qr_svg(url), "secret": _in_fours(secret)}
    return form_page(request, "accounts/app.html", form, context)


# --- passkeys -------------------------------------------------------------------------------------------------------


@sensitive_post_parameters("credential")
@require_http_methods(["GET", "POST"])
def add_passkey(request: OfficeRequest) -> HttpResponse:
    if request.method == "GET" and "application/json" in request.headers.get("Accept", ""):
        return JsonResponse(passkeys.question_for_new(request.user))
    form = PasskeyForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        name = form.cleaned_data["name"] or device_words(request.session.row.device)  # type: ignore[attr-defined]
        try:
            credential, sign_count = passkeys.check_new(request.POST.get("credential", ""))
        except passkeys.PasskeyRefused:
            form.add_error(None, _("The device did not make a passkey. Try again."))
        else:
            given: dict[str, Any] = {"name": name, "credential": credential, "sign_count": sign_count}
            if perform(form, actions.add_passkey, request.actor, **given):
                return _after_adding(request, _("Your passkey is set up."))
    return form_page(request, "accounts/add_passkey.html", form)


@require_http_methods(["GET", "POST"])
def remove(request: OfficeRequest) -> HttpResponse:
    """Take the app or a passkey away; which one stands in the form, never in the address."""
    factors = queries.own_security(request.actor)
    number = str(request.POST.get("factor") or request.GET.get("factor") or "")
    passkey = next((key for key in factors.passkeys if str(key.id) == number), None)
    is_app = number == "app" and factors.app_since is not None
    if not passkey and not is_app:
        raise Http404
    form = AnyamForm(request.POST if request.method == "POST" and "sure" in request.POST else None)
    if form.is_valid():
        wanted = passkey.id if passkey else None
        if perform(form, actions.remove_factor, request.actor, passkey_id=wanted):
            messages.success(request, _("It was removed and opens nothing any more."))
            return see("accounts:security")
    is_last = len(factors.passkeys) + (factors.app_since is not None) == 1
    context = {"passkey": passkey, "factor": number, "is_last": is_last}
    return form_page(request, "accounts/remove_factor.html", form, context)


# --- recovery codes -------------------------------------------------------------------------------------------------


@sensitive_variables("codes", "done")
@require_http_methods(["GET", "POST"])
def recovery_codes(request: OfficeRequest) -> HttpResponse:
    """Asks first; then shows ten new codes, once. They are in no message, no session and no log."""
    form = AnyamForm(request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {"codes": (), "factors": queries.own_security(request.actor)}
    if form.is_valid():
        done = perform(form, actions.make_recovery_codes, request.actor)
        if done:
            context["codes"] = [f"{code[:5]} {code[5:]}" for code in done.value]
    return form_page(request, "accounts/recovery_codes.html", form, context)


# --- sessions -------------------------------------------------------------------------------------------------------


@require_POST
def end_session(request: OfficeRequest) -> HttpResponse:
    try:
        actions.end_own_session(request.actor, session_id=str(request.POST.get("place", ""))[:40])
    except Refusal as refusal:
        messages.info(request, str(refusal.sentence))
    else:
        messages.success(request, _("Signed out there."))
    return see("accounts:security")


@require_POST
def end_other_sessions(request: OfficeRequest) -> HttpResponse:
    count = actions.end_other_sessions(request.actor, this_key=request.session.session_key or "")
    said = ngettext("Signed out in %(count)d other place.", "Signed out in %(count)d other places.", count)
    messages.success(request, said % {"count": count})
    return see("accounts:security")


def _new_secret(request: OfficeRequest) -> str:
    """The secret of an app that is being set up: the same until the form is right, and sealed where it waits."""
    sealed = request.session.get(NEW_APP, "") if request.method == "POST" else ""
    try:
        return unseal(sealed, _SEALED_FOR)
    except CannotOpen:
        secret: str = generate_totp_secret()
        request.session[NEW_APP] = seal(secret, _SEALED_FOR)
        return secret


def _after_adding(request: OfficeRequest, said: str) -> HttpResponse:
    """The first factor asks for recovery codes at once: a lost phone must not end in a lost account."""
    messages.success(request, said)
    if queries.own_security(request.actor).codes_left is None:
        return see("accounts:recovery_codes")
    return see("accounts:security")


def _in_fours(secret: str) -> str:
    return " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
