"""Pages on which an administrator keeps users, their roles and their first passwords."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods

from anyam.foundation.access import NotFound
from anyam.foundation.core import clock
from anyam.registry.accounts import actions, queries
from anyam.registry.accounts.results import AssignmentRow, UserDetail

from ..components.forms import AnyamForm
from ..layouts.perform import form_page, perform
from ..layouts.requests import OfficeRequest
from .forms import ChangeUserForm, EndForm, NewUserForm, RoleForm, UserFilter


@require_GET
def user_list(request: OfficeRequest) -> HttpResponse:
    form = UserFilter(request.GET, actor=request.actor)
    page = queries.find_users(request.actor, **form.wanted, number=_number(request))
    return render(request, "users/list.html", {"form": form, "page": page})


@require_http_methods(["GET", "POST"])
def create(request: OfficeRequest) -> HttpResponse:
    queries.find_users(request.actor, size=1)  # whoever may not see users may not see this form either
    form = NewUserForm(_sent(request), actor=request.actor, initial={"language": "id"})
    if form.is_valid():
        given = {
            name: form.cleaned_data[name] for name in ("full_name", "username", "phone", "email", "language")
        }
        done = perform(form, actions.create_user, request.actor, once=form.once, **given)
        if done:
            messages.success(request, _("The user was created. Now give a role and a temporary password."))
            return _to_user(done.value)
    return form_page(request, "users/create.html", form)


@require_GET
def detail(request: OfficeRequest, user_id: UUID) -> HttpResponse:
    return render(request, "users/detail.html", {"user_row": _user(request, user_id)})


@require_http_methods(["GET", "POST"])
def change(request: OfficeRequest, user_id: UUID) -> HttpResponse:
    user = _user(request, user_id)
    initial = {name: getattr(user, name) for name in ("full_name", "phone", "email", "is_active")}
    form = ChangeUserForm(_sent(request), actor=request.actor, initial=initial)
    if form.is_valid():
        given = {name: form.cleaned_data[name] for name in initial}
        if perform(form, actions.change_user, request.actor, user_id=user_id, **given):
            messages.success(request, _("The user was saved."))
            return _to_user(user_id)
    return form_page(request, "users/change.html", form, {"user_row": user})


@require_http_methods(["GET", "POST"])
def assign(request: OfficeRequest, user_id: UUID) -> HttpResponse:
    user = _user(request, user_id)
    form = RoleForm(_sent(request), actor=request.actor, initial={"starts_on": clock.today()})
    if form.is_valid():
        given = {"user_id": user_id, "once": form.once, **form.given}
        if perform(form, actions.assign_role, request.actor, **given):
            messages.success(request, _("The role was given."))
            return _to_user(user_id)
    return form_page(request, "users/assign.html", form, {"user_row": user})


@require_http_methods(["GET", "POST"])
def end(request: OfficeRequest, user_id: UUID, assignment_id: UUID) -> HttpResponse:
    user = _user(request, user_id)
    assignment = _assignment(user, assignment_id)
    form = EndForm(_sent(request), actor=request.actor)
    if form.is_valid():
        given = {"assignment_id": assignment_id, "ends_on": form.last_day}
        if perform(form, actions.end_assignment, request.actor, **given):
            messages.success(request, _("The role was ended."))
            return _to_user(user_id)
    return form_page(request, "users/end.html", form, {"user_row": user, "assignment": assignment})


@sensitive_variables("done")
@require_http_methods(["GET", "POST"])
def temporary_password(request: OfficeRequest, user_id: UUID) -> HttpResponse:
    """Asks first; then shows the new password once. It is in no message, no session and no log."""
    user = _user(request, user_id)
    form = AnyamForm(_sent(request), actor=request.actor)
    context = {"user_row": user, "new_password": ""}
    if form.is_valid():
        done = perform(form, actions.set_temporary_password, request.actor, user_id=user_id)
        if done:
            context["new_password"] = done.value
    return form_page(request, "users/temporary_password.html", form, context)


def _user(request: OfficeRequest, user_id: UUID) -> UserDetail:
    """The user, for whoever may change users; one's own account has its own page."""
    user = queries.get_user(request.actor, user_id)
    if not user.may_change:
        raise NotFound("user")
    return user


def _assignment(user: UserDetail, assignment_id: UUID) -> AssignmentRow:
    for assignment in user.assignments:
        if assignment.id == assignment_id and assignment.may_end:
            return assignment
    raise NotFound("assignment")


def _sent(request: OfficeRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _to_user(user_id: UUID) -> HttpResponse:
    response = redirect("users:detail", user_id)
    response.status_code = 303
    return response


def _number(request: OfficeRequest) -> int:
    text = request.GET.get("page", "1")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 1
