"""Papers, people and money of the reader's own agency."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from anyam.foundation.access import NotFound
from anyam.foundation.core import clock
from anyam.registry.readiness import actions, queries
from anyam.registry.readiness.results import AssessmentRow, Inside

from ..components.forms import AnyamForm
from ..layouts.perform import form_page, perform
from ..layouts.requests import OfficeRequest
from .forms import (
    BudgetForm,
    CertificateForm,
    EndForm,
    PaperForm,
    PressForm,
    RealiseForm,
    StaffForm,
    StepForm,
)


@require_http_methods(["GET", "POST"])
def new_paper(request: OfficeRequest) -> HttpResponse:
    inside = queries.get_own_inside(request.actor)
    form = PaperForm(request.POST or None, actor=request.actor)
    return _keep(
        request,
        inside,
        form,
        _("Keep a registration or accreditation"),
        lambda: {"action": actions.keep_paper, "given": form.given, "once": form.once},
    )


@require_GET
def paper(request: OfficeRequest, paper_id: UUID) -> HttpResponse:
    """Where work about a paper leads."""
    inside = queries.get_own_inside(request.actor)
    if all(one.id != paper_id for one in inside.papers):
        raise NotFound("paper")
    return redirect("readiness:agency", inside.agency_id)


@require_POST
def begin_assessment(request: OfficeRequest) -> HttpResponse:
    inside = queries.get_own_inside(request.actor)
    form = PressForm(request.POST, actor=request.actor)
    if form.is_valid() and perform(form, actions.begin_assessment, request.actor, once=form.once):
        messages.success(request, _("The way to a new certificate is begun."))
    else:
        for sentence in form.non_field_errors():
            messages.warning(request, str(sentence))
    return redirect("readiness:agency", inside.agency_id)


@require_http_methods(["GET", "POST"])
def advance_assessment(request: OfficeRequest, assessment_id: UUID) -> HttpResponse:
    inside = queries.get_own_inside(request.actor)
    step = next(one for one in _open(inside, assessment_id).steps if one.is_next)
    form = StepForm(
        request.POST or None, actor=request.actor, initial={"step": step.step, "done_on": clock.today()}
    )
    return _keep(
        request,
        inside,
        form,
        step.label,
        lambda: {
            "action": actions.advance_assessment,
            "assessment_id": assessment_id,
            **{name: form.cleaned_data[name] for name in ("step", "done_on", "note")},
        },
    )


@require_http_methods(["GET", "POST"])
def end_assessment(request: OfficeRequest, assessment_id: UUID) -> HttpResponse:
    inside = queries.get_own_inside(request.actor)
    _open(inside, assessment_id)
    form = PressForm(request.POST or None, actor=request.actor)
    return _keep(
        request,
        inside,
        form,
        _("Give up this assessment?"),
        lambda: {"action": actions.end_assessment, "assessment_id": assessment_id},
        submit=_("Give up"),
    )


@require_http_methods(["GET", "POST"])
def new_member(request: OfficeRequest) -> HttpResponse:
    inside = queries.get_own_inside(request.actor)
    form = StaffForm(request.POST or None, actor=request.actor)
    return _keep(
        request,
        inside,
        form,
        _("Add somebody to the staff"),
        lambda: {"action": actions.keep_staff_member, "given": form.given, "once": form.once},
    )


@require_http_methods(["GET", "POST"])
def new_certificate(request: OfficeRequest, member_id: UUID) -> HttpResponse:
    inside = queries.get_own_inside(request.actor)
    member = queries.get_own_member(request.actor, member_id)
    renewed = {str(one.id): one for one in member.certificates}.get(request.GET.get("ganti", ""))
    first = (
        {"replaces": str(renewed.id), "title": renewed.title, "held_by": renewed.held_by} if renewed else {}
    )
    form = CertificateForm(request.POST or None, actor=request.actor, initial=first)
    form.offer("replaces", [("", _("None: a new one")), *((str(c.id), c.title) for c in member.certificates)])
    return _keep(
        request,
        inside,
        form,
        _("Keep a certificate"),
        lambda: {
            "action": actions.keep_certificate,
            "member_id": member_id,
            "once": form.once,
            **form.given,
        },
        lead=member.full_name,
    )


@require_http_methods(["GET", "POST"])
def end_member(request: OfficeRequest, member_id: UUID) -> HttpResponse:
    inside = queries.get_own_inside(request.actor)
    member = queries.get_own_member(request.actor, member_id)
    form = EndForm(request.POST or None, actor=request.actor, initial={"until": clock.today()})
    return _keep(
        request,
        inside,
        form,
        _("Somebody leaves the staff"),
        lambda: {
            "action": actions.end_staff_member,
            "member_id": member_id,
            "until": form.cleaned_data["until"],
        },
        lead=member.full_name,
    )


@require_GET
def certificate(request: OfficeRequest, certificate_id: UUID) -> HttpResponse:
    """Where work about a certificate leads: the form that renews it."""
    inside = queries.get_own_inside(request.actor)
    for member in inside.staff:
        if any(one.id == certificate_id for one in member.certificates):
            address = reverse("readiness:new_certificate", args=[member.id])
            return redirect(f"{address}?ganti={certificate_id}")
    raise NotFound("certificate")


@require_http_methods(["GET", "POST"])
def new_line(request: OfficeRequest) -> HttpResponse:
    inside = queries.get_own_inside(request.actor)
    form = BudgetForm(request.POST or None, actor=request.actor, initial={"year": clock.today().year})
    return _keep(
        request,
        inside,
        form,
        _("Plan a budget line"),
        lambda: {"action": actions.plan_budget_line, "given": form.given, "once": form.once},
    )


@require_http_methods(["GET", "POST"])
def realise(request: OfficeRequest, line_id: UUID) -> HttpResponse:
    inside = queries.get_own_inside(request.actor)
    line = queries.get_own_line(request.actor, line_id)
    form = RealiseForm(request.POST or None, actor=request.actor, initial={"on": clock.today()})
    return _keep(
        request,
        inside,
        form,
        _("Put down what was spent"),
        lambda: {"action": actions.realise_budget, "line_id": line_id, "once": form.once, **form.given},
        lead=f"{line.title} ({line.year})",
    )


def _keep(
    request: OfficeRequest,
    inside: Inside,
    form: AnyamForm,
    title: str,
    what: Callable[[], dict[str, Any]],
    *,
    lead: str = "",
    submit: str = "",
) -> HttpResponse:
    """Show the form, or do what it says and go back to the agency from inside."""
    if request.method == "POST" and form.is_valid():
        given = what()
        if perform(form, given.pop("action"), request.actor, **given):
            messages.success(request, _("Saved."))
            return redirect("readiness:agency", inside.agency_id)
    context = {
        "title": title,
        "lead": lead or inside.agency_name,
        "submit": submit or _("Save"),
        "back_url": reverse("readiness:agency", args=[inside.agency_id]),
    }
    return form_page(request, "readiness/form.html", form, context)


def _open(inside: Inside, assessment_id: UUID) -> AssessmentRow:
    for one in inside.assessments:
        if one.id == assessment_id and one.is_open:
            return one
    raise NotFound("assessment")
