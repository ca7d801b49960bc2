"""Filling a checklist, reading it, and seeing for oneself."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from anyam.foundation.core import clock
from anyam.registry.accounts.queries import user_names
from anyam.registry.agencies.queries import find_agencies
from anyam.registry.readiness import actions, queries

from ..layouts.perform import form_page, perform
from ..layouts.requests import OfficeRequest
from .forms import FillForm, VerifyForm


@require_http_methods(["GET", "POST"])
def fill(request: OfficeRequest, service_id: UUID, checklist_id: UUID) -> HttpResponse:
    found = queries.service_to_fill(request.actor, service_id, checklist_id)
    others = [row for row in find_agencies(request.actor) if row.id != found.row.agency_id]
    agencies = [(str(row.id), row.name) for row in others]
    form = FillForm(request.POST or None, actor=request.actor, points=found.answers, agencies=agencies)
    if request.method == "POST" and form.is_valid():
        done = perform(
            form,
            actions.fill_checklist,
            request.actor,
            service_id=service_id,
            checklist_id=checklist_id,
            once=form.once,
            **form.given,
        )
        if done:
            messages.success(request, _("Kept with today's date. The other agency is asked to look."))
            return redirect("readiness:filling", done.value)
    context = {
        "found": found,
        "rows": _pairs(form),
        "back_url": reverse("directory:service", args=[service_id]),
    }
    return form_page(request, "readiness/fill.html", form, context)


@require_GET
def detail(request: OfficeRequest, filling_id: UUID) -> HttpResponse:
    found = queries.get_filling(request.actor, filling_id)
    people = [one for one in (found.by_user_id, found.verified_by_user_id) if one]
    return render(
        request, "readiness/filling.html", {"found": found, "names": user_names(request.actor, people)}
    )


@require_http_methods(["GET", "POST"])
def verify(request: OfficeRequest, filling_id: UUID) -> HttpResponse:
    found = queries.get_filling_to_verify(request.actor, filling_id)
    form = VerifyForm(
        request.POST or None,
        actor=request.actor,
        points=found.answers,
        initial={"seen_on": clock.today()},
    )
    if (
        request.method == "POST"
        and form.is_valid()
        and perform(form, actions.verify_checklist, request.actor, filling_id=filling_id, **form.given)
    ):
        messages.success(request, _("Thank you. Everybody now reads what you saw, with its date."))
        return redirect("readiness:filling", filling_id)
    context = {
        "title": _("See for yourself"),
        "lead": f"{found.row.service_name} – {found.row.agency_short}: {found.row.title}",
        "submit": _("Save what I saw"),
        "back_url": reverse("readiness:filling", args=[filling_id]),
    }
    return form_page(request, "readiness/form.html", form, context)


def _pairs(form: FillForm) -> list[tuple[object, object]]:
    return [(form[f"point_{point.number}"], form[f"note_{point.number}"]) for point in form.points]
