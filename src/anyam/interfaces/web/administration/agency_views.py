"""Pages where administrators keep agencies, their units and their contacts up to date."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from anyam.foundation.access import NotFound
from anyam.registry.accounts.queries import user_names
from anyam.registry.agencies import actions, queries
from anyam.registry.agencies.results import AgencyDetail

from ..layouts.perform import form_page, perform
from ..layouts.requests import OfficeRequest
from . import words
from .forms import AgencyForm, ContactForm, UnitForm


@require_GET
def agencies(request: OfficeRequest) -> HttpResponse:
    text, kind = request.GET.get("q", "")[:80], request.GET.get("kind", "")
    kinds = queries.list_kinds(request.actor)
    known = kind if any(row.code == kind for row in kinds) else ""
    rows = queries.agencies_to_change(request.actor, text=text, kind=known or None)
    context = {"rows": rows, "kinds": kinds, "text": text, "kind": known}
    return render(request, "administration/agencies.html", context)


@require_http_methods(["GET", "POST"])
def new_agency(request: OfficeRequest) -> HttpResponse:
    queries.agencies_to_change(request.actor, text="-")  # asks, before anything is shown
    form = AgencyForm(request.POST or None, actor=request.actor, is_new=True)
    if request.method == "POST" and form.is_valid():
        district = request.actor.district_code
        done = perform(
            form, actions.create_agency, request.actor, form.agency, district_code=district, once=form.once
        )
        if done:
            messages.success(request, _("The agency is in the directory. Now add what it offers."))
            return redirect("administration:agency", done.value)
    return form_page(
        request, "administration/form.html", form, {"title": _("New agency"), "back": _agency_list()}
    )


@require_GET
def agency(request: OfficeRequest, agency_id: UUID) -> HttpResponse:
    detail = queries.agency_to_change(request.actor, agency_id)
    changes = queries.list_changes(request.actor, agency_id)
    names = user_names(request.actor, [change.by_user_id for change in changes if change.by_user_id])
    context = {
        "agency": detail,
        "facts": words.agency_facts(detail),
        "changes": words.timeline(changes, names),
    }
    return render(request, "administration/agency.html", context)


@require_http_methods(["GET", "POST"])
def agency_change(request: OfficeRequest, agency_id: UUID) -> HttpResponse:
    detail = queries.agency_to_change(request.actor, agency_id)
    form = AgencyForm(
        request.POST or None, actor=request.actor, is_new=False, initial=AgencyForm.initial_of(detail)
    )
    if (
        request.method == "POST"
        and form.is_valid()
        and perform(form, actions.change_agency, request.actor, agency_id, form.agency)
    ):
        return _saved(request, detail)
    return _form(request, form, detail, _("Change the agency"))


@require_http_methods(["GET", "POST"])
def new_unit(request: OfficeRequest, agency_id: UUID) -> HttpResponse:
    detail = queries.agency_to_change(request.actor, agency_id)
    form = UnitForm(request.POST or None, actor=request.actor)
    if (
        request.method == "POST"
        and form.is_valid()
        and perform(form, actions.add_unit, request.actor, agency_id, form.unit, once=form.once)
    ):
        return _saved(request, detail)
    return _form(request, form, detail, _("New unit"))


@require_http_methods(["GET", "POST"])
def unit(request: OfficeRequest, agency_id: UUID, unit_id: UUID) -> HttpResponse:
    detail = queries.agency_to_change(request.actor, agency_id)
    row = _one(detail.units, unit_id)
    form = UnitForm(request.POST or None, actor=request.actor, initial=UnitForm.initial_of(row))
    if (
        request.method == "POST"
        and form.is_valid()
        and perform(form, actions.change_unit, request.actor, unit_id, form.unit)
    ):
        return _saved(request, detail)
    return _form(request, form, detail, _("Change the unit"))


@require_http_methods(["GET", "POST"])
def new_contact(request: OfficeRequest, agency_id: UUID) -> HttpResponse:
    detail = queries.agency_to_change(request.actor, agency_id)
    form = ContactForm(request.POST or None, actor=request.actor, agency=detail)
    if (
        request.method == "POST"
        and form.is_valid()
        and perform(form, actions.add_contact, request.actor, agency_id, form.contact, once=form.once)
    ):
        return _saved(request, detail)
    return _form(request, form, detail, _("New contact"))


@require_http_methods(["GET", "POST"])
def contact(request: OfficeRequest, agency_id: UUID, contact_id: UUID) -> HttpResponse:
    detail = queries.agency_to_change(request.actor, agency_id)
    row = _one(detail.contacts, contact_id)
    initial = ContactForm.initial_of(row)
    form = ContactForm(request.POST or None, actor=request.actor, agency=detail, initial=initial)
    if (
        request.method == "POST"
        and form.is_valid()
        and perform(form, actions.change_contact, request.actor, contact_id, form.contact)
    ):
        return _saved(request, detail)
    return _form(request, form, detail, _("Change the contact"))


def _one(rows: tuple[Any, ...], row_id: UUID) -> Any:
    for row in rows:
        if row.id == row_id:
            return row
    raise NotFound(str(row_id))


def _saved(request: OfficeRequest, detail: AgencyDetail) -> HttpResponse:
    messages.success(request, _("Saved. The directory shows it at once."))
    return redirect("administration:agency", detail.row.id)


def _form(request: OfficeRequest, form: Any, detail: AgencyDetail, title: str) -> HttpResponse:
    context = {"title": title, "back": words.back_to(detail), "eyebrow": detail.row.short_name}
    return form_page(request, "administration/form.html", form, context)


def _agency_list() -> dict[str, str]:
    return words.back("administration:agencies", _("Agencies"))
