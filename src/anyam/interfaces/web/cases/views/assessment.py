"""Filling in an instrument on a case: its sections, what is known already, completing it."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from anyam.casework.cases import actions, choices, queries
from anyam.casework.cases.choices import MAIN_ASSESSMENT
from anyam.casework.cases.results import AssessmentDetail, Section
from anyam.foundation.access import NotFound
from anyam.foundation.core.refusals import Refusal

from ...components.forms import AnyamForm
from ...layouts.perform import perform
from ...layouts.requests import OfficeRequest
from ..forms import CompleteForm, CompleteWithNeedsForm, SectionForm
from ..page import case_page
from .filled import in_words

MORE = "tambah"
"""Names a repeat in the address of a section that is shown with one turn more."""


@require_GET
def overview(request: OfficeRequest, case_id: UUID, instrument: str = MAIN_ASSESSMENT) -> HttpResponse:
    assessment = queries.get_assessment(request.actor, case_id, instrument=instrument)
    form = CompleteForm()
    if assessment.asks_needs:
        form = CompleteWithNeedsForm(initial={"needs": list(assessment.needs)})
    return _overview_page(request, assessment, form)


@require_POST
def complete(request: OfficeRequest, case_id: UUID, instrument: str) -> HttpResponseBase:
    assessment = queries.get_assessment(request.actor, case_id, instrument=instrument)
    kind = CompleteWithNeedsForm if assessment.asks_needs else CompleteForm
    form = kind(request.POST, actor=request.actor)
    if form.is_valid():
        given = {"case_id": case_id, "instrument": instrument, "needs": form.cleaned_data.get("needs", ())}
        if done := perform(form, actions.complete_assessment, request.actor, **given):
            if assessment.asks_needs:
                messages.success(request, _("The assessment is complete. Next: the plan."))
                return redirect("cases:plan", case_id)
            messages.success(request, _("It is complete. It can be read and printed here."))
            return redirect("cases:filled", case_id, done.value)
    return _overview_page(request, assessment, form)


@require_http_methods(["GET", "POST"])
def section(request: OfficeRequest, case_id: UUID, instrument: str, section: str) -> HttpResponseBase:
    more = request.GET.get(MORE, "")
    assessment = queries.get_assessment(request.actor, case_id, instrument=instrument, more=more)
    here, following = _found(assessment, section)
    form = SectionForm(
        request.POST or None, section=here, usual_source=assessment.usual_source, actor=request.actor
    )
    if form.is_bound and form.is_valid() and _saved(request, assessment, form):
        return _after_saving(request, assessment, here)
    context = {"assessment": assessment, "section": here, "following": following, "more": more}
    return case_page(
        request, "cases/assessment_section.html", assessment.header, "assessment", context, form=form
    )


@require_POST
def autosave(request: OfficeRequest, case_id: UUID, instrument: str, section: str) -> HttpResponse:
    """Keeps what can be kept of a half-filled section, and answers what the server makes of it."""
    more = request.GET.get(MORE, "")
    assessment = queries.get_assessment(request.actor, case_id, instrument=instrument, more=more)
    here, _following = _found(assessment, section)
    form = SectionForm(request.POST, section=here, actor=request.actor)
    form.is_valid()
    done = _saved(request, assessment, form)
    return JsonResponse(_verdict(request, assessment, section, more), status=200 if done else 422)


@require_http_methods(["GET", "POST"])
def move(request: OfficeRequest, case_id: UUID, instrument: str) -> HttpResponseBase:
    """Shows what a draft keeps and leaves behind in the version in force, and moves it when asked."""
    moving = queries.get_moving(request.actor, case_id, instrument=instrument)
    if moving is None:
        return redirect("cases:instrument", case_id, instrument)
    form = AnyamForm(request.POST or None, actor=request.actor)
    if form.is_bound and perform(
        form, actions.move_draft, request.actor, case_id=case_id, instrument=instrument
    ):
        messages.success(request, _("The draft goes on with the version in force."))
        return redirect("cases:instrument", case_id, instrument)
    return case_page(
        request, "cases/assessment_move.html", moving.header, "assessment", {"moving": moving}, form=form
    )


@require_POST
def discard(request: OfficeRequest, case_id: UUID, instrument: str) -> HttpResponseBase:
    assessment = queries.get_assessment(request.actor, case_id, instrument=instrument)
    if not assessment.may_change:
        raise NotFound("draft")
    if assessment.id is None:  # thrown away already
        return redirect("cases:instruments", case_id)
    try:
        actions.discard_draft(request.actor, case_id=case_id, instrument=instrument)
    except Refusal as refusal:
        messages.error(request, str(refusal.sentence))
        return redirect("cases:instrument", case_id, instrument)
    messages.success(request, _("The draft was thrown away."))
    return redirect("cases:instruments", case_id)


def _saved(request: OfficeRequest, assessment: AssessmentDetail, form: SectionForm) -> bool:
    """Whether the answers are kept, and a turn that was to go is out."""
    given = {"case_id": assessment.header.id, "instrument": assessment.instrument}
    if not perform(form, actions.save_answers, request.actor, **given, answers=form.answers()):
        return False
    repeat, _at, number = request.POST.get("remove", "").rpartition(" ")
    if not repeat or not number.isdecimal():
        return True
    done = perform(form, actions.remove_turn, request.actor, **given, repeat=repeat, number=int(number))
    return done is not None


def _after_saving(request: OfficeRequest, assessment: AssessmentDetail, here: Section) -> HttpResponseBase:
    case_id, instrument = assessment.header.id, assessment.instrument
    same = reverse("cases:instrument_section", args=[case_id, instrument, here.code])
    if request.POST.get("more"):
        return redirect(f"{same}?{urlencode({MORE: request.POST['more']})}")
    if "remove" in request.POST:
        return redirect(same)
    now = queries.get_assessment(request.actor, case_id, instrument=instrument)
    was = {question.place for question in here.asked}
    part, following = _found(now, here.code)
    if any(question.place not in was and not question.is_answered for question in part.asked):
        messages.info(request, _("Your answers bring up something more to ask here."))
        return redirect(same)
    if following and "next" in request.POST:
        return redirect("cases:instrument_section", case_id, instrument, following.code)
    return redirect("cases:instrument", case_id, instrument)


def _verdict(request: OfficeRequest, assessment: AssessmentDetail, code: str, more: str) -> dict[str, object]:
    """What the server says of the section now: which lines apply, what does not fit, what was worked out."""
    now = queries.get_assessment(
        request.actor, assessment.header.id, instrument=assessment.instrument, more=more
    )
    part = next((one for one in now.sections if one.code == code), None)
    questions = part.questions if part else ()
    return {
        "relevant": {
            line.place: line.is_relevant for line in (part.lines if part else ()) if hasattr(line, "place")
        },
        "problems": {one.place: one.problem for one in questions if one.problem},
        "texts": {one.place: one.label for one in questions if not one.is_asked},
    }


def _overview_page(request: OfficeRequest, assessment: AssessmentDetail, form: CompleteForm) -> HttpResponse:
    tasks = [
        {
            "label": part.title,
            "section": part,
            "state": _("Complete") if part.is_complete else _("Begun") if part.answered else _("Not begun"),
            "tone": "green" if part.is_complete else "yellow" if part.answered else "",
        }
        for part in assessment.sections
        if part.is_relevant
    ]
    shown = _last_completed(request, assessment)
    context = {
        **in_words(shown or assessment),
        "assessment": assessment,
        "shown": shown,
        "tasks": tasks,
        "need_labels": choices.needs().labels(assessment.needs),
    }
    return case_page(request, "cases/assessment.html", assessment.header, "assessment", context, form=form)


def _last_completed(request: OfficeRequest, assessment: AssessmentDetail) -> AssessmentDetail | None:
    """While nothing new is begun, the last completed filling is what there is to read."""
    if assessment.id or not assessment.earlier:
        return None
    return queries.get_assessment(request.actor, assessment.header.id, assessment.earlier[0].id)


def _found(assessment: AssessmentDetail, code: str) -> tuple[Section, Section | None]:
    shown = [part for part in assessment.sections if part.is_relevant or part.code == code]
    codes = [part.code for part in shown]
    if code not in codes or not assessment.may_change:
        raise NotFound("section")
    place = codes.index(code)
    rest = shown[place + 1 :]
    return shown[place], rest[0] if rest else None
