"""The list of cases and the views people keep of it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from anyam.casework.cases import actions, queries
from anyam.foundation.access import Permission

from ...layouts.perform import perform
from ...layouts.requests import OfficeRequest
from ...layouts.typed_words import lead_to_found, typed_words
from ...reports.pages import page_number
from ..filtering import CaseFilterForm
from ..forms import ViewNameForm


@require_http_methods(["GET", "POST"])
def case_list(request: OfficeRequest) -> HttpResponse:
    if request.method == "POST":
        query = _filter_form(request, request.POST).to_keep()
        return lead_to_found(request, request.POST.get("text", ""), query)
    typed = typed_words(request)
    form = _filter_form(request, request.GET, typed.text)
    page = queries.find_cases(request.actor, form.wish(), page=page_number(request))
    context = {
        "page": page,
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
