"""Who leads, supports and is informed: of one plan, and of one's own agency."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from anyam.casework.cases import actions, queries
from anyam.casework.cases.choices import TaskPart
from anyam.foundation.access import NotFound
from anyam.registry.agencies.queries import find_agencies

from ...layouts.perform import perform
from ...layouts.requests import OfficeRequest
from ..forms import PartsForm
from ..page import case_page

LETTERS = {TaskPart.LEAD.value: "green", TaskPart.SUPPORT.value: "blue", TaskPart.INFORMED.value: ""}


@require_GET
def matrix(request: OfficeRequest, case_id: UUID) -> HttpResponse:
    found = queries.get_task_matrix(request.actor, case_id)
    names = [name for _agency_id, name in found.agencies]
    rows = [
        (row, [(name, TaskPart(part).label if part else "", LETTERS.get(part, "")) for name, part in cells])
        for row in found.rows
        for cells in [list(zip(names, row.parts, strict=True))]
    ]
    context = {"matrix": found, "rows": rows}
    return case_page(request, "cases/plan_matrix.html", found.header, "plan", context)


@require_http_methods(["GET", "POST"])
def parts(request: OfficeRequest, case_id: UUID, action_id: UUID) -> HttpResponseBase:
    """Say which agencies support an action and which are informed."""
    found = queries.get_task_matrix(request.actor, case_id)
    row = next((row for row in found.rows if row.action_id == action_id), None)
    if row is None or not found.may_change:
        raise NotFound("plan action")
    now = queries.parts_of_action(request.actor, case_id, action_id)
    leads = {agency_id for agency_id, part in now.items() if part == TaskPart.LEAD}
    agencies = [(str(one.id), one.name) for one in find_agencies(request.actor) if one.id not in leads]
    initial = {
        part.value: [str(one) for one, its in now.items() if its == part]
        for part in (TaskPart.SUPPORT, TaskPart.INFORMED)
    }
    form = PartsForm(request.POST or None, initial=initial, agencies=agencies, actor=request.actor)
    if form.is_bound and form.is_valid():
        which = {"case_id": case_id, "action_id": action_id}
        if perform(form, actions.set_task_parts, request.actor, **which, **form.wish()):
            messages.success(request, _("It is noted who supports and who is informed."))
            return redirect("cases:plan_matrix", case_id)
    context = {"row": row, "is_agreed": found.is_agreed}
    return case_page(request, "cases/plan_parts.html", found.header, "plan", context, form=form)


@require_GET
def tasks(request: OfficeRequest) -> HttpResponse:
    """What one's agency leads, supports and is informed of, across the plans it has a part in."""
    found = queries.find_agency_tasks(request.actor)
    groups = [(part, [one for one in found if one.part == part]) for part in TaskPart]
    return render(request, "cases/tasks.html", {"groups": [(p.label, rows) for p, rows in groups if rows]})
