"""How the work is shared out: the unit's load, zones of travel, and one worker."""

from __future__ import annotations

from dataclasses import asdict
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from anyam.casework.supervision import actions, queries
from anyam.foundation.access import NotFound

from ...layouts.perform import form_page, perform
from ...layouts.requests import OfficeRequest, posted
from ..forms import TermsForm, ZoneForm


@require_GET
def load(request: OfficeRequest) -> HttpResponse:
    """What would help, how the load is spread, and for supervisors who carries what."""
    return render(request, "supervision/unit.html", {"unit": queries.get_unit_load(request.actor)})


@require_http_methods(["GET", "POST"])
def zones(request: OfficeRequest) -> HttpResponse:
    rows = queries.list_zones(request.actor)
    if request.method == "POST" and not queries.may_supervise(request.actor):
        raise NotFound("zones")
    form = ZoneForm(posted(request), actor=request.actor, zones=rows)
    if form.is_bound and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("place_code", "zone", "source")}
        if perform(form, actions.state_travel_zone, request.actor, **given):
            messages.success(request, _("The zone is noted. Loads are counted with it from now on."))
            return redirect("supervision:zones")
    context = {"rows": rows, "may_change": queries.may_supervise(request.actor)}
    return form_page(request, "supervision/zones.html", form, context)


@require_http_methods(["GET", "POST"])
def worker(request: OfficeRequest, user_id: UUID) -> HttpResponse:
    """What one worker carries and brings; what they can carry is changed here."""
    page = queries.get_worker(request.actor, user_id)
    now = {**asdict(page.given), "skills": list(page.given.skills), "languages": list(page.given.languages)}
    rows = queries.list_zones(request.actor)
    form = TermsForm(posted(request), actor=request.actor, initial=now, zones=rows)
    if form.is_bound and form.is_valid():
        done = perform(form, actions.state_worker_terms, request.actor, user_id=user_id, given=form.terms())
        if done:
            messages.success(request, _("Noted. New cases are proposed by it from now on."))
            return redirect("supervision:unit")
    return form_page(request, "supervision/worker.html", form, {"page": page})
