"""Who leads a meeting, who writes its minutes, who speaks for an agency."""

from anyam.foundation.access import Actor, Permission
from anyam.foundation.access.visibility import may_write

from .choices import DecisionState, MeetingState, Signature
from .models import Decision, Invitation, Meeting


def leads(actor: Actor, meeting: Meeting) -> bool:
    """For meetings within sight, the chair's side: whoever leads the case, or the secretariat of a forum."""
    if actor.is_system:
        return True
    if meeting.is_conference:
        return actor.may(Permission.CONVENE_CONFERENCE) and may_write(actor, meeting.dossier_id)
    return actor.may(Permission.CONVENE_FORUM) and actor.agency_id == meeting.agency_id


def writes_minutes(actor: Actor, meeting: Meeting) -> bool:
    """The chair's side, and of a conference also whoever works on the case; only while it is held."""
    if meeting.state != MeetingState.RUNNING:
        return False
    works = meeting.is_conference and may_write(actor, meeting.dossier_id)
    return (
        leads(actor, meeting) or works or (not meeting.is_conference and actor.agency_id == meeting.agency_id)
    )


def speaks_for(actor: Actor, invitation: Invitation | None) -> bool:
    """Whether the actor is the one who was invited: the person named, or anybody of the agency where nobody was."""
    if invitation is None or actor.agency_id != invitation.agency_id:
        return False
    return invitation.person_id is None or invitation.person_id == actor.user_id


def may_answer(actor: Actor, meeting: Meeting, invitation: Invitation | None) -> bool:
    is_open = meeting.state == MeetingState.PLANNED
    return is_open and speaks_for(actor, invitation) and invitation is not None and not invitation.is_convener


def may_sign(actor: Actor, meeting: Meeting, invitation: Invitation | None) -> bool:
    return (
        meeting.state == MeetingState.HELD
        and speaks_for(actor, invitation)
        and invitation is not None
        and invitation.signature == Signature.WAITING
    )


def may_add_item(actor: Actor, meeting: Meeting, invitation: Invitation | None) -> bool:
    is_open = meeting.state in {MeetingState.PLANNED, MeetingState.RUNNING}
    return is_open and (leads(actor, meeting) or speaks_for(actor, invitation))


def may_dissent(actor: Actor, meeting: Meeting, invitation: Invitation | None) -> bool:
    """Until the agency has signed."""
    if meeting.state == MeetingState.HELD:
        return may_sign(actor, meeting, invitation)
    return meeting.state == MeetingState.RUNNING and speaks_for(actor, invitation)


def owns(actor: Actor, decision: Decision) -> bool:
    """Whether the actor answers for the decision: of the agency that owns it, and it was given to them for work."""
    is_theirs = actor.agency_id == decision.agency_id and not actor.is_system
    return is_theirs and (may_write(actor, decision.pk) or may_write(actor, decision.dossier_id))


def may_report(actor: Actor, decision: Decision) -> bool:
    return decision.state == DecisionState.OPEN and decision.given_at is not None and owns(actor, decision)


def may_accept(actor: Actor, decision: Decision) -> bool:
    return decision.state == DecisionState.ASKED and owns(actor, decision)
