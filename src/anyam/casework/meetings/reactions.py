"""What happens to conferences because of what happened to their case."""

from anyam.casework.cases.choices import ActionState
from anyam.casework.cases.events import CaseClosed, PlanActionMoved
from anyam.foundation.access import Actor
from anyam.foundation.events.definitions import EventInfo
from anyam.foundation.events.reactions import reacts_to

from .actions import cancel_conferences_of, end_with_action


@reacts_to(CaseClosed)
def cancel_conferences_of_closed_case(event: CaseClosed, about: EventInfo) -> None:
    """Nothing is left to confer about; whoever was invited is told."""
    cancel_conferences_of(Actor.system("case closed"), case_id=event.case_id)


@reacts_to(PlanActionMoved)
def end_decision_with_its_action(event: PlanActionMoved, about: EventInfo) -> None:
    """What the plan says is done, or dropped, nobody is asked for a second time."""
    if event.line_id and event.state in {ActionState.DONE, ActionState.DROPPED}:
        is_done = event.state == ActionState.DONE
        end_with_action(Actor.system("plan action ended"), line_id=event.line_id, is_done=is_done)
