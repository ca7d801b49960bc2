"""How people sign in: the district's rules, lost second factors, and government accounts."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from anyam.foundation.access import NotFound
from anyam.registry.accounts import actions, queries
from anyam.registry.accounts.results import UserDetail

from ..components.forms import AnyamForm
from ..layouts.perform import form_page, perform
from ..layouts.requests import OfficeRequest
from .forms import SignInRulesForm, SubjectForm


@require_http_methods(["GET", "POST"])
def rules(request: OfficeRequest) -> HttpResponse:
    """Second factor, days of grace, and how long a session may rest and last."""
    row = queries.get_sign_in_rules(request.actor)
    names = ("is_second_factor_required", "grace_days", "idle_minutes", "session_hours")
    form = SignInRulesForm(
        _sent(request), actor=request.actor, initial={name: getattr(row, name) for name in names}
    )
    if form.is_valid() and perform(form, actions.change_sign_in_rules, request.actor, **form.given):
        messages.success(request, _("The rules were saved. Times hold for those who sign in from now on."))
        return redirect("users:sign_in_rules")
    return form_page(request, "users/sign_in_rules.html", form, {"rules": row})


@require_http_methods(["GET", "POST"])
def reset_second_factors(request: OfficeRequest, user_id: UUID) -> HttpResponse:
    """For somebody who has lost phone and recovery codes and stands in front of the administrator."""
    user = _user(request, user_id)
    form = AnyamForm(_sent(request), actor=request.actor)
    if form.is_valid() and perform(form, actions.reset_second_factors, request.actor, user_id=user_id):
        messages.success(
            request, _("The second step was removed. Now give a code with which they choose a new password.")
        )
        return redirect("users:temporary_password", user_id)
    return form_page(request, "users/reset_second_factors.html", form, {"user_row": user})


@require_http_methods(["GET", "POST"])
def office_account(request: OfficeRequest, user_id: UUID) -> HttpResponse:
    """Which subject of the government's single sign-on opens this account."""
    if not settings.ANYAM_OIDC_PROVIDER:
        raise Http404
    user = _user(request, user_id)
    if request.method == "POST" and "unlink" in request.POST:
        actions.unlink_office_account(request.actor, user_id=user_id)
        messages.success(request, _("The link was removed."))
        return redirect("users:detail", user_id)
    form = SubjectForm(_sent(request), actor=request.actor)
    if form.is_valid():
        given = {"user_id": user_id, "subject": form.cleaned_data["subject"]}
        if perform(form, actions.link_office_account, request.actor, **given):
            messages.success(request, _("The government account was linked."))
            return redirect("users:detail", user_id)
    return form_page(request, "users/office_account.html", form, {"user_row": user})


def _user(request: OfficeRequest, user_id: UUID) -> UserDetail:
    user = queries.get_user(request.actor, user_id)
    if not user.may_change:
        raise NotFound("user")
    return user


def _sent(request: OfficeRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None
