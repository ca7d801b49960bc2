"""The case's first page, its family, and who works on it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from anyam.casework.cases import actions, queries
from anyam.casework.supervision.actions import assign_worker
from anyam.casework.supervision.queries import propose_workers
from anyam.foundation.access import NotFound, Role
from anyam.registry.accounts import queries as accounts

from ...layouts.perform import perform
from ...layouts.requests import OfficeRequest
from ..forms import AssignForm, LinkForm
from ..page import case_page
from ..steps import linked_steps
from ..story import drawn


@require_GET
def summary(request: OfficeRequest, case_id: UUID) -> HttpResponse:
    typed = request.GET.get("before", "")
    before = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 19 else None
    case = queries.get_case(request.actor, case_id, before=before)
    story = drawn(case.timeline)
    context = {
        "case": case,
        "story": story,
        "steps": linked_steps(case),
        "is_older": before is not None,
        "news": sum(entry.is_news for entry in story),
    }
    return case_page(request, "cases/summary.html", case.header, "summary", context)


@require_http_methods(["GET", "POST"])
def assign(request: OfficeRequest, case_id: UUID) -> HttpResponseBase:
    header = queries.case_header(request.actor, case_id)
    if not header.may_assign:
        raise NotFound("assign")
    ref = queries.case_ref(request.actor, case_id)
    workers = accounts.people_with_role(request.actor, ref.agency_id, [Role.CASE_WORKER, Role.CASE_MANAGER])
    now = {"manager_id": str(ref.manager_id), "worker_id": str(ref.worker_id or "")}
    managers = queries.list_managers(request.actor)
    form = AssignForm(
        request.POST or None, initial=now, actor=request.actor, managers=managers, workers=workers
    )
    if form.is_bound and form.is_valid() and _handed_over(request, form, case_id):
        messages.success(request, _("The case has its people."))
        still_mine = case_id in queries.case_refs(request.actor, [case_id])
        return redirect("cases:summary", case_id) if still_mine else redirect("cases:list")
    context = {"proposal": propose_workers(request.actor, case_id)}
    return case_page(request, "cases/assign.html", header, "summary", context, form=form)


def _handed_over(request: OfficeRequest, form: AssignForm, case_id: UUID) -> bool:
    return perform(form, assign_worker, request.actor, case_id=case_id, **form.chosen()) is not None


@require_http_methods(["GET", "POST"])
def family(request: OfficeRequest, case_id: UUID) -> HttpResponseBase:
    form = LinkForm(request.POST or None, actor=request.actor)
    if form.is_bound and form.is_valid():
        number = form.cleaned_data["other_number"]
        if perform(form, actions.link_sibling, request.actor, case_id=case_id, other_number=number):
            messages.success(request, _("The two cases are linked."))
            return redirect("cases:family", case_id)
    case = queries.get_family(request.actor, case_id)
    return case_page(request, "cases/family.html", case.header, "family", {"case": case}, form=form)
