"""Inviting agencies, and their answers."""

from collections.abc import Collection
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.foundation.access import Actor, NotFound, action
from anyam.foundation.access.choices import Part
from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.core.text import clean_line
from anyam.foundation.events.recording import record
from anyam.registry.accounts.queries import people_at
from anyam.registry.agencies.queries import districts_of

from ..choices import Answer, Mandate, MeetingState
from ..events import AgencyInvited, InvitationAnswered, InvitationWithdrawn
from ..models import Decision, Invitation, Meeting
from ..policies import may_answer
from ..rules import needs_mandate
from .clocks import answered, answering_role, ask_for_answer, forget_clocks
from .locking import invitation_of, lock_meeting, lock_to_lead
from .opening import close_case_to, open_to_invited, shut

OFFERED = (Part.IDENTITY, Part.NARRATIVE, Part.HEALTH, Part.LEGAL)
"""What of a case a conference may open; where the child sleeps and who reported never."""
_LONGEST_LIMITS = 300


class AgencyMissing(Refusal):
    sentence = _("Choose an agency of the district.")


class InvitedAlready(Refusal):
    sentence = _("This agency is invited already.")


class PersonNeeded(Refusal):
    sentence = _(
        "Choose who comes for the agency: a case conference opens to a person, never to a whole office."
    )


class NobodyThere(Refusal):
    sentence = _("Nobody of this agency has an account yet. Ask the administrator, then invite it.")


class AnswerNeeded(Refusal):
    sentence = _("Choose whether your agency comes.")


class MandateNeeded(Refusal):
    sentence = _("Say whether whoever comes may commit your agency.")


class DelegateNeeded(Refusal):
    sentence = _("Choose the colleague who comes instead.")


class OwnsDecisions(Refusal):
    sentence = _("This agency already owns a decision of this meeting. Take that out first.")


@action()
def invite_agency(
    actor: Actor,
    *,
    meeting_id: UUID,
    agency_id: UUID | None,
    person_id: UUID | None = None,
    parts: Collection[str] = (),
) -> UUID:
    """Invite an agency. To a case conference a person is named, to whom the chosen parts of the case open; the id."""
    meeting = lock_to_lead(actor, meeting_id, MeetingState.PLANNED, MeetingState.RUNNING)
    if agency_id is None or districts_of(actor, [agency_id]).get(agency_id) != meeting.district_code:
        raise AgencyMissing(field="agency")
    if Invitation.objects.filter(meeting=meeting, agency_id=agency_id).exists():
        raise InvitedAlready(field="agency")
    if meeting.is_conference and person_id is None:
        raise PersonNeeded(field="person")
    if person_id is not None and person_id not in {one.id for one in people_at(actor, agency_id)}:
        raise PersonNeeded(field="person")
    if person_id is None and answering_role(actor, agency_id) is None:
        raise NobodyThere(field="agency")
    invitation = Invitation(
        meeting=meeting,
        dossier_id=meeting.dossier_id,
        agency_id=agency_id,
        person_id=person_id,
        parts=[part.value for part in OFFERED if part in parts] if meeting.is_conference else [],
        invited_at=clock.now(),
    )
    open_to_invited(actor, meeting, invitation)
    invitation.save(force_insert=True)
    ask_for_answer(actor, meeting, invitation)
    record(actor, AgencyInvited(meeting.pk, invitation.pk, agency_id, person_id, meeting.case_id))
    return invitation.pk


@action()
def withdraw_invitation(actor: Actor, *, meeting_id: UUID, invitation_id: UUID) -> None:
    """Take an invitation back; what it opened closes at once."""
    meeting = lock_to_lead(actor, meeting_id, MeetingState.PLANNED, MeetingState.RUNNING)
    invitation = _invitation(meeting, invitation_id)
    if Decision.objects.filter(meeting=meeting, agency_id=invitation.agency_id).exists():
        raise OwnsDecisions
    shut(actor, meeting, invitation)
    forget_clocks(actor, [invitation.pk])
    agency_id, person_id = invitation.agency_id, invitation.person_id
    invitation.delete()
    record(actor, InvitationWithdrawn(meeting.pk, agency_id, person_id, meeting.case_id))


@action()
def answer_invitation(
    actor: Actor,
    *,
    meeting_id: UUID,
    answer: str,
    mandate: str = "",
    limits: str = "",
    delegate_id: UUID | None = None,
) -> None:
    """Say for one's agency whether it comes, who, and whether that person may commit it.

    It may be said anew until the meeting begins. A delegate takes the seat over: what was open to the
    first person closes to them.
    """
    meeting = lock_meeting(actor, meeting_id, MeetingState.PLANNED)
    invitation = invitation_of(actor, meeting)
    if invitation is None or not may_answer(actor, meeting, invitation):
        raise NotFound("invitation")
    if answer not in set(Answer.values) - {Answer.WAITING}:
        raise AnswerNeeded(field="answer")
    if needs_mandate(answer) and mandate not in Mandate.values:
        raise MandateNeeded(field="mandate")
    invitation.mandate = mandate if needs_mandate(answer) else ""
    invitation.limits = clean_line(limits)[:_LONGEST_LIMITS] if invitation.mandate == Mandate.LIMITS else ""
    invitation.answer = answer
    invitation.answered_at, invitation.answered_by_id = clock.now(), actor.person_id
    answered(actor, invitation)
    _seat(actor, meeting, invitation, answer, delegate_id)
    record(
        actor,
        InvitationAnswered(
            meeting.pk,
            invitation.pk,
            invitation.agency_id,
            answer,
            invitation.mandate,
            invitation.person_id if answer == Answer.DELEGATE else None,
            meeting.chair_id,
            meeting.agency_id,
            meeting.case_id,
        ),
    )


def _seat(
    actor: Actor, meeting: Meeting, invitation: Invitation, answer: str, delegate_id: UUID | None
) -> None:
    """Open or close what follows from the answer; the row is kept while its writer still sees it."""
    if answer == Answer.DELEGATE:
        colleagues = {one.id for one in people_at(actor, invitation.agency_id)}
        if delegate_id is None or delegate_id not in colleagues or delegate_id == invitation.person_id:
            raise DelegateNeeded(field="delegate")
        before = Invitation(
            meeting=meeting,
            agency_id=invitation.agency_id,
            person_id=invitation.person_id,
            grant_id=invitation.grant_id,
        )
        invitation.person_id = delegate_id
        open_to_invited(actor, meeting, invitation)
        invitation.save()
        if before.person_id and meeting.is_conference:
            shut(actor, meeting, before)
        return
    if answer == Answer.NOT_COMING:
        invitation.save()
        close_case_to(actor, meeting, invitation)
        return
    open_to_invited(actor, meeting, invitation)
    invitation.save()


def _invitation(meeting: Meeting, invitation_id: UUID) -> Invitation:
    found = Invitation.objects.filter(meeting=meeting, pk=invitation_id, is_convener=False)
    invitation = found.select_for_update(of=("self",)).first()
    if invitation is None:
        raise NotFound("invitation")
    return invitation
