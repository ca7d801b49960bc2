"""The plan: goals, and actions each owned by an agency with a due date."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from anyam.casework.acting.choices import ActKind
from anyam.casework.cases import actions, queries
from anyam.casework.cases.choices import ActionState, PlanState
from anyam.casework.cases.results import GoalRow, PlanActionRow, PlanDetail
from anyam.foundation.access import NotFound
from anyam.foundation.core.refusals import Refusal

from ...acting.asking import WhoActs
from ...layouts.perform import perform
from ...layouts.requests import OfficeRequest
from ..agencies import agency_choices
from ..forms import AgreeForm, GoalForm, PlanActionForm, ProgressForm
from ..page import case_page

LANES = {
    ActionState.TO_DO: "waiting",
    ActionState.RUNNING: "running",
    ActionState.STUCK: "blocked",
    ActionState.DONE: "done",
}


@require_GET
def overview(request: OfficeRequest, case_id: UUID) -> HttpResponse:
    """The draft while there is one; the plan in force with `?in_force=1`."""
    is_in_force = request.GET.get("in_force") == "1"
    plan = queries.get_plan(request.actor, case_id, is_agreed_only=is_in_force)
    context = {
        "plan": plan,
        "view": "board" if request.GET.get("view") == "board" else "list",
        "lanes": lanes(plan),
        "first_goal": plan.goals[0] if plan.goals else None,
        "is_draft": plan.may_change and plan.state != PlanState.AGREED,
        "is_in_force": is_in_force,
    }
    return case_page(request, "cases/plan.html", plan.header, "plan", context)


@require_GET
def family_copy(request: OfficeRequest, case_id: UUID) -> HttpResponse:
    plan = queries.get_plan(request.actor, case_id, is_agreed_only=True)
    plan = plan if plan.goals else queries.get_plan(request.actor, case_id)
    return render(request, "cases/plan_print.html", {"plan": plan, "header": plan.header})


@require_POST
def change(request: OfficeRequest, case_id: UUID) -> HttpResponseBase:
    """Open a draft of the agreed plan; the agreed one stays in force until the draft is agreed."""
    try:
        actions.change_plan(request.actor, case_id=case_id)
    except Refusal as refusal:
        messages.error(request, str(refusal.sentence))
    return redirect("cases:plan", case_id)


@require_http_methods(["GET", "POST"])
def goal(request: OfficeRequest, case_id: UUID, goal_id: UUID | None = None) -> HttpResponseBase:
    plan = queries.get_plan(request.actor, case_id)
    known = _goal(plan, goal_id) if goal_id else None
    _ask_may_change(plan)
    form = GoalForm(request.POST or None, initial={"text": known.text if known else ""}, actor=request.actor)
    if form.is_bound and form.is_valid():
        wish = {"text": form.cleaned_data["text"], "goal_id": goal_id, "once": form.once}
        done = perform(form, actions.save_goal, request.actor, case_id=case_id, **wish)
        if done:
            messages.success(request, _("The goal is saved."))
            return redirect("cases:plan", case_id)
    context = {"plan": plan, "goal": known}
    return case_page(request, "cases/plan_goal.html", plan.header, "plan", context, form=form)


@require_POST
def remove_goal(request: OfficeRequest, case_id: UUID, goal_id: UUID) -> HttpResponseBase:
    return _removed(request, actions.remove_goal, case_id=case_id, goal_id=goal_id)


@require_http_methods(["GET", "POST"])
def action(request: OfficeRequest, case_id: UUID, goal_id: UUID) -> HttpResponseBase:
    plan = queries.get_plan(request.actor, case_id)
    _ask_may_change(plan)
    need = request.GET.get("need", "")
    return _action_page(request, plan, _goal(plan, goal_id), None, {"need": need})


@require_http_methods(["GET", "POST"])
def change_action(request: OfficeRequest, case_id: UUID, action_id: UUID) -> HttpResponseBase:
    plan = queries.get_plan(request.actor, case_id)
    _ask_may_change(plan)
    goal, known = _action(plan, action_id)
    now = {
        "title": known.title,
        "need": known.need,
        "agency_id": str(known.agency_id),
        "due_on": known.due_on,
    }
    return _action_page(request, plan, goal, known, now)


@require_POST
def remove_action(request: OfficeRequest, case_id: UUID, action_id: UUID) -> HttpResponseBase:
    return _removed(request, actions.remove_plan_action, case_id=case_id, action_id=action_id)


@require_http_methods(["GET", "POST"])
def progress(request: OfficeRequest, case_id: UUID, action_id: UUID) -> HttpResponseBase:
    plan = queries.get_plan(request.actor, case_id, is_agreed_only=True)
    _goal, known = _action(plan, action_id)
    form = ProgressForm(request.POST or None, initial={"state": known.state}, actor=request.actor)
    if form.is_bound and form.is_valid():
        wish = {"state": form.cleaned_data["state"], "note": form.cleaned_data["note"]}
        if perform(
            form, actions.record_progress, request.actor, case_id=case_id, action_id=action_id, **wish
        ):
            messages.success(request, _("Progress is noted."))
            return redirect(f"{reverse('cases:plan', args=[case_id])}?in_force=1")
    context = {"plan": plan, "action": known}
    return case_page(request, "cases/plan_progress.html", plan.header, "plan", context, form=form)


@require_http_methods(["GET", "POST"])
def agree(request: OfficeRequest, case_id: UUID) -> HttpResponseBase:
    plan = queries.get_plan(request.actor, case_id)
    form = AgreeForm(request.POST or None, actor=request.actor)
    if form.is_bound and form.is_valid():
        wish = {name: value for name, value in form.cleaned_data.items() if name != "submission"}
        if perform(form, actions.agree_plan, request.actor, case_id=case_id, **wish):
            messages.success(request, _("The plan is agreed. The family can have their copy."))
            return redirect("cases:plan", case_id)
    return case_page(request, "cases/plan_agree.html", plan.header, "plan", {"plan": plan}, form=form)


def lanes(plan: PlanDetail) -> list[dict[str, object]]:
    """The plan's actions by how far they are."""
    rows = [row for goal in plan.goals for row in goal.actions]
    return [
        {"kind": kind, "title": state.label, "rows": [row for row in rows if row.state == state]}
        for state, kind in LANES.items()
    ]


def _action_page(
    request: OfficeRequest,
    plan: PlanDetail,
    goal: GoalRow,
    known: PlanActionRow | None,
    now: dict[str, object],
) -> HttpResponseBase:
    agencies = agency_choices(request.actor, str(now.get("need", "")))
    form = PlanActionForm(request.POST or None, initial=now, agencies=agencies, actor=request.actor)
    question = WhoActs(request, form)
    if form.is_bound and form.is_valid():
        wish = form.wish()
        which = {"need": wish["need"], "agency_id": wish["agency_id"]}
        if question.leaves(case_id=plan.header.id, kind=ActKind.PLAN_ACTION, **which):
            return redirect("cases:plan", plan.header.id)
        ids = {"case_id": plan.header.id, "goal_id": goal.id, "action_id": known.id if known else None}
        done = question.save(actions.save_plan_action, request.actor, **ids, **wish, once=form.once)
        if done:
            messages.success(request, _("The action is in the plan."))
            return redirect("cases:plan", plan.header.id)
    context = {"plan": plan, "goal": goal, "action": known, "question": question}
    return case_page(request, "cases/plan_action.html", plan.header, "plan", context, form=form)


def _removed(
    request: OfficeRequest, remove: Callable[..., None], *, case_id: UUID, **which: UUID
) -> HttpResponseBase:
    """Take something out of the plan; a refusal is said above the plan."""
    try:
        remove(request.actor, case_id=case_id, **which)
    except Refusal as refusal:
        messages.error(request, str(refusal.sentence))
    return redirect("cases:plan", case_id)


def _ask_may_change(plan: PlanDetail) -> None:
    if not plan.may_change or plan.state == PlanState.AGREED:
        raise NotFound("plan")


def _goal(plan: PlanDetail, goal_id: UUID) -> GoalRow:
    found = [goal for goal in plan.goals if goal.id == goal_id]
    if not found:
        raise NotFound("goal")
    return found[0]


def _action(plan: PlanDetail, action_id: UUID) -> tuple[GoalRow, PlanActionRow]:
    found = [(goal, row) for goal in plan.goals for row in goal.actions if row.id == action_id]
    if not found:
        raise NotFound("action")
    return found[0]
