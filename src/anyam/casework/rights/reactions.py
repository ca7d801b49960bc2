"""What data protection does because of what others judged."""

from anyam.casework.oversight.choices import Finding
from anyam.casework.oversight.events import LookReviewClosed
from anyam.foundation.access import Actor
from anyam.foundation.events.definitions import EventInfo
from anyam.foundation.events.reactions import reacts_to
from anyam.registry.agencies.queries import districts_of

from .actions import open_breach_after_review


@reacts_to(LookReviewClosed)
def take_up_possible_harm(event: LookReviewClosed, about: EventInfo) -> None:
    """A look that may have done harm is an incident: its 3x24 hours run from the judgement."""
    if event.finding != Finding.HARM_POSSIBLE:
        return
    system = Actor.system("a look that may have done harm")
    open_breach_after_review(
        system,
        review_id=event.subject_id,
        looker_id=event.looker_id,
        looker_agency_id=event.looker_agency_id,
        district_code=districts_of(system, [event.looker_agency_id])[event.looker_agency_id],
        once=event.subject_id,
    )
