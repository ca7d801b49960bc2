"""The list of cases and the views people keep of it."""

from __future__ import annotations

from contextlib import suppress
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from anyam.casework.cases import actions, queries
from anyam.casework.cases.choices import News
from anyam.casework.cases.results import StageLane
from anyam.casework.supervision.actions import assign_worker
from anyam.foundation.access import Permission, Role
from anyam.foundation.core.refusals import Refusal
from anyam.registry.accounts import queries as accounts

from ...components.month import Entry, Month
from ...layouts.perform import form_page, perform
from ...layouts.requests import OfficeRequest
from ...layouts.typed_words import lead_to_found, typed_words
from ...reports.pages import page_number
from ..filtering import CaseFilterForm
from ..forms import AssignForm, ViewNameForm

MOST_TICKED = 100


@require_http_methods(["GET", "POST"])
def case_list(request: OfficeRequest) -> HttpResponse:
    if request.method == "POST":
        query = _filter_form(request, request.POST).to_keep()
        return lead_to_found(request, request.POST.get("text", ""), query)
    typed = typed_words(request)
    form = _filter_form(request, request.GET, typed.text)
    shown = {"board": _board, "month": _month}.get(form.value("shape"), _table)
    context = {
        **shown(request, form),
        "form": form,
        "typed": typed,
        "views": form.quick_views(),
        "chips": form.chips(),
        "heads": form.heads(),
        "has_filter": form.has_filter,
        "to_keep": form.to_keep(),
        "name_form": ViewNameForm(),
    }
    return render(request, "cases/list.html", context)


def _table(request: OfficeRequest, form: CaseFilterForm) -> dict[str, Any]:
    page = queries.find_cases(request.actor, form.wish(), page=page_number(request))
    may_assign = any(row.may_assign for row in page.rows)
    return {"page": page, "is_empty": not page.rows, "may_assign": may_assign}


def _board(request: OfficeRequest, form: CaseFilterForm) -> dict[str, Any]:
    lanes = queries.find_cases_by_stage(request.actor, form.wish())
    return {"lanes": [_lane(form, lane) for lane in lanes], "is_empty": not any(lane.rows for lane in lanes)}


def _lane(form: CaseFilterForm, lane: StageLane) -> dict[str, Any]:
    total = f"{lane.total}+" if lane.total_is_capped else str(lane.total)
    return {
        "kind": lane.stage,
        "title": lane.label,
        "total": total,
        "tickets": [
            {
                "title": row.masked_name,
                "url": reverse("cases:summary", args=[row.id]),
                "due_on": row.next_due_at,
                "due_label": row.next_due_label,
                "who": row.manager_name,
                "level": row.level,
                "note": str(News.CHANGED.label) if row.news == News.CHANGED else "",
            }
            for row in lane.rows
        ],
        "more_url": form.address_of_stage(lane.stage) if lane.has_more else "",
    }


def _month(request: OfficeRequest, form: CaseFilterForm) -> dict[str, Any]:
    month = Month.asked_for(request.GET.get("month", ""))
    found = queries.find_case_days(request.actor, form.wish(), month.days[0], month.days[-1])
    entries = [
        Entry(
            one.on,
            one.masked_name,
            one.label,
            reverse("cases:summary", args=[one.case_id]),
            _("late") if one.is_overdue else "",
            "red" if one.is_overdue else "",
        )
        for one in found
    ]
    return {**month.sheet(entries), "is_month": True}


def _filter_form(request: OfficeRequest, query: QueryDict, text: str = "") -> CaseFilterForm:
    """What is asked for, for those who see cases; others are told so by the queries, however they ask."""
    may_lead = request.actor.may(Permission.OPEN_CASE)
    managers = queries.list_managers(request.actor) if may_lead else ()
    saved = queries.find_saved_views(request.actor)
    return CaseFilterForm(query, text=text, managers=managers, saved=saved)


@require_POST
def save_view(request: OfficeRequest) -> HttpResponseBase:
    """Keep the present filter under a name of one's own."""
    form = ViewNameForm(request.POST)
    query = _filter_form(request, QueryDict(request.POST.get("query", "")[:2000])).to_keep()
    if form.is_valid() and perform(
        form, actions.save_view, request.actor, name=form.cleaned_data["name"], query=query
    ):
        messages.success(request, _("The view is kept. Only you see it."))
    else:
        messages.error(request, next((str(error) for errors in form.errors.values() for error in errors), ""))
    return redirect(f"{reverse('cases:list')}?{query}")


@require_POST
def remove_view(request: OfficeRequest, view_id: UUID) -> HttpResponseBase:
    actions.remove_view(request.actor, view_id=view_id)
    messages.success(request, _("The view is removed."))
    return redirect("cases:list")


@require_POST
def assign_many(request: OfficeRequest) -> HttpResponseBase:
    """Hand over the cases that were ticked in the list, each by itself: what one refuses holds up no other."""
    cases = queries.cases_to_assign(request.actor, ticked(request.POST))
    if not cases:
        messages.error(request, _("Tick the cases first: only open ones that you may hand over."))
        return redirect("cases:list")
    agency_id = cases[0].agency_id
    form = AssignForm(
        request.POST if "manager_id" in request.POST else None,
        actor=request.actor,
        managers=queries.list_managers(request.actor),
        workers=accounts.people_with_role(request.actor, agency_id, [Role.CASE_WORKER, Role.CASE_MANAGER]),
    )
    if form.is_bound and form.is_valid():
        done = 0
        for case in cases:
            try:
                assign_worker(request.actor, case_id=case.id, **form.chosen())
                done += 1
            except Refusal as problem:
                messages.error(request, f"{case.number}: {problem}")
        if done:
            words = ngettext("%(n)s case has its people.", "%(n)s cases have their people.", done)
            messages.success(request, words % {"n": done})
        return redirect("cases:list")
    return form_page(request, "cases/assign_many.html", form, {"cases": cases})


def ticked(sent: QueryDict) -> list[UUID]:
    """What was ticked; nonsense counts as not ticked."""
    field = forms.UUIDField()
    found = []
    for typed in sent.getlist("case")[:MOST_TICKED]:
        with suppress(forms.ValidationError):
            found.append(field.clean(typed))
    return found
