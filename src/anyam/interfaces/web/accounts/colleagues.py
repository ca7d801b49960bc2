"""A supervisor lets a colleague in again: with a code, given in person."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods

from anyam.registry.accounts import actions, queries

from ..components.forms import AnyamForm
from ..layouts.perform import form_page, perform
from ..layouts.requests import OfficeRequest


@require_GET
def colleagues(request: OfficeRequest) -> HttpResponse:
    rows = queries.colleagues_for_codes(request.actor)
    return render(request, "accounts/colleagues.html", {"rows": rows})


@sensitive_variables("done")
@require_http_methods(["GET", "POST"])
def colleague_code(request: OfficeRequest, user_id: UUID) -> HttpResponse:
    """Asks first; then shows the code once. It is in no message, no session and no log."""
    row = next((one for one in queries.colleagues_for_codes(request.actor) if one.id == user_id), None)
    if row is None:
        raise Http404
    form = AnyamForm(request.POST if request.method == "POST" else None, actor=request.actor)
    context = {"row": row, "code": ""}
    if form.is_valid():
        done = perform(form, actions.set_temporary_password, request.actor, user_id=user_id)
        if done:
            context["code"] = done.value
    return form_page(request, "accounts/colleague_code.html", form, context)
