"""Convening, moving and cancelling a meeting."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.casework.cases.actions import give_number
from anyam.casework.cases.queries import case_to_work_on
from anyam.foundation.access import Actor, NotAllowed, Permission, action, require
from anyam.foundation.core import clock
from anyam.foundation.core.ids import new_id
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.core.text import clean_line
from anyam.foundation.events.recording import record

from ..choices import STILL_OPEN, Answer, CancelReason, Mandate, MeetingKind, MeetingState
from ..events import MeetingCancelled, MeetingConvened, MeetingMoved
from ..models import Decision, Invitation, Meeting
from ..rules import is_sensible_start, letter_of
from .agenda import put_open_decisions
from .clocks import forget_clocks
from .locking import lock_to_lead
from .opening import open_forum, open_to_invited, shut

_LONGEST = 200


class NoSubject(Refusal):
    sentence = _("Write in one line what the forum is about. Name no child.")


class StartIsNotSensible(Refusal):
    sentence = _("Choose a day and time from today on, within one year.")


class LengthIsNotSensible(Refusal):
    sentence = _("A meeting takes between 10 minutes and 10 hours.")


class QuorumIsNotSensible(Refusal):
    sentence = _("A quorum is between 1 and 60 agencies.")


class CaseClosedAlready(Refusal):
    sentence = _("This case is closed. Reopen it first, then hold a conference.")


class CancelNeedsReason(Refusal):
    sentence = _("Choose why the meeting is cancelled: those who were invited read it.")


@action(is_once=True)
def convene_forum(
    actor: Actor,
    *,
    subject: str,
    venue: str,
    starts_at: datetime,
    minutes_long: int = 90,
    quorum: int = 2,
    once: UUID | None = None,
) -> UUID:
    """Call a coordination forum; its overdue decisions of earlier forums stand on the agenda at once. The id."""
    require(actor, Permission.CONVENE_FORUM)
    about = clean_line(subject)
    if not 0 < len(about) <= _LONGEST:
        raise NoSubject(field="subject")
    meeting_id = new_id()
    if actor.agency_id is None:
        raise NotAllowed("a forum is called by an agency")
    open_forum(actor, meeting_id, actor.agency_id, actor.district_code)
    meeting = _convene(
        actor,
        MeetingKind.FORUM,
        meeting_id,
        meeting_id,
        venue,
        starts_at,
        minutes_long,
        quorum,
        subject=about,
    )
    put_open_decisions(actor, meeting)
    return meeting.pk


@action(is_once=True)
def convene_conference(
    actor: Actor,
    *,
    case_id: UUID,
    venue: str,
    starts_at: datetime,
    minutes_long: int = 90,
    quorum: int = 2,
    once: UUID | None = None,
) -> UUID:
    """Call a conference about one case, for whoever leads it; the id. Raises NotFound."""
    require(actor, Permission.CONVENE_CONFERENCE)
    case = case_to_work_on(actor, case_id)
    if not case.is_open:
        raise CaseClosedAlready
    meeting = _convene(
        actor,
        MeetingKind.CONFERENCE,
        new_id(),
        case.id,
        venue,
        starts_at,
        minutes_long,
        quorum,
        case_id=case.id,
    )
    put_open_decisions(actor, meeting)
    return meeting.pk


@action()
def move_meeting(
    actor: Actor, *, meeting_id: UUID, venue: str, starts_at: datetime, minutes_long: int, quorum: int
) -> None:
    """Another time or place; answers stay, everybody invited is told, and what is open moves with the day."""
    meeting = lock_to_lead(actor, meeting_id, MeetingState.PLANNED)
    _check(starts_at, minutes_long, quorum)
    meeting.venue = clean_line(venue)[:_LONGEST]
    meeting.starts_at, meeting.minutes_long, meeting.quorum = starts_at, minutes_long, quorum
    meeting.save(update_fields=["venue", "starts_at", "minutes_long", "quorum"])
    invited = list(Invitation.objects.filter(meeting=meeting))
    for invitation in invited:
        if invitation.answer != Answer.NOT_COMING:
            open_to_invited(actor, meeting, invitation)
            invitation.save(update_fields=["grant_id"])
    record(actor, MeetingMoved(meeting.pk, starts_at, _agencies(invited), meeting.case_id))


@action()
def cancel_meeting(actor: Actor, *, meeting_id: UUID, reason: str) -> None:
    """The meeting will not be held: everything it opened closes at once, its clocks end."""
    meeting = lock_to_lead(actor, meeting_id, MeetingState.PLANNED, MeetingState.RUNNING)
    if reason not in CancelReason.values:
        raise CancelNeedsReason(field="reason")
    cancel(actor, meeting, CancelReason(reason))


def cancel(actor: Actor, meeting: Meeting, reason: CancelReason) -> None:
    invited = list(Invitation.objects.filter(meeting=meeting))
    meeting.state, meeting.cancelled_why = MeetingState.CANCELLED, reason
    meeting.save(update_fields=["state", "cancelled_why"])
    for invitation in invited:
        if not invitation.is_convener and meeting.is_conference:
            shut(actor, meeting, invitation)
    undecided = Decision.objects.filter(meeting=meeting, state__in=STILL_OPEN)
    forget_clocks(actor, [*(one.pk for one in invited), *undecided.values_list("pk", flat=True)])
    undecided.filter(line_id__isnull=True).delete()
    record(actor, MeetingCancelled(meeting.pk, reason, _agencies(invited), meeting.case_id))


def _convene(
    actor: Actor,
    kind: MeetingKind,
    meeting_id: UUID,
    dossier_id: UUID,
    venue: str,
    starts_at: datetime,
    minutes_long: int,
    quorum: int,
    subject: str = "",
    case_id: UUID | None = None,
) -> Meeting:
    _check(starts_at, minutes_long, quorum)
    if actor.agency_id is None:
        raise NotAllowed("a meeting is called by an agency")
    now = clock.now()
    meeting = Meeting.objects.create(
        pk=meeting_id,
        kind=kind,
        number=give_number(actor, letter_of(kind), actor.district_code),
        subject=subject,
        venue=clean_line(venue)[:_LONGEST],
        district_code=actor.district_code,
        agency_id=actor.agency_id,
        chair_id=actor.person_id,
        case_id=case_id,
        dossier_id=dossier_id,
        starts_at=starts_at,
        minutes_long=minutes_long,
        quorum=quorum,
        convened_at=now,
    )
    Invitation.objects.create(
        meeting=meeting,
        dossier_id=dossier_id,
        agency_id=actor.agency_id,
        person_id=actor.person_id,
        is_convener=True,
        invited_at=now,
        answer=Answer.COMING,
        answered_at=now,
        answered_by_id=actor.person_id,
        mandate=Mandate.YES,
    )
    record(actor, MeetingConvened(meeting.pk, kind, actor.agency_id, starts_at, case_id))
    return meeting


def _check(starts_at: datetime, minutes_long: int, quorum: int) -> None:
    if not is_sensible_start(starts_at, clock.now()):
        raise StartIsNotSensible(field="starts_at")
    if not 10 <= minutes_long <= 600:
        raise LengthIsNotSensible(field="minutes_long")
    if not 1 <= quorum <= 60:
        raise QuorumIsNotSensible(field="quorum")


def _agencies(invited: list[Invitation]) -> tuple[UUID, ...]:
    return tuple(one.agency_id for one in invited if not one.is_convener)
