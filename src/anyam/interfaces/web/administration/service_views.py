"""Pages where administrators keep services up to date."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from anyam.registry.agencies import actions, queries

from ..layouts.perform import form_page, perform
from ..layouts.requests import OfficeRequest
from . import words
from .forms import ServiceForm


@require_GET
def services(request: OfficeRequest) -> HttpResponse:
    text = request.GET.get("q", "")[:80]
    rows = queries.services_to_change(request.actor, text=text)
    is_stale = request.GET.get("stale") == "1"
    shown = [row for row in rows if row.is_active and row.capacity_is_stale] if is_stale else rows
    return render(
        request, "administration/services.html", {"rows": shown, "text": text, "is_stale": is_stale}
    )


@require_http_methods(["GET", "POST"])
def new_service(request: OfficeRequest, agency_id: UUID) -> HttpResponse:
    agency = queries.agency_to_change(request.actor, agency_id)
    district = request.actor.district_code
    form = ServiceForm(
        request.POST or None, actor=request.actor, agency=agency, is_new=True, district_code=district
    )
    if request.method == "POST" and form.is_valid():
        done = perform(form, actions.create_service, request.actor, agency_id, form.service, once=form.once)
        if done:
            messages.success(
                request, _("The service is in the directory. Say now whether it can take children.")
            )
            return redirect("directory:service", done.value)
    context = {"title": _("New service"), "back": words.back_to(agency), "eyebrow": agency.row.short_name}
    return form_page(request, "administration/service_form.html", form, context)


@require_http_methods(["GET", "POST"])
def service(request: OfficeRequest, service_id: UUID) -> HttpResponse:
    row = queries.get_service(request.actor, service_id)
    agency = queries.agency_to_change(request.actor, row.agency_id)
    district = request.actor.district_code
    form = ServiceForm(
        request.POST or None,
        actor=request.actor,
        agency=agency,
        is_new=False,
        district_code=district,
        initial=ServiceForm.initial_of(row, district_code=district),
    )
    if (
        request.method == "POST"
        and form.is_valid()
        and perform(form, actions.change_service, request.actor, service_id, form.service)
    ):
        messages.success(request, _("Saved. The directory shows it at once."))
        return redirect("administration:agency", row.agency_id)
    context = {"title": row.name, "back": words.back_to(agency), "eyebrow": agency.row.short_name}
    return form_page(request, "administration/service_form.html", form, context)
