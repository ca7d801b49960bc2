"""Where a case is in the procedures the agencies have agreed on, and what each has to do."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from anyam.casework.cases import actions as cases
from anyam.casework.cases import queries as case_queries
from anyam.casework.sops import actions, queries
from anyam.casework.sops.choices import DeviationReason, StopReason
from anyam.casework.sops.results import ComingStep, RunDetail, RunnableSop, RunStepRow
from anyam.foundation.access import NotFound
from anyam.foundation.core.refusals import Refusal

from ..cases.agencies import agency_choices
from ..cases.page import case_page
from ..components.forms import AnyamForm
from ..layouts.perform import form_page, perform
from ..layouts.requests import OfficeRequest
from .forms import AnswerForm, DeviationForm, StartForm, StopForm


@require_GET
def of_case(request: OfficeRequest, case_id: UUID) -> HttpResponseBase:
    header = case_queries.case_header(request.actor, case_id)
    context = {"pathways": case_queries.pathways_of(request.actor, case_id)}
    return case_page(request, "pathways/of_case.html", header, "pathways", context)


@require_http_methods(["GET", "POST"])
def start(request: OfficeRequest, case_id: UUID, version_id: UUID) -> HttpResponseBase:
    header = case_queries.case_header(request.actor, case_id)
    sop = _offered(request, case_id, version_id)
    form = StartForm(
        request.POST if request.method == "POST" else None,
        actor=request.actor,
        performers=sop.open_performers,
        agencies=agency_choices(request.actor),
    )
    if form.is_bound and form.is_valid():
        done = perform(
            form,
            cases.start_pathway,
            request.actor,
            case_id=case_id,
            version_id=version_id,
            agencies=form.chosen(),
        )
        if done:
            messages.success(request, _("Started. Every agency sees its step with its time."))
            return redirect("pathways:run", done.value)
    return case_page(request, "pathways/start.html", header, "pathways", {"sop": sop}, form=form)


@require_GET
def run(request: OfficeRequest, run_id: UUID) -> HttpResponseBase:
    return render(request, "pathways/run.html", _shown(request, queries.get_run(request.actor, run_id)))


@require_GET
def step(request: OfficeRequest, step_id: UUID) -> HttpResponseBase:
    return redirect("pathways:run", queries.run_of_step(request.actor, step_id))


@require_http_methods(["GET", "POST"])
def finish(request: OfficeRequest, step_id: UUID) -> HttpResponseBase:
    detail, row = _open_step(request, step_id)
    form = AnswerForm(
        request.POST if request.method == "POST" else None, actor=request.actor, answers=row.answers
    )
    if (
        form.is_bound
        and form.is_valid()
        and perform(form, actions.finish_step, request.actor, step_id=step_id, answer=form.answer())
    ):
        messages.success(request, _("Done. The next agency was told."))
        return redirect("pathways:run", detail.header.id)
    return _ask(request, form, detail, _("Decide"), _("Keep the decision"), row)


@require_http_methods(["GET", "POST"])
def skip(request: OfficeRequest, step_id: UUID) -> HttpResponseBase:
    detail, row = _open_step(request, step_id)
    form = _deviation(request, row.answers)
    if (
        form.is_bound
        and form.is_valid()
        and perform(
            form,
            actions.skip_step,
            request.actor,
            step_id=step_id,
            reason=DeviationReason(form.cleaned_data["reason"]),
            answer=form.answer(),
        )
    ):
        messages.success(request, _("Left out. The reason is kept with the step."))
        return redirect("pathways:run", detail.header.id)
    return _ask(request, form, detail, _("Leave this step out"), _("Leave out"), row)


@require_http_methods(["GET", "POST"])
def early(request: OfficeRequest, run_id: UUID, key: str) -> HttpResponseBase:
    detail = queries.get_run(request.actor, run_id)
    row = _coming(detail, key)
    form = _deviation(request, row.answers)
    if (
        form.is_bound
        and form.is_valid()
        and perform(
            form,
            actions.do_step_early,
            request.actor,
            run_id=run_id,
            key=key,
            reason=DeviationReason(form.cleaned_data["reason"]),
            answer=form.answer(),
        )
    ):
        messages.success(request, _("Kept as done before its turn."))
        return redirect("pathways:run", run_id)
    return _ask(request, form, detail, _("Done before its turn"), _("Keep it so"), row)


@require_http_methods(["POST"])
def move(request: OfficeRequest, run_id: UUID, version_id: UUID) -> HttpResponseBase:
    try:
        actions.move_run(request.actor, run_id=run_id, version_id=version_id)
    except Refusal as refusal:
        messages.error(request, str(refusal.sentence))
    else:
        messages.success(request, _("Moved to the new version. Steps that are open keep their times."))
    return redirect("pathways:run", run_id)


@require_http_methods(["GET", "POST"])
def stop(request: OfficeRequest, run_id: UUID) -> HttpResponseBase:
    detail = queries.get_run(request.actor, run_id)
    if not detail.may_lead:
        raise NotFound
    form = StopForm(request.POST if request.method == "POST" else None, actor=request.actor)
    if form.is_bound and form.is_valid():
        reason = StopReason(form.cleaned_data["reason"])
        if perform(form, actions.stop_run, request.actor, run_id=run_id, reason=reason):
            messages.success(request, _("Stopped. Nobody waits for its steps any more."))
            return redirect("pathways:run", run_id)
    return _ask(request, form, detail, _("Stop this procedure"), _("Stop it"))


def _ask(
    request: OfficeRequest,
    form: AnyamForm,
    detail: RunDetail,
    title: str,
    save: str,
    about: RunStepRow | ComingStep | None = None,
) -> HttpResponse:
    named = f"{about.number}. {about.activity}" if about else ""
    context = {"run": detail, "title": title, "save": save, "about": named}
    return form_page(request, "pathways/ask.html", form, context)


def _shown(request: OfficeRequest, detail: RunDetail) -> dict[str, object]:
    case_url = ""
    if detail.header.case_id and case_queries.case_refs(request.actor, {detail.header.case_id}):
        case_url = reverse("pathways:of_case", args=[detail.header.case_id])
    return {"run": detail, "case_url": case_url}


def _offered(request: OfficeRequest, case_id: UUID, version_id: UUID) -> RunnableSop:
    offered = case_queries.pathways_of(request.actor, case_id).offered
    sop = next((one for one in offered if one.version_id == version_id), None)
    if sop is None:
        raise NotFound
    return sop


def _open_step(request: OfficeRequest, step_id: UUID) -> tuple[RunDetail, RunStepRow]:
    detail = queries.get_run(request.actor, queries.run_of_step(request.actor, step_id))
    row = next((one for one in detail.header.open_steps if one.id == step_id and one.may_finish), None)
    if row is None:
        raise NotFound
    return detail, row


def _coming(detail: RunDetail, key: str) -> ComingStep:
    row = next((one for one in detail.coming if one.key == key and one.may_do_early), None)
    if row is None:
        raise NotFound
    return row


def _deviation(request: OfficeRequest, answers: tuple[str, ...]) -> DeviationForm:
    return DeviationForm(
        request.POST if request.method == "POST" else None, actor=request.actor, answers=answers
    )
