"""The task matrix: of a plan for those at work with the case, and of one's own agency across the plans."""

from collections.abc import Sequence
from uuid import UUID

from anyam.casework.cases import choices
from anyam.casework.cases.choices import ActionState, CaseState, PlanState, TaskPart
from anyam.casework.cases.models import PlanAction, PlanPart
from anyam.casework.cases.queries.header import find_case, header_of
from anyam.casework.cases.queries.plans import present_plan
from anyam.casework.cases.results import AgencyTask, MatrixRow, TaskMatrix
from anyam.foundation.access import Actor, NotFound, Permission, query, require
from anyam.foundation.access.row_context import acting
from anyam.foundation.access.visibility import grants_for, not_barred
from anyam.foundation.core import clock
from anyam.registry.agencies.queries import agency_names

_SYSTEM = Actor.system("an agency reads its part in plans")
_ENDED = (ActionState.DONE, ActionState.DROPPED)
_MOST = 200


@query
def get_task_matrix(actor: Actor, case_id: UUID) -> TaskMatrix:
    """The plan's actions by agency: the draft while there is one, else the plan in force. Raises NotFound."""
    case = find_case(actor, case_id)
    header = header_of(actor, case, part="plan")
    plan = present_plan(case, False)
    actions = (
        PlanAction.objects.filter(goal__plan=plan).order_by("goal__position", "due_on", "id") if plan else []
    )
    found = list(actions)
    parts = _parts(found)
    ids = {agency_id for those in parts.values() for agency_id in those}
    names = agency_names(actor, ids)
    ordered = sorted(ids, key=lambda one: (one != case.agency_id, names[one].short_name, str(one)))
    rows = tuple(
        MatrixRow(
            action_id=one.pk,
            title=one.title,
            need_label=choices.needs().label(one.need),
            due_on=one.due_on,
            state_label=str(ActionState(one.state).label),
            parts=tuple(parts[one.line_id].get(agency_id, "") for agency_id in ordered),
        )
        for one in found
    )
    return TaskMatrix(
        header=header,
        agencies=tuple((one, names[one].short_name) for one in ordered),
        rows=rows,
        is_agreed=plan is not None and plan.state == PlanState.AGREED,
        may_change=header.may_plan,
    )


@query
def parts_of_action(actor: Actor, case_id: UUID, action_id: UUID) -> dict[UUID, str]:
    """Which agency has which part in one action of the present plan. Raises NotFound."""
    case = find_case(actor, case_id)
    found = PlanAction.objects.filter(goal__plan=present_plan(case, False), pk=action_id).first()
    if found is None:
        raise NotFound("plan action")
    return _parts([found])[found.line_id]


@query
def find_agency_tasks(actor: Actor) -> tuple[AgencyTask, ...]:
    """Where one's agency leads, supports or is informed, as far as it was opened to the reader; the earliest first."""
    require(actor, Permission.TAKE_PART_IN_MEETINGS)
    if actor.agency_id is None:
        return ()
    opened = list(grants_for(actor).values_list("dossier_id", flat=True))
    with acting(_SYSTEM):
        standing = PlanAction.objects.filter(
            not_barred(actor, "dossier_id"),
            line_id__in=opened,
            goal__plan__state=PlanState.AGREED,
            goal__plan__case__state=CaseState.OPEN,
        ).exclude(state__in=_ENDED)
        found = list(standing.order_by("due_on", "id")[:_MOST])
        parts = _parts(found)
        mine = [one for one in found if actor.agency_id in parts[one.line_id]]
        names = agency_names(actor, {agency_id for one in mine for agency_id in parts[one.line_id]})
        return tuple(
            AgencyTask(
                line_id=one.line_id,
                part=parts[one.line_id][actor.agency_id],
                part_label=str(TaskPart(parts[one.line_id][actor.agency_id]).label),
                title=one.title,
                need_label=choices.needs().label(one.need),
                due_on=one.due_on,
                is_overdue=one.due_on < clock.today(),
                state_label=str(ActionState(one.state).label),
                lead=names[one.agency_id].short_name,
                lead_phone=names[one.agency_id].phone,
                others=tuple(
                    sorted(
                        names[agency_id].short_name
                        for agency_id in parts[one.line_id]
                        if agency_id not in {actor.agency_id, one.agency_id}
                    )
                ),
            )
            for one in mine
        )


def _parts(actions: Sequence[PlanAction]) -> dict[UUID, dict[UUID, str]]:
    """By line: each agency's part; whoever owns the action leads it, whatever else was written."""
    found: dict[UUID, dict[UUID, str]] = {one.line_id: {} for one in actions}
    for part in PlanPart.objects.filter(line_id__in=list(found)).order_by("id"):
        found[part.line_id][part.agency_id] = part.part
    for one in actions:
        found[one.line_id][one.agency_id] = TaskPart.LEAD
    return found
