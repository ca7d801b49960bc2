"""The proposals for an agenda, for whoever leads the meeting."""

from uuid import UUID

from anyam.foundation.access import Actor, Permission, query, require

from ..choices import MeetingState
from ..models import Meeting
from ..policies import leads
from ..results import Proposal
from .proposals import proposals_for


@query
def find_proposals(actor: Actor, meeting_id: UUID) -> tuple[Proposal, ...]:
    """What is stuck and stands on no agenda yet; empty for others than the chair's side. Raises NotFound."""
    require(actor, Permission.TAKE_PART_IN_MEETINGS)
    meeting = Meeting.objects.visible_to(actor).one(pk=meeting_id)
    is_open = meeting.state in {MeetingState.PLANNED, MeetingState.RUNNING}
    return tuple(proposals_for(actor, meeting)) if is_open and leads(actor, meeting) else ()
