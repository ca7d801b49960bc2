"""What oversight does because of what happened in cases."""

from anyam.casework.cases.events import GlassBroken
from anyam.foundation.access import Actor
from anyam.foundation.events.definitions import EventInfo
from anyam.foundation.events.reactions import reacts_to
from anyam.registry.agencies.queries import districts_of

from .actions import open_glass_review


@reacts_to(GlassBroken)
def have_emergency_access_judged(event: GlassBroken, about: EventInfo) -> None:
    """Every emergency access is judged by another agency, also one that nobody finds strange."""
    system = Actor.system("emergency access is judged")
    open_glass_review(
        system,
        key=f"glass:{about.number}",
        looker_id=event.user_id,
        looker_agency_id=event.by_agency_id,
        district_code=districts_of(system, [event.by_agency_id])[event.by_agency_id],
        case_id=event.case_id,
        case_number=event.number,
        case_agency_id=event.agency_id,
        reason=event.reason,
        at=about.occurred_at,
    )
