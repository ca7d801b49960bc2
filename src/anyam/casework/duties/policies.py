"""Who keeps duties, and who does them."""

from anyam.foundation.access import Actor, Permission

from .choices import OccurrenceState
from .models import Duty, Occurrence


def may_keep(actor: Actor, duty: Duty) -> bool:
    """Those who keep the promises of the agency that owes it."""
    return actor.may(Permission.KEEP_DUTIES) and actor.agency_id == duty.agency_id and not actor.is_system


def owns(actor: Actor, duty: Duty) -> bool:
    """Whoever it was given to, in person or by their role."""
    if actor.is_system or actor.agency_id != duty.agency_id:
        return False
    return duty.assignee_id == actor.user_id if duty.assignee_id else duty.role in actor.roles


def may_report(actor: Actor, occurrence: Occurrence) -> bool:
    is_open = occurrence.state == OccurrenceState.OPEN
    return is_open and (owns(actor, occurrence.duty) or may_keep(actor, occurrence.duty))


def may_excuse(actor: Actor, occurrence: Occurrence) -> bool:
    return occurrence.state == OccurrenceState.OPEN and may_keep(actor, occurrence.duty)
