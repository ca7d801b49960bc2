"""The legal rows: what counts today, what counted before, and writing the next row."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from anyam.casework.custody import actions, queries
from anyam.foundation.core import clock

from ..layouts.perform import form_page, perform
from ..layouts.requests import OfficeRequest
from .forms import LimitForm


@require_GET
def limits(request: OfficeRequest) -> HttpResponse:
    rows = queries.list_legal_limits(request.actor)
    context = {
        "counting": [row for row in rows if row.is_counting],
        "others": [row for row in rows if not row.is_counting],
        "may_change": queries.may_change_legal_limits(request.actor),
    }
    return render(request, "custody/limits.html", context)


@require_http_methods(["GET", "POST"])
def change(request: OfficeRequest, code: str) -> HttpResponse:
    row = queries.get_legal_limit_to_change(request.actor, code)
    first = {name: getattr(row, name) for name in ("amount", "unit", "law", "article")}
    form = LimitForm(
        request.POST or None, actor=request.actor, initial={**first, "valid_from": clock.today()}
    )
    if request.method == "POST" and form.is_valid():
        given = form.given()
        if perform(form, actions.change_legal_limit, request.actor, code=code, limit=given):
            messages.success(request, _("The row counts from its first day on. Earlier rows stay."))
            return redirect("custody:limits")
    context = {
        "title": row.label,
        "lead": _("What began before the first day of the new row is still counted by the earlier one."),
        "submit": _("Save"),
        "back_url": reverse("custody:limits"),
    }
    return form_page(request, "custody/form.html", form, context)
