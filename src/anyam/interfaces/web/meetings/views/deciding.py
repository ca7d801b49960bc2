"""Decisions: written at the meeting, accepted, reported, confirmed; of a conference the joint plan."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from anyam.casework.meetings import actions, queries
from anyam.foundation.access import NotFound
from anyam.foundation.core.refusals import Refusal

from ...components.forms import AnyamForm
from ...layouts.perform import perform
from ...layouts.requests import OfficeRequest
from ..forms import (
    ConferenceDecisionForm,
    DecisionForm,
    DeclineForm,
    DropForm,
    EmptyForm,
    EvidenceForm,
    JointPlanForm,
    SendBackForm,
)
from ..page import ask, meeting_page, sent


@dataclass(frozen=True)
class _Step:
    """One thing that can be done to a decision: who may says the row's own field."""

    may: str
    action: Callable[..., None]
    form: type[AnyamForm]
    title: Promise
    button: Promise
    done: Promise
    css: str = ""


_STEPS = {
    "terima": _Step(
        "may_accept", actions.accept_decision, EmptyForm,
        gettext_lazy("Accept the action"), gettext_lazy("My agency takes it on"),
        gettext_lazy("Your agency has it now. It stands on your desk until its day."),
    ),
    "tolak": _Step(
        "may_accept", actions.decline_decision, DeclineForm,
        gettext_lazy("Decline the action"), gettext_lazy("Send it back"),
        gettext_lazy("It went back to whoever leads, with your reason."),
    ),
    "lapor": _Step(
        "may_report", actions.report_decision, EvidenceForm,
        gettext_lazy("Report it as carried out"), gettext_lazy("Report as carried out"),
        gettext_lazy("Reported. The chair confirms it or says what is missing."),
    ),
    "sahkan": _Step(
        "may_judge", actions.confirm_decision, EmptyForm,
        gettext_lazy("Confirm that it was carried out"), gettext_lazy("Yes, it was carried out"),
        gettext_lazy("Carried out. Thank the agency."),
    ),
    "kembalikan": _Step(
        "may_judge", actions.send_decision_back, SendBackForm,
        gettext_lazy("Say what is still missing"), gettext_lazy("Send it back"),
        gettext_lazy("Sent back. The agency was told."),
    ),
    "gugurkan": _Step(
        "may_drop", actions.drop_decision, DropForm,
        gettext_lazy("Drop the decision"), gettext_lazy("Drop the decision"),
        gettext_lazy("Dropped. Why is kept with it."), "danger",
    ),
}  # fmt: skip


@require_GET
def overview(request: OfficeRequest, meeting_id: UUID) -> HttpResponse:
    meeting = queries.get_meeting(request.actor, meeting_id)
    return meeting_page(request, "decisions", meeting, "decisions")


@require_GET
def decision(request: OfficeRequest, decision_id: UUID) -> HttpResponse:
    return render(
        request, "meetings/decision.html", {"decision": queries.get_decision(request.actor, decision_id)}
    )


@require_http_methods(["GET", "POST"])
def step(request: OfficeRequest, decision_id: UUID, step: str) -> HttpResponse:
    if step not in _STEPS:
        raise Http404
    taken, found = _STEPS[step], queries.get_decision(request.actor, decision_id)
    if not getattr(found.row, taken.may):
        raise NotFound("decision")
    form = taken.form(sent(request), actor=request.actor)
    if form.is_bound and form.is_valid():
        wish = {name: value for name, value in form.cleaned_data.items() if name != "submission"}
        if perform(form, taken.action, request.actor, decision_id=decision_id, **wish):
            messages.success(request, str(taken.done))
            return redirect(
                "meetings:list" if step in {"tolak", "sahkan"} else "meetings:decision",
                *([] if step in {"tolak", "sahkan"} else [decision_id]),
            )
    return ask(
        request,
        form,
        title=str(taken.title),
        lead=found.row.words,
        button=str(taken.button),
        back=reverse("meetings:decision", args=[decision_id]),
        css=taken.css,
    )


@require_http_methods(["GET", "POST"])
def new(request: OfficeRequest, meeting_id: UUID) -> HttpResponse:
    meeting = queries.get_meeting(request.actor, meeting_id)
    if not meeting.may_write:
        raise NotFound("meeting")
    kind = ConferenceDecisionForm if meeting.row.is_conference else DecisionForm
    form: DecisionForm = kind(sent(request), actor=request.actor)
    at_table = [(str(row.agency_id), row.agency) for row in meeting.invitations]
    form.offer("agency", [("", _("Choose…")), *at_table])
    if form.is_bound and form.is_valid():
        wish: dict[str, Any] = form.wish()
        if perform(form, actions.make_decision, request.actor, meeting_id=meeting_id, once=form.once, **wish):
            messages.success(request, _("The decision stands in the minutes."))
            return redirect("meetings:decisions", meeting_id)
    return ask(
        request,
        form,
        title=_("Write a decision down"),
        lead=_("A decision has an agency, a day, and what will show that it was done."),
        button=_("Write it down"),
        back=reverse("meetings:decisions", args=[meeting_id]),
    )


@require_POST
def remove(request: OfficeRequest, meeting_id: UUID, decision_id: UUID) -> HttpResponse:
    try:
        actions.take_decision_out(request.actor, meeting_id=meeting_id, decision_id=decision_id)
    except Refusal as refusal:
        messages.error(request, str(refusal.sentence))
    return redirect("meetings:decisions", meeting_id)


@require_http_methods(["GET", "POST"])
def joint_plan(request: OfficeRequest, meeting_id: UUID) -> HttpResponse:
    meeting = queries.get_meeting(request.actor, meeting_id)
    if not meeting.may_plan:
        raise NotFound("decisions for a plan")
    form = JointPlanForm(sent(request), actor=request.actor)
    if (
        form.is_bound
        and form.is_valid()
        and perform(form, actions.make_joint_plan, request.actor, meeting_id=meeting_id, **form.wish())
    ):
        messages.success(request, _("The joint plan is agreed. Each agency was asked for its own action."))
        return redirect("meetings:decisions", meeting_id)
    return ask(
        request,
        form,
        title=_("Make the joint plan"),
        lead=_("These decisions become actions of the child's plan. Each agency accepts its own."),
        button=_("Agree the joint plan"),
        back=reverse("meetings:decisions", args=[meeting_id]),
        more={"decisions": meeting.decisions_to_plan},
    )
