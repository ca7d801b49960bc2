"""What happens to conferences because of what happened to their case."""

from anyam.casework.cases.events import CaseClosed
from anyam.foundation.access import Actor
from anyam.foundation.events.definitions import EventInfo
from anyam.foundation.events.reactions import reacts_to

from .actions import cancel_conferences_of


@reacts_to(CaseClosed)
def cancel_conferences_of_closed_case(event: CaseClosed, about: EventInfo) -> None:
    """Nothing is left to confer about; whoever was invited is told."""
    cancel_conferences_of(Actor.system("case closed"), case_id=event.case_id)
