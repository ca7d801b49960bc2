"""Pages of the service directory."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from anyam.foundation.access import NotAllowed
from anyam.registry.agencies import queries
from anyam.registry.agencies.actions import state_capacity
from anyam.registry.agencies.choices import CapacityState, Need, ServiceLevel
from anyam.registry.agencies.results import AgencyDetail, ServiceDetail
from anyam.registry.agreements.queries import promises_of_agency
from anyam.registry.readiness.queries import readiness_of_agency, readiness_of_service

from ..components.parts import Chip
from ..layouts.perform import form_page, perform
from ..layouts.requests import OfficeRequest
from . import words
from .forms import CapacityForm, ServiceFilter


@require_GET
def services(request: OfficeRequest) -> HttpResponse:
    form = ServiceFilter(request.GET, actor=request.actor)
    rows = queries.find_services(request.actor, **form.wanted)
    context = {
        "form": form,
        "page": words.page(rows, request.GET.get("page", "")).with_rows(words.card),
        "chips": _chips(request, form),
        "counts": queries.directory_counts(request.actor),
    }
    return render(request, "directory/services.html", context)


@require_http_methods(["GET", "POST"])
def service(request: OfficeRequest, service_id: UUID) -> HttpResponse:
    detail = queries.get_service_detail(request.actor, service_id)
    form = CapacityForm(
        request.POST or None, actor=request.actor, initial={"state": detail.row.capacity_state}
    )
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("state", "note")}
        if perform(form, state_capacity, request.actor, service_id=service_id, **given):
            messages.success(request, _("Thank you. The directory now shows this, with today's date."))
            return redirect("directory:service", service_id)
    return form_page(request, "directory/service.html", form, _service_context(request, detail))


@require_GET
def agencies(request: OfficeRequest) -> HttpResponse:
    text = request.GET.get("q", "")[:80]
    groups = words.sector_groups(queries.find_agencies(request.actor, text=text))
    return render(request, "directory/agencies.html", {"groups": groups, "text": text})


@require_GET
def agency(request: OfficeRequest, agency_id: UUID) -> HttpResponse:
    detail = queries.get_agency(request.actor, agency_id)
    context = {
        "agency": detail,
        "colour": words.colour(detail.row.sector),
        "cards": [words.card(row) for row in detail.services if row.is_active],
        "contacts": [contact for contact in detail.contacts if contact.is_active],
        "may_state_capacity": _may_state(detail),
        "promises": promises_of_agency(request.actor, agency_id),
        "standings": readiness_of_agency(request.actor, agency_id),
        "kept": words.kept(queries.capacity_kept(request.actor, agency_id)),
    }
    return render(request, "directory/agency.html", context)


@require_http_methods(["GET", "POST"])
def readiness(request: OfficeRequest, agency_id: UUID) -> HttpResponse:
    """Every service of one agency with three buttons each: a month's update is one tap per service."""
    detail = queries.get_agency(request.actor, agency_id)
    if not _may_state(detail):
        raise NotAllowed(str(agency_id))
    form = CapacityForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        service_id = _own_service(detail, request.POST.get("service", ""))
        if perform(
            form, state_capacity, request.actor, service_id=service_id, state=form.cleaned_data["state"]
        ):
            messages.success(request, _("Thank you. The directory now shows this, with today's date."))
            return redirect("directory:readiness", agency_id)
    context = {
        "agency": detail,
        "services": [row for row in detail.services if row.is_active],
        "states": CapacityState.choices,
    }
    return form_page(request, "directory/readiness.html", form, context)


def _may_state(detail: AgencyDetail) -> bool:
    return any(row.may_state_capacity and row.is_active for row in detail.services)


def _own_service(detail: AgencyDetail, typed: str) -> UUID:
    for row in detail.services:
        if str(row.id) == typed:
            return row.id
    raise NotAllowed(typed[:40])


def _service_context(request: OfficeRequest, detail: ServiceDetail) -> dict[str, Any]:
    row = detail.row
    agency = queries.agency_names(request.actor, [row.agency_id])[row.agency_id]
    return {
        "detail": detail,
        "service": row,
        "agency": agency,
        "facts": words.facts(row),
        "colour": words.colour(row.sector),
        "states": dict(CapacityState.choices),
        "standings": readiness_of_service(request.actor, row.id).rows,
        "kept": words.kept(queries.capacity_kept(request.actor, row.agency_id, row.id)),
    }


def _chips(request: OfficeRequest, form: ServiceFilter) -> list[Chip]:
    """The filters in use, each with the list without it."""
    wanted = form.wanted
    labels: dict[str, Any] = {}
    if wanted["text"]:
        labels["q"] = wanted["text"]
    if wanted["need"]:
        labels["need"] = Need(wanted["need"]).label
    if wanted["age"] is not None:
        labels["age"] = _("%(age)s years old") % {"age": wanted["age"]}
    if wanted["place_code"]:
        labels["village"] = form.fields["village"].source.find(request.actor, wanted["place_code"]).label  # type: ignore[attr-defined]
    if wanted["level"]:
        labels["level"] = ServiceLevel(wanted["level"]).label
    return [Chip(label, _without(request, name)) for name, label in labels.items()]


def _without(request: OfficeRequest, name: str) -> str:
    query = request.GET.copy()
    for key in (name, f"{name}_text", f"{name}_pick", f"{name}_search"):
        query.pop(key, None)
    return f"?{query.urlencode()}"
