"""A time in custody: written down, extended, passed on, ended; also by the agency that holds the child."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from anyam.casework.cases.queries import case_header
from anyam.casework.custody import actions, queries
from anyam.casework.custody.choices import HoldStage
from anyam.casework.custody.results import HoldAlarm
from anyam.foundation.access import NotFound
from anyam.foundation.core import clock

from ..cases.agencies import agency_choices
from ..cases.page import case_page
from ..components.forms import AnyamForm
from ..layouts.perform import form_page, perform
from ..layouts.requests import OfficeRequest
from .forms import EndForm, ExtendForm, HoldForm


@require_http_methods(["GET", "POST"])
def record(request: OfficeRequest, case_id: UUID) -> HttpResponse:
    header = case_header(request.actor, case_id)
    if not queries.before_the_law(request.actor, case_id).may_record:
        raise NotFound("case to record in")
    form = HoldForm(
        request.POST or None,
        actor=request.actor,
        agencies=agency_choices(request.actor),
        initial={"began_at": clock.now(), "stage": HoldStage.ARREST},
    )
    if request.method == "POST" and form.is_valid():
        done = perform(
            form,
            actions.record_hold,
            request.actor,
            case_id=case_id,
            hold=form.given(),
            once=form.once,
        )
        if done:
            messages.success(request, _("Recorded. The limit runs, and those who must see to it are told."))
            return redirect("custody:overview", case_id)
    context = {
        "title": _("The child is held"),
        "lead": _("By whom, where and since when. The law's limit is counted from this moment."),
    }
    return case_page(request, "custody/case_form.html", header, "custody", context, form=form)


@require_GET
def hold(request: OfficeRequest, hold_id: UUID) -> HttpResponse:
    """For those who must see to it and do not see the case: a number, a limit, and what can be done now."""
    context = {"alarm": queries.get_hold_alarm(request.actor, hold_id)}
    return render(request, "custody/hold.html", context)


@require_http_methods(["GET", "POST"])
def end(request: OfficeRequest, hold_id: UUID) -> HttpResponse:
    alarm = _answerable(request, hold_id)
    form = EndForm(request.POST or None, actor=request.actor, initial={"ended_at": clock.now()})
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("reason", "ended_at", "note")}
        if perform(form, actions.end_hold, request.actor, hold_id=hold_id, **given):
            messages.success(request, _("Recorded. The alarm has ended."))
            return redirect(_back(alarm))
    return _form(request, form, alarm, _("The child is free"), _("Save"))


@require_http_methods(["GET", "POST"])
def extend(request: OfficeRequest, hold_id: UUID) -> HttpResponse:
    alarm = _answerable(request, hold_id)
    form = ExtendForm(request.POST or None, actor=request.actor, initial={"ordered_at": clock.now()})
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("number", "ordered_at")}
        if perform(form, actions.extend_hold, request.actor, hold_id=hold_id, **given):
            messages.success(request, _("Recorded. The new limit runs."))
            return redirect(_back(alarm))
    return _form(request, form, alarm, _("Extended by order"), _("Save"))


@require_http_methods(["GET", "POST"])
def pass_on(request: OfficeRequest, hold_id: UUID) -> HttpResponse:
    alarm = _answerable(request, hold_id)
    if not alarm.may_pass_on:
        raise NotFound("later stage")
    stages = HoldStage.values
    later = stages[stages.index(alarm.stage) + 1 :]
    form = HoldForm(
        request.POST or None,
        actor=request.actor,
        agencies=agency_choices(request.actor),
        stages=later,
        initial={"began_at": clock.now(), "stage": later[0]},
    )
    if request.method == "POST" and form.is_valid():
        done = perform(form, actions.pass_on_hold, request.actor, hold_id=hold_id, hold=form.given())
        if done:
            messages.success(request, _("Recorded. The limit of the new stage runs."))
            return redirect(_back(alarm))
    return _form(request, form, alarm, _("Passed on to the next stage"), _("Save"))


def _answerable(request: OfficeRequest, hold_id: UUID) -> HoldAlarm:
    alarm = queries.get_hold_alarm(request.actor, hold_id)
    if not alarm.may_answer:
        raise NotFound("hold")
    return alarm


def _back(alarm: HoldAlarm) -> str:
    if alarm.opens_case:
        return reverse("custody:overview", args=[alarm.case_id])
    return reverse("desk:home")


def _form(request: OfficeRequest, form: AnyamForm, alarm: HoldAlarm, title: str, submit: str) -> HttpResponse:
    context = {
        "title": title,
        "lead": f"{alarm.stage_label} · {alarm.agency} · {alarm.reference}",
        "submit": submit,
        "back_url": _back(alarm) if alarm.opens_case else reverse("custody:hold", args=[alarm.id]),
    }
    return form_page(request, "custody/form.html", form, context)
