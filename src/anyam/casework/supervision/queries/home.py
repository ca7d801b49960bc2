"""What must be done now in supervision: one's own sessions, hand-overs and decisions, and for supervisors the team."""

from uuid import UUID

from django.db.models import Max

from anyam.casework.cases.choices import CaseState
from anyam.foundation.access import Actor, Permission, query, require
from anyam.registry.readiness.choices import StandardKey
from anyam.registry.readiness.queries import days_of

from ..choices import STILL_TO_COME, DecisionState, HandoverState, SessionState
from ..models import Absence, CaseDecision, Handover, Session
from ..results import SupervisionHome, TeamRow
from .absences import absence_rows, handover_rows
from .people import carriers
from .sessions import decision_rows, session_rows

_MOST = 30
_HELD_SHOWN = 6


@query
def get_supervision(actor: Actor) -> SupervisionHome:
    """The page on which supervision begins."""
    require(actor, Permission.TAKE_PART_IN_SUPERVISION)
    sessions = Session.objects.visible_to(actor)
    planned = sessions.filter(state=SessionState.PLANNED).order_by("planned_on", "id")
    absences = Absence.objects.visible_to(actor).filter(state__in=STILL_TO_COME).order_by("first_on", "id")
    asked = Handover.objects.visible_to(actor).select_related("absence").filter(
        to_id=actor.user_id, state__in=[HandoverState.ASKED, HandoverState.RUNNING]
    )  # fmt: skip
    decisions = CaseDecision.objects.visible_to(actor).filter(
        owner_id=actor.user_id, state=DecisionState.OPEN, case__state=CaseState.OPEN
    )
    team = _team(actor) if actor.may(Permission.SUPERVISE_WORKERS) else ()
    return SupervisionHome(
        sessions=session_rows(actor, list(planned[:_MOST])),
        held=session_rows(actor, list(sessions.filter(state=SessionState.HELD)[:_HELD_SHOWN])),
        absences=absence_rows(actor, list(absences[:_MOST])),
        handovers=handover_rows(actor, list(asked[:_MOST])),
        decisions=decision_rows(actor, list(decisions[:_MOST])),
        team=team,
        without_session=sum(row.next_id is None for row in team),
        days_between=days_of(actor, StandardKey.SUPERVISION_DAYS, actor.agency_id) if actor.agency_id else 0,
        supervises=actor.may(Permission.SUPERVISE_WORKERS),
    )


def _team(actor: Actor) -> tuple[TeamRow, ...]:
    """Everybody who carries cases here, by name; with one's own sessions only, the others' are between others."""
    found = Session.objects.visible_to(actor)
    held = found.filter(state=SessionState.HELD).order_by().values_list("worker_id")
    last = dict(held.annotate(Max("held_on")))
    planned: dict[UUID, Session] = {one.worker_id: one for one in found.filter(state=SessionState.PLANNED)}
    return tuple(
        TeamRow(
            user_id=one.id,
            name=one.name,
            last_held_on=last.get(one.id),
            next_id=planned[one.id].pk if one.id in planned else None,
            next_on=planned[one.id].planned_on if one.id in planned else None,
        )
        for one in carriers(actor)
        if one.id != actor.user_id
    )
