"""How long data are kept, what holds them, and their destruction."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from anyam.casework.rights import actions, queries
from anyam.foundation.access import NotFound

from ...layouts.perform import form_page, perform
from ...layouts.requests import OfficeRequest
from ..forms import HoldForm, PressForm, TimeForm


@require_GET
def overview(request: OfficeRequest) -> HttpResponse:
    context = {
        "times": queries.retention_times(request.actor),
        "due": queries.find_due(request.actor)[:100],
        "holds": queries.find_holds(request.actor),
        "destructions": queries.find_destructions(request.actor),
        "form": PressForm(actor=request.actor),
    }
    return render(request, "rights/keeping.html", context)


@require_http_methods(["GET", "POST"])
def change_time(request: OfficeRequest, code: str) -> HttpResponse:
    found = [row for row in queries.retention_times(request.actor) if row.code == code]
    if not found:
        raise NotFound("retention class")
    first = {"years": found[0].years, "source_note": found[0].source, "is_confirmed": found[0].is_confirmed}
    form = TimeForm(request.POST or None, actor=request.actor, initial=first)
    if request.method == "POST" and form.is_valid():
        wish = {name: form.cleaned_data[name] for name in ("years", "source_note", "is_confirmed")}
        if perform(form, actions.change_retention_time, request.actor, code=code, **wish):
            return redirect("rights:keeping")
    return form_page(request, "rights/form.html", form, _words(found[0].label))


@require_http_methods(["GET", "POST"])
def hold(request: OfficeRequest) -> HttpResponse:
    queries.find_holds(request.actor)  # asks
    form = HoldForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        wish = {name: form.cleaned_data[name] for name in ("case_number", "reason", "note")}
        if perform(form, actions.set_hold, request.actor, **wish):
            messages.success(request, _("The case is held. Nothing of it is destroyed."))
            return redirect("rights:keeping")
    return form_page(request, "rights/form.html", form, _words(_("Set a legal hold")))


@require_POST
def end_hold(request: OfficeRequest, hold_id: UUID) -> HttpResponse:
    actions.end_hold(request.actor, hold_id=hold_id)
    return redirect("rights:keeping")


@require_http_methods(["GET", "POST"])
def propose(request: OfficeRequest, case_id: UUID, code: str) -> HttpResponse:
    """The first of two: what will be gone, and what stays."""
    found = [r for r in queries.find_due(request.actor) if r.case_id == case_id and r.class_code == code]
    if not found:
        raise NotFound("due case")
    form = PressForm(request.POST if request.method == "POST" else None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        done = perform(form, actions.propose_destruction, request.actor, case_id=case_id, class_code=code)
        if done:
            messages.success(request, _("Proposed. A second person must confirm it."))
            return redirect("rights:destruction", done.value)
    return form_page(
        request, "rights/propose.html", form, {"due": found[0], "back_url": reverse("rights:keeping")}
    )


@require_GET
def destruction(request: OfficeRequest, destruction_id: UUID) -> HttpResponse:
    found = queries.get_destruction(request.actor, destruction_id)
    return form_page(request, "rights/destruction.html", PressForm(actor=request.actor), {"found": found})


@require_http_methods(["GET", "POST"])
def confirm(request: OfficeRequest, destruction_id: UUID) -> HttpResponse:
    return _press(request, destruction_id, actions.confirm_destruction)


@require_http_methods(["GET", "POST"])
def cancel(request: OfficeRequest, destruction_id: UUID) -> HttpResponse:
    return _press(request, destruction_id, actions.cancel_destruction)


def _press(request: OfficeRequest, destruction_id: UUID, act: Callable[..., Any]) -> HttpResponse:
    found = queries.get_destruction(request.actor, destruction_id)
    form = PressForm(request.POST if request.method == "POST" else None, actor=request.actor)
    is_sent = request.method == "POST" and form.is_valid()
    if is_sent and perform(form, act, request.actor, destruction_id=destruction_id):
        return redirect("rights:destruction", destruction_id)
    return form_page(request, "rights/destruction.html", form, {"found": found})


def _words(title: str) -> dict[str, str]:
    return {"title": title, "back": reverse("rights:keeping")}
