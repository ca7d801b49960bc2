"""The list of duties, one duty, and one time it is due."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from anyam.casework.duties import actions, queries
from anyam.casework.duties.choices import OWNER_ROLES, example_duties
from anyam.casework.duties.results import DutyDetail
from anyam.foundation.access import Actor, NotFound
from anyam.foundation.core import clock
from anyam.registry.accounts.queries import people_with_role
from anyam.registry.agencies.queries import find_agencies

from ..layouts.perform import form_page, perform
from ..layouts.requests import OfficeRequest, posted
from .forms import DoneForm, DutyForm, ExcuseForm, PressForm


@require_GET
def overview(request: OfficeRequest) -> HttpResponse:
    """What is due at one's agency, what others owe it, and every duty."""
    found = queries.find_duties(request.actor)
    examples = example_duties() if found.may_keep else None
    return render(request, "duties/list.html", {"found": found, "examples": examples})


@require_GET
def detail(request: OfficeRequest, duty_id: UUID) -> HttpResponse:
    return render(request, "duties/detail.html", {"duty": queries.get_duty(request.actor, duty_id)})


@require_http_methods(["GET", "POST"])
def new(request: OfficeRequest) -> HttpResponse:
    """A new duty, empty or begun from an example."""
    if not queries.may_keep_duties(request.actor):
        raise NotFound("duty")
    form = _form(request, _example(request.GET.get("contoh", "")))
    if request.method == "POST" and form.is_valid():
        done = perform(form, actions.begin_duty, request.actor, duty=form.duty(), once=form.once)
        if done:
            messages.success(request, _("The duty is set up. It comes on the desk when its day is near."))
            return redirect("duties:detail", done.value)
    return form_page(request, "duties/form.html", form, {"back": reverse("duties:list"), "duty": None})


@require_http_methods(["GET", "POST"])
def change(request: OfficeRequest, duty_id: UUID) -> HttpResponse:
    duty = _to_change(request.actor, duty_id)
    now = {
        **asdict(duty.given),
        "owner": str(duty.given.assignee_id or duty.given.role),
        "to_agency_id": str(duty.given.to_agency_id or ""),
    }
    form = _form(request, now)
    is_ready = request.method == "POST" and form.is_valid()
    if is_ready and perform(form, actions.change_duty, request.actor, duty_id=duty_id, duty=form.duty()):
        messages.success(request, _("The duty is changed from now on."))
        return redirect("duties:detail", duty_id)
    context = {"back": reverse("duties:detail", args=[duty_id]), "duty": duty}
    return form_page(request, "duties/form.html", form, context)


@require_http_methods(["GET", "POST"])
def end(request: OfficeRequest, duty_id: UUID) -> HttpResponse:
    duty = _to_change(request.actor, duty_id)
    form = PressForm(posted(request), actor=request.actor)
    is_ready = request.method == "POST" and form.is_valid()
    if is_ready and perform(form, actions.end_duty, request.actor, duty_id=duty_id):
        messages.success(request, _("The duty has ended. What is late stays to be done."))
        return redirect("duties:detail", duty_id)
    context = {"duty": duty, "back_url": reverse("duties:detail", args=[duty_id])}
    return form_page(request, "duties/end.html", form, context)


@require_http_methods(["GET", "POST"])
def occurrence(request: OfficeRequest, occurrence_id: UUID) -> HttpResponse:
    """One time it is due: say that it was done."""
    one = queries.get_occurrence(request.actor, occurrence_id)
    form = DoneForm(posted(request), actor=request.actor)
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("evidence", "done_on")}
        done = perform(form, actions.report_duty_done, request.actor, occurrence_id=occurrence_id, **given)
        if done:
            messages.success(request, _("Done. Thank you."))
            return redirect("duties:occurrence", occurrence_id)
        one = queries.get_occurrence(request.actor, occurrence_id)
    return form_page(request, "duties/occurrence.html", form, {"one": one})


@require_http_methods(["GET", "POST"])
def excuse(request: OfficeRequest, occurrence_id: UUID) -> HttpResponse:
    """Say why it is not needed this time."""
    one = queries.get_occurrence(request.actor, occurrence_id)
    form = ExcuseForm(posted(request), actor=request.actor)
    is_ready = request.method == "POST" and form.is_valid()
    if not one.may_excuse and not is_ready:  # what is ready is judged by the action, which says why not
        raise NotFound("duty")
    if is_ready:
        reason = form.cleaned_data["reason"]
        if perform(form, actions.excuse_duty, request.actor, occurrence_id=occurrence_id, reason=reason):
            messages.success(request, _("It is noted why it is not needed this time."))
            return redirect("duties:occurrence", occurrence_id)
    context = {"one": one, "back_url": reverse("duties:occurrence", args=[occurrence_id])}
    return form_page(request, "duties/excuse.html", form, context)


def _to_change(actor: Actor, duty_id: UUID) -> DutyDetail:
    duty = queries.get_duty(actor, duty_id)
    if not duty.may_change:
        raise NotFound("duty")
    return duty


def _form(request: OfficeRequest, initial: dict[str, Any]) -> DutyForm:
    actor = request.actor
    people = people_with_role(actor, actor.agency_id, OWNER_ROLES) if actor.agency_id else []
    agencies = [(str(row.id), row.name) for row in find_agencies(actor) if row.id != actor.agency_id]
    return DutyForm(
        posted(request),
        actor=actor,
        initial=initial,
        people=[(str(one.id), one.full_name) for one in people],
        agencies=agencies,
    )


def _example(code: str) -> dict[str, Any]:
    """The values of an example; its first day is the next one of that number."""
    term = next((term for term in example_duties().terms if term.code == code), None)
    if term is None:
        return {}
    return {
        "title": term.indonesian,
        "kind": term.extra["kind"],
        "rhythm": term.extra["rhythm"],
        "evidence_kind": term.extra["evidence"],
        "rests_on": term.extra["rests_on"],
        "first_on": _next_day(int(term.extra["day"])),
    }


def _next_day(number: int) -> date:
    """The next day with this number in its month; the examples keep below the 29th."""
    today = clock.today()
    if number >= today.day:
        return today.replace(day=number)
    year, month = (today.year + 1, 1) if today.month == 12 else (today.year, today.month + 1)
    return date(year, month, number)
