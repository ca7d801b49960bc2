"""One's own account: details, password, language and look."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import get_user_model, update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from anyam.registry.accounts import actions, queries

from ..layouts.context import THEME_COOKIE
from ..layouts.middleware import AGENCY_IN_SESSION
from ..layouts.perform import form_page, perform
from ..layouts.requests import OfficeRequest
from .forms import LanguageForm, LookForm, OwnDetailsForm, PasswordForm, ThemeForm
from .leading import next_address, see

YEAR = 365 * 24 * 60 * 60


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
            return see("accounts:account")
    look = LookForm(initial={"language": mine.language, "theme": mine.theme}, auto_id="look-%s")
    context = {"mine": mine, "look": look, "agencies": queries.agencies_of(request.actor)}
    return form_page(request, "accounts/account.html", form, context)


@sensitive_post_parameters("present_password", "new_password", "repeated")
@require_http_methods(["GET", "POST"])
def password(request: OfficeRequest) -> HttpResponse:
    form = PasswordForm(_sent(request), actor=request.actor)
    if form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("present_password", "new_password")}
        here = request.session.session_key
        if perform(form, actions.set_password, request.actor, this_session=here, **given):
            # Stay signed in here, under a new key; all other devices are out.
            update_session_auth_hash(request, get_user_model().objects.get(pk=_own_id(request)))
            messages.success(request, _("Your new password holds from now on."))
            return see("accounts:account")
    context = {"is_temporary": getattr(request, "has_temporary_password", False)}
    return form_page(request, "accounts/password.html", form, context)


@login_not_required
@require_POST
def language(request: OfficeRequest) -> HttpResponse:
    response = HttpResponseRedirect(next_address(request), status=303)
    form = LanguageForm(request.POST)
    if form.is_valid():
        _keep_language(request, response, form.cleaned_data["language"])
    return response


@login_not_required
@require_POST
def theme(request: OfficeRequest) -> HttpResponse:
    response = HttpResponseRedirect(next_address(request), status=303)
    form = ThemeForm(request.POST)
    if form.is_valid():
        _keep_theme(request, response, form.cleaned_data["theme"])
    return response


@require_POST
def look(request: OfficeRequest) -> HttpResponse:
    """Language and look from the account page."""
    response = see("accounts:account")
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


def _own_id(request: OfficeRequest) -> UUID:
    user_id = request.actor.user_id
    assert user_id, "only for people who have signed in"
    return user_id
