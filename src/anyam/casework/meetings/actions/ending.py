"""What the end of a case means for its conferences."""

from uuid import UUID

from anyam.foundation.access import Actor, action

from ..choices import CancelReason, MeetingState
from ..models import Meeting
from .convening import cancel


@action()
def cancel_conferences_of(actor: Actor, *, case_id: UUID) -> int:
    """Cancel what was still planned about a case that has closed; how many there were."""
    planned = Meeting.objects.visible_to(actor).filter(case_id=case_id, state=MeetingState.PLANNED)
    found = list(planned.select_for_update(of=("self",)))
    for meeting in found:
        cancel(actor, meeting, CancelReason.SETTLED)
    return len(found)
