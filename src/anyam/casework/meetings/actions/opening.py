"""What a meeting opens to whom, and when that closes: rows of the access table, each with its reason and its end."""

from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.casework.cases.actions import close_to_conference, open_to_conference
from anyam.foundation.access import Actor, Role
from anyam.foundation.access.choices import Level, Part, Reason
from anyam.foundation.access.granting import Given, Principal, end_access, grant_access
from anyam.foundation.access.row_context import acting
from anyam.foundation.core.refusals import Refusal

from ..choices import MeetingState
from ..models import Decision, Invitation, Meeting
from ..rules import SHORT_TIME

_SYSTEM = Actor.system("opening a meeting to whom it invites")
# The latest end of what a conference shows of itself where nobody ever closes its minutes.
_FORGOTTEN = timedelta(days=14)


class CannotBeInvited(Refusal):
    sentence = _("This person cannot take part in this case conference. Choose somebody else of the agency.")


def open_forum(actor: Actor, meeting_id: UUID, agency_id: UUID, district_code: str) -> None:
    """Before a forum is kept: the secretariat and the convening agency see it."""
    coordinators = Principal.district_office(district_code, Role.COORDINATOR)
    given = [
        Given(to, Reason.MEETING, {Part.WORK}, Level.WRITE)
        for to in (coordinators, Principal.house(agency_id))
    ]
    with acting(_SYSTEM):
        grant_access(actor, meeting_id, *given)


def open_to_invited(actor: Actor, meeting: Meeting, invitation: Invitation) -> None:
    """A forum opens to the agency's house; a conference to one person, with the chosen parts of its case."""
    if not meeting.is_conference:
        given = Given(Principal.house(invitation.agency_id), Reason.MEETING, {Part.WORK}, Level.WRITE)
        with acting(_SYSTEM):
            grant_access(actor, meeting.pk, given)
        return
    if invitation.is_convener or invitation.person_id is None or meeting.case_id is None:
        return
    invitation.grant_id = open_to_conference(
        actor,
        meeting.case_id,
        user_id=invitation.person_id,
        agency_id=invitation.agency_id,
        parts=[Part(part) for part in invitation.parts],
        until=_planned_end(meeting) + SHORT_TIME,
    )
    if invitation.grant_id is None:
        raise CannotBeInvited(field="person")
    _show_meeting(actor, meeting, invitation, _planned_end(meeting) + _FORGOTTEN)


def close_case_to(actor: Actor, meeting: Meeting, invitation: Invitation) -> None:
    """Close the case to an invited person, unless another conference about it still waits for them."""
    if meeting.case_id is None or invitation.grant_id is None or invitation.person_id is None:
        return
    close_to_conference(
        actor,
        meeting.case_id,
        grant_id=invitation.grant_id,
        user_id=invitation.person_id,
        agency_id=invitation.agency_id,
    )
    with acting(_SYSTEM):
        others = Invitation.objects.filter(
            dossier_id=meeting.dossier_id,
            agency_id=invitation.agency_id,
            person_id=invitation.person_id,
            meeting__state__in=[MeetingState.PLANNED, MeetingState.RUNNING],
        ).exclude(meeting=meeting)
        for other in others.select_related("meeting"):
            open_to_invited(actor, other.meeting, other)
            other.save(update_fields=["grant_id"])


def shut(actor: Actor, meeting: Meeting, invitation: Invitation) -> None:
    """No purpose is left: neither the case nor the meeting is open to this agency any more."""
    close_case_to(actor, meeting, invitation)
    principal = (
        Principal.seat(invitation.person_id, invitation.agency_id)
        if invitation.person_id and meeting.is_conference
        else Principal.house(invitation.agency_id)
    )
    with acting(_SYSTEM):
        end_access(actor, dossier_id=meeting.pk, principal=principal.id)


def leave_for_signing(actor: Actor, meeting: Meeting, invitation: Invitation, until: datetime) -> None:
    """The meeting is over: the case closes; a conference's minutes stay until they can be signed no more."""
    close_case_to(actor, meeting, invitation)
    if meeting.is_conference and not invitation.is_convener:
        if invitation.was_present:
            _show_meeting(actor, meeting, invitation, until)
        else:
            shut(actor, meeting, invitation)


def give_decision(actor: Actor, meeting: Meeting, decision: Decision, person_id: UUID | None) -> None:
    """The agency that owns a decision keeps it in sight until it has ended."""
    to = (
        Principal.seat(person_id, decision.agency_id)
        if person_id and meeting.is_conference
        else Principal.house(decision.agency_id)
    )
    with acting(_SYSTEM):
        grant_access(actor, decision.pk, Given(to, Reason.DECISION, {Part.WORK}, Level.WRITE))


def take_decision(actor: Actor, decision: Decision) -> None:
    """The decision has ended: what was opened for it closes."""
    with acting(_SYSTEM):
        end_access(actor, dossier_id=decision.pk)
        if decision.line_id:
            end_access(actor, dossier_id=decision.line_id)


def _show_meeting(actor: Actor, meeting: Meeting, invitation: Invitation, until: datetime) -> None:
    assert invitation.person_id is not None
    seat = Principal.seat(invitation.person_id, invitation.agency_id)
    with acting(_SYSTEM):
        grant_access(actor, meeting.pk, Given(seat, Reason.CONFERENCE, {Part.WORK}, Level.WRITE, until=until))


def _planned_end(meeting: Meeting) -> datetime:
    return meeting.starts_at + timedelta(minutes=meeting.minutes_long)
