"""Times away: planned, handed over case by case, ended, or passed on for good."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from anyam.casework.supervision import actions, queries
from anyam.casework.supervision.results import HandoverDetail
from anyam.foundation.access import NotFound

from ...components.forms import AnyamForm
from ...layouts.perform import form_page, perform
from ...layouts.requests import OfficeRequest, posted
from ..forms import AbsenceForm, AnswerForm, GiveBackForm, PrepareForm, PressForm, pairs


@require_http_methods(["GET", "POST"])
def new(request: OfficeRequest) -> HttpResponse:
    """A time away of one's own; a supervisor plans it for others too."""
    actor = request.actor
    people = queries.list_who_may_go(actor)
    form = AbsenceForm(
        posted(request),
        actor=actor,
        initial={"person_id": str(actor.user_id)},
        people=pairs(people),
        stand_ins=pairs(queries.list_stand_ins(actor)),
    )
    if form.is_bound and form.is_valid():
        done = perform(form, actions.plan_absence, actor, absence=form.absence(), once=form.once)
        if done:
            messages.success(request, _("Planned. Now prepare the hand-over of each case."))
            return redirect("supervision:absence", done.value)
    return form_page(request, "supervision/new_absence.html", form, {"people": people})


@require_GET
def detail(request: OfficeRequest, absence_id: UUID) -> HttpResponse:
    found = queries.get_absence(request.actor, absence_id)
    return render(request, "supervision/absence.html", {"found": found, "row": found.row})


@require_http_methods(["GET", "POST"])
def end(request: OfficeRequest, absence_id: UUID) -> HttpResponse:
    found = queries.get_absence(request.actor, absence_id)
    form = PressForm(posted(request), actor=request.actor)
    if not found.may_end:
        raise NotFound("absence")
    if form.is_bound and form.is_valid() and perform(
        form, actions.end_absence, request.actor, absence_id=absence_id
    ):  # fmt: skip
        messages.success(request, _("Noted. The work is back where it was."))
        return redirect("supervision:absence", absence_id)
    context = {"row": found.row, "back_url": reverse("supervision:absence", args=[absence_id])}
    return form_page(request, "supervision/end_absence.html", form, context)


@require_http_methods(["GET", "POST"])
def complete(request: OfficeRequest, absence_id: UUID) -> HttpResponse:
    found = queries.get_absence(request.actor, absence_id)
    form = PressForm(posted(request), actor=request.actor)
    if not found.may_complete:
        raise NotFound("absence")
    if form.is_bound and form.is_valid() and perform(
        form, actions.complete_leaving, request.actor, absence_id=absence_id
    ):  # fmt: skip
        messages.success(request, _("Every case and all open work have their new owner."))
        return redirect("supervision:absence", absence_id)
    context = {"found": found, "back_url": reverse("supervision:absence", args=[absence_id])}
    return form_page(request, "supervision/complete_leaving.html", form, context)


@require_http_methods(["GET", "POST"])
def handover(request: OfficeRequest, handover_id: UUID) -> HttpResponse:
    """One case from hand to hand: whoever gives prepares it, whoever is asked answers, later it is given back."""
    line = queries.get_handover(request.actor, handover_id)
    form = _form(request, line)
    if request.method == "POST" and form is None:
        raise NotFound("hand-over")
    if form is not None and form.is_bound and form.is_valid() and _perform(request, form, handover_id):
        return redirect("supervision:absence", line.absence.id)
    context = {"line": line, "form": form}
    if form is None:
        return render(request, "supervision/handover.html", context)
    return form_page(request, "supervision/handover.html", form, context)


def _form(request: OfficeRequest, line: HandoverDetail) -> AnyamForm | None:
    """The form of what this reader may do with it now."""
    data, actor = posted(request), request.actor
    if line.may_answer:
        return AnswerForm(data, actor=actor)
    if line.may_give_back:
        return GiveBackForm(data, actor=actor)
    if line.may_prepare:
        now = {
            "safety_note": line.safety_note,
            "family_told": line.family_told,
            "to_id": str(line.row.to_id or ""),
        }
        people = queries.list_stand_ins(actor, line.absence.person_id)
        return PrepareForm(data, actor=actor, initial=now, people=pairs(people))
    return None


def _perform(request: OfficeRequest, form: AnyamForm, handover_id: UUID) -> bool:
    actor, data = request.actor, form.cleaned_data
    if isinstance(form, AnswerForm):
        takes = data["takes"] == "yes"
        done = perform(form, actions.answer_handover, actor, handover_id=handover_id, takes=takes)
        words = (
            _("Thank you. The case opens to you on the first day.") if takes else _("Somebody else is asked.")
        )
    elif isinstance(form, GiveBackForm):
        happened = data["happened"]
        done = perform(form, actions.give_case_back, actor, handover_id=handover_id, happened=happened)
        words = _("Given back. Thank you for standing in.")
    else:
        given = {name: data[name] for name in ("safety_note", "family_told")}
        to_id = UUID(data["to_id"])
        done = perform(form, actions.prepare_handover, actor, handover_id=handover_id, to_id=to_id, **given)
        words = _("Prepared. Your colleague is asked.")
    if done:
        messages.success(request, words)
    return done is not None
