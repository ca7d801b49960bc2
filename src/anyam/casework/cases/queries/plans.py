"""The plan of a case."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from anyam.casework.cases import choices
from anyam.casework.cases.choices import Acceptance, ActionDecline, ActionState, NarrativeKind, PlanState
from anyam.casework.cases.models import Case, CaseNeed, Goal, Narrative, Plan, PlanAction
from anyam.casework.cases.queries.header import find_case, header_of
from anyam.casework.cases.results import AskedAction, GoalRow, PlanActionRow, PlanDetail
from anyam.foundation.access import Actor, Permission, query, require
from anyam.foundation.access.row_context import acting
from anyam.foundation.access.visibility import grants_for
from anyam.foundation.core import clock
from anyam.registry.agencies import queries as agencies
from anyam.registry.agencies.results import AgencyName

_SYSTEM = Actor.system("an agency reads the action it was asked for")
_ENDED = {ActionState.DONE, ActionState.DROPPED}


@query
def get_plan(actor: Actor, case_id: UUID, *, is_agreed_only: bool = False) -> PlanDetail:
    """The draft plan if there is one, else the agreed plan, else an empty one with the needs it should answer.

    With `is_agreed_only` a draft is passed over, as for the family's copy.
    """
    case = find_case(actor, case_id)
    header = header_of(actor, case, part="plan")
    plan = present_plan(case, is_agreed_only)
    goals = list(Goal.objects.filter(plan=plan).order_by("position", "id")) if plan else []
    actions = list(PlanAction.objects.filter(goal__in=goals).order_by("due_on", "id"))
    names = agencies.agency_names(actor, {action.agency_id for action in actions})
    told = Narrative.objects.filter(
        kind=NarrativeKind.PLAN_ACTION, subject_id__in=[action.pk for action in actions]
    )
    texts = {narrative.subject_id: narrative.text for narrative in told}
    is_draft = plan is None or plan.state == PlanState.DRAFT
    may_change = header.may_plan
    rows = {
        action.pk: _action_row(
            action, names, texts, may_change=may_change and plan is not None and not is_draft
        )
        for action in actions
    }
    return PlanDetail(
        header=header,
        id=plan.pk if plan else None,
        version=plan.version if plan else 1,
        state=plan.state if plan else "",
        state_label=str(PlanState(plan.state).label) if plan else "",
        agreed_on=plan.agreed_on if plan else None,
        review_on=plan.review_on if plan else None,
        child_took_part=plan.child_took_part if plan else False,
        family_took_part=plan.family_took_part if plan else False,
        goals=tuple(
            GoalRow(goal.pk, goal.text, tuple(rows[a.pk] for a in actions if a.goal_id == goal.pk))
            for goal in goals
        ),
        open_needs=_unanswered_needs(case, actions),
        earlier_versions=Plan.objects.filter(case=case, state=PlanState.REPLACED).count(),
        may_change=may_change,
        may_agree=may_change and plan is not None and is_draft and bool(actions),
    )


@query
def action_in_force(actor: Actor, case_id: UUID, line_id: UUID) -> UUID | None:
    """The action of the agreed plan that carries this line on; None once it stands there no more."""
    case = find_case(actor, case_id)
    found = PlanAction.objects.filter(
        goal__plan__case=case, goal__plan__state=PlanState.AGREED, line_id=line_id
    )
    return found.values_list("pk", flat=True).first()


@query
def asked_actions(actor: Actor, line_ids: Iterable[UUID]) -> dict[UUID, AskedAction]:
    """Actions by line as the agency that was asked for them reads them: no goal, no child. Others get none of them."""
    require(actor, Permission.TAKE_PART_IN_MEETINGS)
    mine = grants_for(actor).filter(dossier_id__in=list(line_ids)).values_list("dossier_id", flat=True)
    wanted = list(line_ids) if actor.is_system else list(mine)
    with acting(_SYSTEM):
        found = PlanAction.objects.filter(line_id__in=wanted, goal__plan__state=PlanState.AGREED)
        return {action.line_id: _asked(action) for action in found}


@query
def acceptances(actor: Actor, case_id: UUID, line_ids: Iterable[UUID]) -> dict[UUID, AskedAction]:
    """What the agencies said to these actions, for those to whom the case is open. Raises NotFound."""
    case = find_case(actor, case_id)
    found = PlanAction.objects.filter(goal__plan__case=case, goal__plan__state=PlanState.AGREED)
    return {action.line_id: _asked(action) for action in found.filter(line_id__in=list(line_ids))}


def _asked(action: PlanAction) -> AskedAction:
    return AskedAction(
        title=action.title,
        need_label=choices.needs().label(action.need),
        due_on=action.due_on,
        acceptance=action.acceptance,
        acceptance_label=str(Acceptance(action.acceptance).label) if action.acceptance else "",
        state_label=str(ActionState(action.state).label),
        decline_text=decline_text(action),
    )


def decline_text(action: PlanAction) -> str:
    """Why the agency said no, in its code's words and its own."""
    if action.acceptance != Acceptance.DECLINED:
        return ""
    label = str(ActionDecline(action.decline_reason).label)
    return f"{label}: {action.decline_words}" if action.decline_words else label


def present_plan(case: Case, is_agreed_only: bool) -> Plan | None:
    plans = {plan.state: plan for plan in Plan.objects.filter(case=case).exclude(state=PlanState.REPLACED)}
    agreed = plans.get(PlanState.AGREED)
    return agreed if is_agreed_only else plans.get(PlanState.DRAFT, agreed)


def _unanswered_needs(case: Case, actions: list[PlanAction]) -> tuple[tuple[str, str], ...]:
    answered = {action.need for action in actions}
    found = CaseNeed.objects.filter(case=case).order_by("need").values_list("need", flat=True)
    return tuple((need, choices.needs().label(need)) for need in found if need not in answered)


def _action_row(
    action: PlanAction, names: Mapping[UUID, AgencyName], texts: Mapping[UUID, str], *, may_change: bool
) -> PlanActionRow:
    agency = names[action.agency_id]
    return PlanActionRow(
        id=action.pk,
        title=action.title,
        need=action.need,
        need_label=choices.needs().label(action.need),
        agency_id=action.agency_id,
        agency_name=agency.name,
        agency_phone=agency.phone,
        due_on=action.due_on,
        state=action.state,
        state_label=str(ActionState(action.state).label),
        is_overdue=action.due_on < clock.today() and action.state not in _ENDED,
        note=texts.get(action.pk, ""),
        may_change=may_change,
        acceptance=action.acceptance,
        acceptance_label=str(Acceptance(action.acceptance).label) if action.acceptance else "",
        decline_text=decline_text(action),
    )
