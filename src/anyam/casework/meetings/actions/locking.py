"""Taking hold of a meeting or a decision before changing it."""

from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from anyam.foundation.access import Actor, NotFound, Permission, require
from anyam.foundation.core.refusals import Refusal

from ..choices import MeetingState
from ..models import Decision, Invitation, Meeting
from ..policies import leads


class NotAtThisMoment(Refusal):
    sentence = _(
        "The meeting has moved on meanwhile. Look at where it stands now; nothing you wrote is lost."
    )


def lock_meeting(actor: Actor, meeting_id: UUID, *states: MeetingState) -> Meeting:
    """The meeting within sight, locked until the action ends. Raises NotFound, NotAtThisMoment."""
    require(actor, Permission.TAKE_PART_IN_MEETINGS)
    meeting = Meeting.objects.visible_to(actor).select_for_update(of=("self",)).one(pk=meeting_id)
    if states and meeting.state not in states:
        raise NotAtThisMoment
    return meeting


def lock_to_lead(actor: Actor, meeting_id: UUID, *states: MeetingState) -> Meeting:
    """As `lock_meeting`, for the chair's side alone; NotFound for others."""
    meeting = lock_meeting(actor, meeting_id)
    if not leads(actor, meeting):
        raise NotFound("meeting to lead")
    if states and meeting.state not in states:
        raise NotAtThisMoment
    return meeting


def invitation_of(actor: Actor, meeting: Meeting) -> Invitation | None:
    """The invitation of the agency the actor acts for."""
    found = Invitation.objects.filter(Q(agency_id=actor.agency_id), meeting=meeting)
    return found.select_for_update(of=("self",)).first()


def lock_decision(actor: Actor, decision_id: UUID) -> Decision:
    """The decision within sight, locked. Raises NotFound."""
    require(actor, Permission.TAKE_PART_IN_MEETINGS)
    return Decision.objects.visible_to(actor).select_for_update(of=("self",)).one(pk=decision_id)
