"""What happens to referrals because of what happened to their case."""

from anyam.casework.cases.events import CaseClosed
from anyam.foundation.access import Actor
from anyam.foundation.events.definitions import EventInfo
from anyam.foundation.events.reactions import reacts_to

from .actions import withdraw_drafts_of


@reacts_to(CaseClosed)
def throw_drafts_of_closed_case_away(event: CaseClosed, about: EventInfo) -> None:
    """A draft that was never sent has no purpose any more; what was sent goes its way to an outcome."""
    withdraw_drafts_of(Actor.system("case closed"), case_id=event.case_id)
