"""The list of cases and the views people keep of it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from anyam.casework.cases import actions, queries
from anyam.foundation.access import Permission

from ...layouts.perform import perform
from ...layouts.requests import OfficeRequest
from ...reports.pages import page_number
from ..filtering import CaseFilterForm
from ..forms import ViewNameForm


@require_GET
def case_list(request: OfficeRequest) -> HttpResponse:
    may_lead = request.actor.may(Permission.OPEN_CASE)
    managers = queries.list_managers(request.actor) if may_lead else ()
    saved = queries.find_saved_views(request.actor)
    form = CaseFilterForm(request.GET, managers=managers, saved=saved)
    page = queries.find_cases(request.actor, form.wish(), page=page_number(request))
    context = {
        "page": page,
        "form": form,
        "views": form.quick_views(),
        "chips": form.chips(),
        "heads": form.heads(),
        "has_filter": form.has_filter,
        "saved": saved,
        "to_keep": form.to_keep(),
        "name_form": ViewNameForm(),
    }
    return render(request, "cases/list.html", context)


@require_POST
def save_view(request: OfficeRequest) -> HttpResponseBase:
    """Keep the present filter under a name of one's own."""
    form = ViewNameForm(request.POST)
    query = CaseFilterForm(QueryDict(request.POST.get("query", "")[:2000]), managers=()).to_keep()
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
