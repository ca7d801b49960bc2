"""Closing a case and opening it again."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from anyam.casework.cases import actions, queries
from anyam.casework.cases.choices import CaseState

from ...layouts.perform import perform
from ...layouts.requests import OfficeRequest
from ..forms import CloseForm, ReopenForm
from ..page import case_page


@require_http_methods(["GET", "POST"])
def close(request: OfficeRequest, case_id: UUID) -> HttpResponseBase:
    header = queries.case_header(request.actor, case_id)
    if header.state == CaseState.CLOSED:
        return redirect("cases:reviews", case_id)
    form = CloseForm(request.POST or None, actor=request.actor)
    if (
        form.is_bound
        and form.is_valid()
        and perform(form, actions.close_case, request.actor, case_id=case_id, **form.wish())
    ):
        messages.success(request, _("The case is closed."))
        return redirect("cases:reviews", case_id)
    return case_page(request, "cases/close.html", header, "reviews", form=form)


@require_http_methods(["GET", "POST"])
def reopen(request: OfficeRequest, case_id: UUID) -> HttpResponseBase:
    header = queries.case_header(request.actor, case_id)
    if header.state != CaseState.CLOSED:
        return redirect("cases:summary", case_id)
    form = ReopenForm(request.POST or None, actor=request.actor)
    if (
        form.is_bound
        and form.is_valid()
        and perform(form, actions.reopen_case, request.actor, case_id=case_id, **form.wish())
    ):
        messages.success(request, _("The case is open again."))
        return redirect("cases:summary", case_id)
    return case_page(request, "cases/reopen.html", header, "reviews", form=form)
