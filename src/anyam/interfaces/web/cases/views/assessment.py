"""The guided assessment: sections, what is known already, needs."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from anyam.casework.cases import actions, choices, queries
from anyam.casework.cases.results import AssessmentDetail, Section
from anyam.foundation.access import NotFound

from ...layouts.perform import perform
from ...layouts.requests import OfficeRequest
from ..forms import CompleteForm, SectionForm, known_words
from ..page import case_page


@require_GET
def overview(request: OfficeRequest, case_id: UUID) -> HttpResponse:
    assessment = queries.get_assessment(request.actor, case_id)
    return _overview_page(request, assessment, CompleteForm(initial={"needs": list(assessment.needs)}))


@require_POST
def complete(request: OfficeRequest, case_id: UUID) -> HttpResponseBase:
    form = CompleteForm(request.POST, actor=request.actor)
    if form.is_valid():
        needs = form.cleaned_data["needs"]
        if perform(form, actions.complete_assessment, request.actor, case_id=case_id, needs=needs):
            messages.success(request, _("The assessment is complete. Next: the plan."))
            return redirect("cases:plan", case_id)
    return _overview_page(request, queries.get_assessment(request.actor, case_id), form)


@require_http_methods(["GET", "POST"])
def section(request: OfficeRequest, case_id: UUID, section: str) -> HttpResponseBase:
    assessment = queries.get_assessment(request.actor, case_id)
    here, following = _found(assessment, section)
    form = SectionForm(request.POST or None, section=here, actor=request.actor)
    if (
        form.is_bound
        and form.is_valid()
        and perform(form, actions.save_answers, request.actor, case_id=case_id, answers=form.answers())
    ):
        if following and "next" in request.POST:
            return redirect("cases:assessment_section", case_id, following.code)
        return redirect("cases:assessment", case_id)
    context = {"assessment": assessment, "section": here, "following": following}
    return case_page(
        request, "cases/assessment_section.html", assessment.header, "assessment", context, form=form
    )


@require_POST
def autosave(request: OfficeRequest, case_id: UUID, section: str) -> HttpResponse:
    """Keeps what can be kept of a half-filled section; answers without a page."""
    assessment = queries.get_assessment(request.actor, case_id)
    here, _following = _found(assessment, section)
    form = SectionForm(request.POST, section=here, actor=request.actor)
    form.is_valid()
    done = perform(form, actions.save_answers, request.actor, case_id=case_id, answers=form.answers())
    return HttpResponse(status=204 if done else 422)


@require_GET
def earlier(request: OfficeRequest, case_id: UUID, assessment_id: UUID) -> HttpResponse:
    assessment = queries.get_assessment(request.actor, case_id, assessment_id=assessment_id)
    context = _answers(assessment)
    return case_page(request, "cases/assessment_earlier.html", assessment.header, "assessment", context)


def _overview_page(request: OfficeRequest, assessment: AssessmentDetail, form: CompleteForm) -> HttpResponse:
    tasks = [
        {
            "label": part.title,
            "section": part,
            "state": _("Complete") if part.is_complete else _("Begun") if part.answered else _("Not begun"),
            "tone": "green" if part.is_complete else "yellow" if part.answered else "",
        }
        for part in assessment.sections
    ]
    shown = _last_completed(request, assessment)
    context = {**_answers(shown or assessment), "assessment": assessment, "shown": shown, "tasks": tasks}
    return case_page(request, "cases/assessment.html", assessment.header, "assessment", context, form=form)


def _last_completed(request: OfficeRequest, assessment: AssessmentDetail) -> AssessmentDetail | None:
    """While nothing new is begun, the last completed assessment is what there is to read."""
    if assessment.id or not assessment.earlier:
        return None
    last = assessment.earlier[0].id
    return queries.get_assessment(request.actor, assessment.header.id, assessment_id=last)


def _answers(assessment: AssessmentDetail) -> dict[str, object]:
    """The assessment with every answer in words."""
    parts = [
        {
            "section": part,
            "rows": [
                {
                    "label": question.label,
                    "value": known_words(question),
                    "source": question.source_label,
                    "source_at": question.known_at,
                }
                for question in part.questions
                if known_words(question)
            ],
        }
        for part in assessment.sections
    ]
    return {"assessment": assessment, "parts": parts, "need_labels": choices.needs().labels(assessment.needs)}


def _found(assessment: AssessmentDetail, code: str) -> tuple[Section, Section | None]:
    codes = [part.code for part in assessment.sections]
    if code not in codes or not assessment.may_change:
        raise NotFound("section")
    place = codes.index(code)
    rest = assessment.sections[place + 1 :]
    return assessment.sections[place], rest[0] if rest else None
