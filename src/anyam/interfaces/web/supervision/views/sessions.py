"""Supervision sessions, what is decided in them, and the page on which it all begins."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from anyam.casework.cases.queries import case_header
from anyam.casework.supervision import actions, queries
from anyam.casework.supervision.results import SessionDetail
from anyam.foundation.access import NotFound
from anyam.foundation.core import clock

from ...cases.page import case_page
from ...components.forms import AnyamForm
from ...layouts.perform import form_page, perform
from ...layouts.requests import OfficeRequest, posted
from ..forms import DecideForm, DoneForm, HoldForm, PlanSessionForm, PressForm, WishesForm, pairs


@require_GET
def home(request: OfficeRequest) -> HttpResponse:
    return render(request, "supervision/home.html", {"home": queries.get_supervision(request.actor)})


@require_http_methods(["GET", "POST"])
def plan(request: OfficeRequest, user_id: UUID) -> HttpResponse:
    """A day for the next session, or another day for the one that is planned."""
    page = queries.get_worker(request.actor, user_id)
    now = {"on": clock.today() + timedelta(days=7)}
    form = PlanSessionForm(posted(request), actor=request.actor, initial=now)
    if form.is_bound and form.is_valid():
        on = form.cleaned_data["on"]
        done = perform(form, actions.plan_session, request.actor, worker_id=user_id, on=on, once=form.once)
        if done:
            messages.success(request, _("Planned. It stands on both your desks."))
            return redirect("supervision:session", done.value)
    return form_page(request, "supervision/plan_session.html", form, {"page": page})


@require_http_methods(["GET", "POST"])
def detail(request: OfficeRequest, session_id: UUID) -> HttpResponse:
    """The worker writes what to talk about; the supervisor notes that they sat together."""
    found = queries.get_session(request.actor, session_id)
    form = _form(request, found)
    if request.method == "POST" and form is None:
        raise NotFound("session")
    if form is not None and form.is_bound and form.is_valid() and _perform(request, form, session_id):
        return redirect("supervision:session", session_id)
    if form is None:
        return render(request, "supervision/session.html", {"found": found, "form": None})
    return form_page(request, "supervision/session.html", form, {"found": found})


@require_http_methods(["GET", "POST"])
def drop(request: OfficeRequest, session_id: UUID) -> HttpResponse:
    found = queries.get_session(request.actor, session_id)
    if not found.may_hold:
        raise NotFound("session")
    form = PressForm(posted(request), actor=request.actor)
    if form.is_bound and form.is_valid() and perform(
        form, actions.drop_session, request.actor, session_id=session_id
    ):  # fmt: skip
        messages.success(request, _("It is not held. Plan another day when it fits you both."))
        return redirect("supervision:home")
    context = {"row": found.row, "back_url": reverse("supervision:session", args=[session_id])}
    return form_page(request, "supervision/drop_session.html", form, context)


@require_http_methods(["GET", "POST"])
def decide(request: OfficeRequest, session_id: UUID, case_id: UUID) -> HttpResponse:
    """Write what the two decided for one child."""
    session, number = queries.session_to_decide_in(request.actor, session_id, case_id)
    people = queries.list_decision_owners(request.actor, case_id)
    now = {"owner_id": str(session.worker_id)}
    form = DecideForm(posted(request), actor=request.actor, initial=now, people=pairs(people))
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        given = {
            "words": data["words"],
            "owner_id": UUID(data["owner_id"]),
            "due_on": data["due_on"],
            "once": form.once,
        }
        about = {"session_id": session_id, "case_id": case_id}
        if perform(form, actions.decide_in_case, request.actor, **about, **given):
            messages.success(request, _("It stands in the case and on the desk of whoever does it."))
            return redirect("supervision:session", session_id)
    return form_page(request, "supervision/decide.html", form, {"session": session, "number": number})


@require_http_methods(["GET", "POST"])
def decision(request: OfficeRequest, decision_id: UUID) -> HttpResponse:
    """One decision: say what was done."""
    row = queries.get_case_decision(request.actor, decision_id)
    form = DoneForm(posted(request), actor=request.actor)
    if form.is_bound and form.is_valid():
        words = form.cleaned_data["words"]
        done = perform(
            form, actions.finish_case_decision, request.actor, decision_id=decision_id, words=words
        )
        if done:
            messages.success(request, _("Done. It stands in the case."))
            return redirect("supervision:decision", decision_id)
        row = queries.get_case_decision(request.actor, decision_id)
    return form_page(request, "supervision/decision.html", form, {"row": row})


@require_GET
def of_case(request: OfficeRequest, case_id: UUID) -> HttpResponse:
    header = case_header(request.actor, case_id)
    rows = queries.decisions_of_case(request.actor, case_id)
    return case_page(request, "supervision/of_case.html", header, "supervision", {"rows": rows})


def _form(request: OfficeRequest, found: SessionDetail) -> AnyamForm | None:
    data, actor = posted(request), request.actor
    if found.may_hold:
        return HoldForm(data, actor=actor, initial={"next_on": found.next_on}, cases=found.to_discuss)
    if found.may_prepare:
        now = {"wishes": found.wishes, "wellbeing": found.wellbeing}
        return WishesForm(data, actor=actor, initial=now)
    return None


def _perform(request: OfficeRequest, form: AnyamForm, session_id: UUID) -> bool:
    actor, data = request.actor, form.cleaned_data
    if isinstance(form, HoldForm):
        case_ids = [UUID(one) for one in data["case_ids"]]
        given = {"case_ids": case_ids, "notes": data["notes"], "next_on": data["next_on"]}
        done = perform(form, actions.hold_session, actor, session_id=session_id, **given)
        words = _("Noted. What you decide for a child you write into its case below.")
    else:
        given = {"wishes": data["wishes"], "wellbeing": data["wellbeing"]}
        done = perform(form, actions.prepare_session, actor, session_id=session_id, **given)
        words = _("Noted. Only the two of you read it.")
    if done:
        messages.success(request, words)
    return done is not None
