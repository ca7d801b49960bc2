"""The register of interviews."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from anyam.casework.cases.queries import case_header
from anyam.casework.facts import actions, queries
from anyam.casework.facts.choices import interview_bases
from anyam.casework.facts.results import InterviewRow
from anyam.foundation.access import NotFound

from ...cases.agencies import agency_choices
from ...cases.page import case_page
from ...layouts.perform import perform
from ...layouts.requests import OfficeRequest
from ..asking import WhoAsked
from ..forms import CancelForm, FinishForm, HeldForm, PlannedForm

_TAB = "interviews"


@require_GET
def register(request: OfficeRequest, case_id: UUID) -> HttpResponse:
    header = case_header(request.actor, case_id)
    found = queries.get_interviews(request.actor, case_id)
    context = {"register": found, "bases": interview_bases()}
    return case_page(request, "facts/interviews.html", header, _TAB, context)


@require_http_methods(["GET", "POST"])
def note(request: OfficeRequest, case_id: UUID) -> HttpResponseBase:
    return _enter(request, case_id, is_planned=False)


@require_http_methods(["GET", "POST"])
def plan(request: OfficeRequest, case_id: UUID) -> HttpResponseBase:
    return _enter(request, case_id, is_planned=True)


@require_http_methods(["GET", "POST"])
def interview(request: OfficeRequest, interview_id: UUID) -> HttpResponseBase:
    """One interview; where it was planned, what became of it."""
    found = queries.get_interview(request.actor, interview_id)
    header = case_header(request.actor, found.case_id)
    form = FinishForm(request.POST or None, actor=request.actor) if found.may_finish else None
    if form and form.is_bound and form.is_valid():
        names = ("on", "setting", "companion", "records", "record_place")
        wish = {"interview_id": interview_id, **{name: form.cleaned_data[name] for name in names}}
        if perform(form, actions.finish_interview, request.actor, **wish):
            messages.success(request, _("It stands in the register. Others can use the record now."))
            return redirect("facts:interviews", found.case_id)
    return case_page(request, "facts/interview.html", header, _TAB, {"talk": found}, form=form)


@require_http_methods(["GET", "POST"])
def cancel(request: OfficeRequest, interview_id: UUID) -> HttpResponseBase:
    found = _to_finish(queries.get_interview(request.actor, interview_id))
    header = case_header(request.actor, found.case_id)
    form = CancelForm(request.POST or None, actor=request.actor)
    if form.is_bound and form.is_valid():
        wish = {"interview_id": interview_id, "reason": form.cleaned_data["reason"]}
        if perform(form, actions.cancel_interview, request.actor, **wish):
            messages.success(request, _("It is noted that the interview does not take place."))
            return redirect("facts:interviews", found.case_id)
    return case_page(request, "facts/cancel.html", header, _TAB, {"talk": found}, form=form)


def _enter(request: OfficeRequest, case_id: UUID, *, is_planned: bool) -> HttpResponseBase:
    header = case_header(request.actor, case_id)
    if not queries.get_interviews(request.actor, case_id).may_note:
        raise NotFound("register of interviews")
    form_of, action = (
        (PlannedForm, actions.plan_interview) if is_planned else (HeldForm, actions.note_interview)
    )
    first = {"agency_id": str(request.actor.agency_id or "")}
    form = form_of(
        request.POST or None,
        actor=request.actor,
        agencies=agency_choices(request.actor),
        initial=first,
    )
    question = WhoAsked(request, form)
    if form.is_bound and form.is_valid():
        given = form.given()
        if question.leaves(case_id=case_id, topics=given.topics, on=given.on):
            return redirect("facts:interviews", case_id)
        if question.save(action, request.actor, dossier_id=case_id, given=given, once=form.once):
            messages.success(request, _("It stands in the register."))
            return redirect("facts:interviews", case_id)
    context = {"question": question, "is_planned": is_planned}
    return case_page(request, "facts/talk.html", header, _TAB, context, form=form)


def _to_finish(found: InterviewRow) -> InterviewRow:
    if not found.may_finish:
        raise NotFound("planned interview")
    return found
