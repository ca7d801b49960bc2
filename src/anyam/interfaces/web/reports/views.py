"""Pages of reports: one query or one action each."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from anyam.casework.cases import actions, choices, queries
from anyam.casework.cases.results import ReportDetail, TriageProposal
from anyam.foundation.access import NotFound, Permission

from ..layouts.perform import form_page, perform
from ..layouts.requests import OfficeRequest
from .forms import AnswerForm, ChildForm, OpenCasesForm, TriageForm
from .help import emergency_calls
from .intake import Intake, known_children
from .pages import page_number


@require_GET
def report_list(request: OfficeRequest) -> HttpResponse:
    wanted = request.GET.get("state", choices.ReportState.WAITING)
    state = wanted if wanted in choices.ReportState.values else ""
    page = queries.find_reports(request.actor, state=state, page=page_number(request))
    views = [
        {"label": label, "url": f"?state={code or 'all'}", "current": code == state}
        for code, label in [*choices.ReportState.choices, ("", _("All"))]
    ]
    may_take = request.actor.may(Permission.TAKE_REPORT)
    return render(
        request, "reports/list.html", {"page": page, "views": views, "state": state, "may_take": may_take}
    )


@require_http_methods(["GET", "POST"])
def new_report(request: OfficeRequest) -> HttpResponse:
    if not request.actor.may(Permission.TAKE_REPORT):
        raise NotFound("new report")
    intake = Intake(request.actor, request.POST if request.method == "POST" else None)
    if intake.is_sent and intake.is_valid():
        report_id = intake.take()
        if report_id:
            messages.success(request, _("The report is saved. Next: triage."))
            return redirect("reports:triage", report_id)
    context = {"intake": intake, "calls": emergency_calls(request.actor)}
    return render(request, "reports/new.html", context, status=422 if intake.is_wrong else 200)


@require_POST
def known_children_row(request: OfficeRequest) -> HttpResponse:
    form = ChildForm(request.POST, prefix=request.POST.get("row", "")[:20], actor=request.actor)
    context = {"form": form, "matches": known_children(request.actor, form)}
    return render(request, "reports/parts/known_children.html", context)


@require_GET
def report_detail(request: OfficeRequest, report_id: UUID) -> HttpResponse:
    report = queries.get_report(request.actor, report_id)
    return _detail_page(request, report, OpenCasesForm(), AnswerForm())


@require_http_methods(["GET", "POST"])
def triage(request: OfficeRequest, report_id: UUID) -> HttpResponseBase:
    report = queries.get_report(request.actor, report_id)
    if not report.may_triage:
        return redirect("reports:detail", report_id)
    is_sent = request.method == "POST" and "propose" not in request.POST
    known = queries.triage_facts_of(request.actor, report_id)
    form = TriageForm(request.POST or None, known=known)
    proposal = queries.propose_triage(request.actor, form.facts())
    if not is_sent:
        form.spare()
    elif form.is_valid() and not form.lacks_reason(proposal.level):
        given = {name: form.cleaned_data[name] for name in ("level", "override_reason", "note")}
        if perform(
            form, actions.triage_report, request.actor, report_id=report_id, facts=form.facts(), **given
        ):
            messages.success(request, _("The level is set and the clocks run."))
            return redirect("reports:detail", report_id)
    return form_page(request, "reports/triage.html", form, _triage_context(request, report, form, proposal))


@require_POST
def triage_proposal(request: OfficeRequest, report_id: UUID) -> HttpResponse:
    report = queries.get_report(request.actor, report_id)
    form = TriageForm(request.POST)
    proposal = queries.propose_triage(request.actor, form.facts())
    return render(
        request, "reports/parts/proposal_part.html", _triage_context(request, report, form, proposal)
    )


@require_POST
def open_cases(request: OfficeRequest, report_id: UUID) -> HttpResponseBase:
    form = OpenCasesForm(request.POST)
    if form.is_valid():
        manager_id = form.cleaned_data["manager_id"]
        done = perform(
            form,
            actions.open_cases,
            request.actor,
            report_id=report_id,
            manager_id=manager_id,
            once=form.once,
        )
        if done:
            if done.value in queries.case_refs(request.actor, [done.value]):
                messages.success(request, _("The case is open. Next: assessment."))
                return redirect("cases:summary", done.value)
            messages.success(request, _("The case is open; its manager has been told."))
            return redirect("reports:list")
    return _detail_page(request, queries.get_report(request.actor, report_id), form, AnswerForm())


@require_POST
def answer_without_case(request: OfficeRequest, report_id: UUID) -> HttpResponseBase:
    form = AnswerForm(request.POST)
    if form.is_valid():
        note = form.cleaned_data["note"]
        if perform(form, actions.answer_without_case, request.actor, report_id=report_id, note=note):
            messages.success(request, _("The answer is saved."))
            return redirect("reports:detail", report_id)
    return _detail_page(request, queries.get_report(request.actor, report_id), OpenCasesForm(), form)


def _detail_page(
    request: OfficeRequest, report: ReportDetail, open_form: OpenCasesForm, answer_form: AnswerForm
) -> HttpResponse:
    wrong = bool(open_form.errors or answer_form.errors)
    context = {"report": report, "open_form": open_form, "answer_form": answer_form}
    return render(request, "reports/detail.html", context, status=422 if wrong else 200)


def _triage_context(
    request: OfficeRequest, report: ReportDetail, form: TriageForm, proposal: TriageProposal
) -> dict[str, Any]:
    given = form.facts()
    return {
        "report": report,
        "proposal": proposal,
        "answered": len(given),
        "total": len(choices.TriageFact.values),
        "calls": emergency_calls(request.actor) if proposal.is_immediate_danger else (),
    }
