"""Planning: goals, and actions each owned by an agency with a date; agreed with the child and the family."""

from datetime import date, timedelta
from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from anyam.casework.acting import actions as acts
from anyam.casework.acting.choices import ActKind, Despite
from anyam.casework.acting.results import Found
from anyam.casework.cases import choices, rules
from anyam.casework.cases.actions.acting import wish_for
from anyam.casework.cases.actions.cases import end_of_day, note_activity, start_case_work
from anyam.casework.cases.actions.locking import hold_child_of, lock_open_case
from anyam.casework.cases.actions.narratives import write_narrative
from anyam.casework.cases.actions.parts import open_parts
from anyam.casework.cases.choices import Acceptance, ActionState, NarrativeKind, PlanState, Stage
from anyam.casework.cases.events import PlanActionMoved, PlanAgreed, PlanChanged, PlanDrafted
from anyam.casework.cases.models import Case, Goal, Plan, PlanAction
from anyam.casework.sops import actions as sops
from anyam.casework.sops.choices import SubjectKind, WorkKind
from anyam.foundation.access import Actor, NotFound, Permission, action
from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.core.text import clean_line
from anyam.foundation.events.recording import record
from anyam.registry.agencies import queries as agencies

LONGEST_PLAN = timedelta(days=3 * 366)
_LONGEST_GOAL = 500
_LONGEST_TITLE = 300


class GoalNeedsText(Refusal):
    sentence = _("Write what should become true for the child, in at most 500 characters.")


class ActionNeedsTitle(Refusal):
    sentence = _("Write what will be done, in at most 300 characters.")


class ChooseNeed(Refusal):
    sentence = _("Choose the need this answers.")


class ChooseAgency(Refusal):
    sentence = _("Choose the agency that will do it.")


class DateOutOfPlan(Refusal):
    sentence = _("Choose a date from today on, within three years.")


class PlanIsEmpty(Refusal):
    sentence = _("A plan needs at least one goal with one action before it can be agreed.")


class NoPlanToAgree(Refusal):
    sentence = _("There is no draft of a plan to agree.")


class AgreedInTheFuture(Refusal):
    sentence = _("Write the day on which it was agreed: today or earlier.")


class ActionNotRunning(Refusal):
    sentence = _("Progress is recorded on actions of an agreed plan.")


@action()
def change_plan(actor: Actor, *, case_id: UUID) -> UUID:
    """Begin to change the plan: a draft with what is still open in the agreed one; the draft's id."""
    case = lock_open_case(actor, case_id, Permission.PLAN_CASE)
    return _draft(actor, case).pk


@action(is_once=True)
def save_goal(
    actor: Actor, *, case_id: UUID, text: str, goal_id: UUID | None = None, once: UUID | None = None
) -> UUID:
    """Write or change a goal in the draft plan, beginning a draft where there is none; the goal's id."""
    case = lock_open_case(actor, case_id, Permission.PLAN_CASE)
    cleaned = clean_line(text)
    if not 0 < len(cleaned) <= _LONGEST_GOAL:
        raise GoalNeedsText(field="text")
    plan = _draft(actor, case)
    goal = (
        _goal(plan, goal_id) if goal_id else Goal(plan=plan, dossier_id=case.pk, position=plan.goals.count())
    )
    goal.text = cleaned
    goal.save()
    record(actor, PlanChanged(plan.pk, case.pk, "goal_written"))
    return goal.pk


@action()
def remove_goal(actor: Actor, *, case_id: UUID, goal_id: UUID) -> None:
    """Take a goal and its actions out of the draft plan."""
    case = lock_open_case(actor, case_id, Permission.PLAN_CASE)
    plan = _draft(actor, case)
    _goal(plan, goal_id).delete()
    record(actor, PlanChanged(plan.pk, case.pk, "goal_removed"))


@action(is_once=True)
def save_plan_action(
    actor: Actor,
    *,
    case_id: UUID,
    goal_id: UUID,
    title: str,
    need: str,
    agency_id: UUID | None,
    due_on: date | None,
    action_id: UUID | None = None,
    despite: Despite | str | None = None,
    once: UUID | None = None,
) -> UUID:
    """Write or change an action under a goal of the draft plan; the action's id.

    Raises AlreadyActing where another agency does the same for the child, unless `despite` says why to go on.
    """
    hold_child_of(actor, case_id, Permission.PLAN_CASE)
    case = lock_open_case(actor, case_id, Permission.PLAN_CASE)
    plan = _draft(actor, case)
    goal = _goal(plan, goal_id)
    values = _checked_action(actor, title, need, agency_id, due_on)
    planned = _plan_action(plan, action_id) if action_id else PlanAction(goal=goal, dossier_id=case.pk)
    is_same = (planned.agency_id, planned.need) == (agency_id, need)
    found = None if is_same or agency_id is None else _ask_who_acts(actor, case, agency_id, need, despite)
    if planned.acceptance and (planned.agency_id, planned.due_on) != (agency_id, due_on):
        planned.acceptance = ""  # the yes was for something else
    for name, value in values.items():
        setattr(planned, name, value)
    planned.save()
    record(actor, PlanChanged(plan.pk, case.pk, "action_written"))
    if found:
        acts.note_going_on(actor, found, planned.pk)
    return planned.pk


@action()
def remove_plan_action(actor: Actor, *, case_id: UUID, action_id: UUID) -> None:
    """Take an action out of the draft plan."""
    case = lock_open_case(actor, case_id, Permission.PLAN_CASE)
    plan = _draft(actor, case)
    _plan_action(plan, action_id).delete()
    record(actor, PlanChanged(plan.pk, case.pk, "action_removed"))


@action()
def agree_plan(
    actor: Actor,
    *,
    case_id: UUID,
    agreed_on: date,
    review_on: date,
    child_took_part: bool,
    family_took_part: bool,
) -> None:
    """Agree the draft plan: every action becomes work with a date, the review too; an earlier plan is replaced."""
    case = lock_open_case(actor, case_id, Permission.PLAN_CASE)
    plan = Plan.objects.select_for_update().filter(case=case, state=PlanState.DRAFT).first()
    if plan is None:
        raise NoPlanToAgree
    actions = list(PlanAction.objects.filter(goal__plan=plan).order_by("goal__position", "id"))
    if not actions:
        raise PlanIsEmpty
    if agreed_on > clock.today() or agreed_on < clock.local(case.opened_at).date():
        raise AgreedInTheFuture(field="agreed_on")
    _check_day(review_on, "review_on")
    _replace_agreed(actor, case)
    plan.state, plan.agreed_on, plan.agreed_by_id, plan.review_on = (
        PlanState.AGREED,
        agreed_on,
        actor.user_id,
        review_on,
    )
    plan.child_took_part, plan.family_took_part = child_took_part, family_took_part
    plan.save()
    for planned in actions:
        _start_action_work(actor, case, planned)
    Case.objects.filter(pk=case.pk).update(stage=rules.later_stage(case.stage, Stage.SERVICES))
    sops.finish_work(actor, case.pk, WorkKind.PLAN)
    start_case_work(actor, case, WorkKind.REVIEW, due_at=end_of_day(review_on))
    note_activity(actor, case.pk)
    involved = tuple(sorted({planned.agency_id for planned in actions}))
    number = record(
        actor,
        PlanAgreed(
            plan.pk,
            case.pk,
            plan.version,
            len(involved),
            involved,
            review_on,
            child_took_part,
            family_took_part,
        ),
    )
    open_parts(actor, actions, number)


@action()
def record_progress(actor: Actor, *, case_id: UUID, action_id: UUID, state: str, note: str = "") -> None:
    """Say where an action of the agreed plan stands; done and dropped end its work."""
    case = lock_open_case(actor, case_id, Permission.PLAN_CASE)
    if state not in ActionState.values:
        raise ActionNotRunning(field="state")
    planned = PlanAction.objects.filter(
        pk=action_id, goal__plan__case=case, goal__plan__state=PlanState.AGREED
    ).first()
    if planned is None:
        raise ActionNotRunning
    has_ended = state in {ActionState.DONE, ActionState.DROPPED}
    PlanAction.objects.filter(pk=planned.pk).update(
        state=state, ended_on=clock.today() if has_ended else None
    )
    write_narrative(actor, NarrativeKind.PLAN_ACTION, planned.pk, note, case_id=case.pk)
    if has_ended:
        sops.finish_work(actor, planned.pk, WorkKind.PLAN_ACTION)
    else:
        planned.state = state
        _start_action_work(actor, case, planned)
    note_activity(actor, case.pk)
    record(
        actor, PlanActionMoved(planned.pk, case.pk, planned.agency_id, planned.need, state, planned.line_id)
    )


def _draft(actor: Actor, case: Case) -> Plan:
    """The draft plan; a new one begins with what is still open in the agreed plan."""
    plan = Plan.objects.filter(case=case, state=PlanState.DRAFT).first()
    if plan:
        return plan
    last = Plan.objects.filter(case=case).aggregate(last=Max("version"))["last"] or 0
    plan = Plan.objects.create(case=case, version=last + 1, started_at=clock.now())
    agreed = Plan.objects.filter(case=case, state=PlanState.AGREED).first()
    if agreed:
        _copy_open_parts(agreed, plan)
    record(actor, PlanDrafted(plan.pk, case.pk, plan.version))
    return plan


def _copy_open_parts(agreed: Plan, draft: Plan) -> None:
    for goal in agreed.goals.order_by("position"):
        still_open = [
            a for a in goal.actions.order_by("id") if a.state not in {ActionState.DONE, ActionState.DROPPED}
        ]
        if not still_open:
            continue
        copy = Goal.objects.create(
            plan=draft, dossier_id=draft.case_id, text=goal.text, position=goal.position
        )
        for planned in still_open:
            PlanAction.objects.create(
                goal=copy,
                dossier_id=draft.case_id,
                title=planned.title,
                need=planned.need,
                agency_id=planned.agency_id,
                due_on=planned.due_on,
                state=planned.state,
                line_id=planned.line_id,
                acceptance=planned.acceptance,
                answered_at=planned.answered_at,
                answered_by_id=planned.answered_by_id,
                decline_reason=planned.decline_reason,
                decline_words=planned.decline_words,
            )


def _replace_agreed(actor: Actor, case: Case) -> None:
    agreed = Plan.objects.filter(case=case, state=PlanState.AGREED).first()
    if agreed is None:
        return
    for action_id in PlanAction.objects.filter(goal__plan=agreed).values_list("pk", flat=True):
        sops.cancel_work(actor, action_id, WorkKind.PLAN_ACTION)
    Plan.objects.filter(pk=agreed.pk).update(state=PlanState.REPLACED)


def _start_action_work(actor: Actor, case: Case, planned: PlanAction) -> None:
    is_with_agency = planned.acceptance in {Acceptance.WAITING, Acceptance.ACCEPTED}
    if planned.state in {ActionState.DONE, ActionState.DROPPED} or is_with_agency:
        return  # what an agency was asked for runs on that agency's own clock
    sops.start_work(
        actor,
        kind=WorkKind.PLAN_ACTION,
        subject_kind=SubjectKind.CASE,
        subject_id=planned.pk,
        case_id=case.pk,
        agency_id=case.agency_id,
        reference=case.number,
        assignee_id=case.worker_id or case.manager_id,
        due_at=end_of_day(planned.due_on),
    )


def _checked_action(
    actor: Actor, title: str, need: str, agency_id: UUID | None, due_on: date | None
) -> dict[str, object]:
    cleaned = clean_line(title)
    if not 0 < len(cleaned) <= _LONGEST_TITLE:
        raise ActionNeedsTitle(field="title")
    if need not in choices.needs().codes():
        raise ChooseNeed(field="need")
    if agency_id is None or agency_id not in agencies.agency_names(actor, [agency_id]):
        raise ChooseAgency(field="agency_id")
    _check_day(due_on, "due_on")
    return {"title": cleaned, "need": need, "agency_id": agency_id, "due_on": due_on}


def _check_day(day: date | None, field: str) -> None:
    if day is None or not clock.today() <= day <= clock.today() + LONGEST_PLAN:
        raise DateOutOfPlan(field=field)


def _ask_who_acts(
    actor: Actor, case: Case, agency_id: UUID, need: str, despite: Despite | str | None
) -> Found:
    wish = wish_for(actor, case_id=case.pk, kind=ActKind.PLAN_ACTION, agency_id=agency_id, need=need)
    return acts.ask_who_is_acting(actor, wish, despite)


def _goal(plan: Plan, goal_id: UUID) -> Goal:
    goal = Goal.objects.filter(plan=plan, pk=goal_id).first()
    if goal is None:
        raise NotFound("goal")
    return goal


def _plan_action(plan: Plan, action_id: UUID) -> PlanAction:
    planned = PlanAction.objects.filter(goal__plan=plan, pk=action_id).first()
    if planned is None:
        raise NotFound("plan action")
    return planned
