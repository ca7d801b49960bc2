"""The joint plan: what a case conference decided becomes the child's plan, each agency accepting its own action."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from anyam.casework.acting.choices import Despite
from anyam.casework.cases import actions as cases
from anyam.foundation.access import Actor, NotFound, action
from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.events.recording import record

from ..choices import DecisionState, MeetingState
from ..events import JointPlanMade
from ..models import Decision, Invitation, Meeting
from .following import hand_over
from .locking import lock_to_lead


class NothingToPlan(Refusal):
    sentence = _(
        "No decision waits for the plan. A decision becomes an action of the plan when it names the need it answers."
    )


@action()
def make_joint_plan(
    actor: Actor, *, meeting_id: UUID, review_on: date, child_took_part: bool, family_took_part: bool
) -> int:
    """Agree the plan with what was decided, and ask every other agency for its yes; how many actions there are.

    Raises what agreeing a plan raises, and NotFound for a forum.
    """
    meeting = lock_to_lead(actor, meeting_id, MeetingState.RUNNING, MeetingState.HELD)
    if meeting.case_id is None:
        raise NotFound("case conference")
    waiting = Decision.objects.filter(
        meeting=meeting, line_id__isnull=True, state__in=[DecisionState.OPEN, DecisionState.ASKED]
    )
    decisions = list(waiting.exclude(need="").order_by("position"))
    if not decisions:
        raise NothingToPlan
    planned = _write(actor, meeting.case_id, decisions)
    cases.agree_plan(
        actor,
        case_id=meeting.case_id,
        agreed_on=clock.today(),
        review_on=review_on,
        child_took_part=child_took_part,
        family_took_part=family_took_part,
    )
    for decision in decisions:
        _ask(actor, meeting, decision, planned[decision.pk])
    agencies = len({decision.agency_id for decision in decisions})
    record(actor, JointPlanMade(meeting.pk, agencies, len(decisions), meeting.case_id))
    return len(decisions)


def _write(actor: Actor, case_id: UUID, decisions: list[Decision]) -> dict[UUID, UUID]:
    """Each goal once, in the order of the decisions, with its actions; the action by decision."""
    goals: dict[str, UUID] = {}
    planned = {}
    for decision in decisions:
        words = decision.goal or gettext("What the case conference agreed")
        if words not in goals:
            goals[words] = cases.save_goal(actor, case_id=case_id, text=words)
        planned[decision.pk] = cases.save_plan_action(
            actor,
            case_id=case_id,
            goal_id=goals[words],
            title=decision.words[:300],
            need=decision.need,
            agency_id=decision.agency_id,
            due_on=decision.due_on,
            despite=Despite.CONFERENCE,
        )
    return planned


def _ask(actor: Actor, meeting: Meeting, decision: Decision, action_id: UUID) -> None:
    """Another agency is asked for its yes; the managing agency gave its own by agreeing."""
    assert meeting.case_id is not None
    invitation = Invitation.objects.filter(meeting=meeting, agency_id=decision.agency_id).first()
    person_id = invitation.person_id if invitation else None
    is_own = invitation is None or invitation.is_convener
    decision.line_id = cases.ask_agency_for_action(
        actor, case_id=meeting.case_id, action_id=action_id, user_id=None if is_own else person_id
    )
    decision.save(update_fields=["line_id"])
    hand_over(actor, meeting, decision, person_id, is_asked=not is_own)
