"""What the end of a case, or of an action of its plan, means for its conferences."""

from uuid import UUID

from anyam.foundation.access import Actor, action
from anyam.foundation.core import clock
from anyam.foundation.events.recording import record

from ..choices import STILL_OPEN, CancelReason, DecisionState, DropReason, MeetingState
from ..events import DecisionConfirmed, DecisionDropped
from ..models import Decision, Meeting
from .clocks import forget_clocks
from .convening import cancel
from .opening import take_decision


@action()
def cancel_conferences_of(actor: Actor, *, case_id: UUID) -> int:
    """Cancel what was still planned about a case that has closed; how many there were."""
    planned = Meeting.objects.visible_to(actor).filter(case_id=case_id, state=MeetingState.PLANNED)
    found = list(planned.select_for_update(of=("self",)))
    for meeting in found:
        cancel(actor, meeting, CancelReason.SETTLED)
    return len(found)


@action()
def end_with_action(actor: Actor, *, line_id: UUID, is_done: bool) -> int:
    """End the decision whose action of the plan was recorded as done or dropped elsewhere; how many there were."""
    found = Decision.objects.visible_to(actor).filter(line_id=line_id, state__in=STILL_OPEN)
    ending = list(found.select_for_update(of=("self",)).select_related("meeting"))
    for decision in ending:
        decision.state = DecisionState.DONE if is_done else DecisionState.DROPPED
        decision.ended_at = clock.now()
        decision.drop_reason = "" if is_done else DropReason.OVERTAKEN
        decision.save(update_fields=["state", "ended_at", "drop_reason"])
        forget_clocks(actor, [decision.pk])
        take_decision(actor, decision)
        case_id, agency_id = decision.meeting.case_id, decision.agency_id
        in_time = clock.today() <= decision.due_on
        record(
            actor,
            DecisionConfirmed(decision.pk, agency_id, in_time, case_id)
            if is_done
            else DecisionDropped(decision.pk, agency_id, DropReason.OVERTAKEN, case_id),
        )
    return len(ending)
