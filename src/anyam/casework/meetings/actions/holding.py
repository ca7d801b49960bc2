"""Holding a meeting: who is there, what is said, who thinks otherwise, and the end of the minutes."""

from collections.abc import Mapping
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.casework.sops.choices import PromiseKey
from anyam.casework.sops.queries import due_by_promise
from anyam.foundation.access import Actor, NotFound, action
from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.core.text import clean_text
from anyam.foundation.events.recording import record

from ..choices import Mandate, MeetingState, Signature
from ..events import AttendanceRecorded, DissentRecorded, MeetingOpened, MinutesClosed, MinutesSaved
from ..models import AgendaItem, Decision, Dissent, Invitation, Meeting
from ..policies import leads, may_dissent, writes_minutes
from ..rules import Seat, commits, has_quorum, is_safe_to_save, present
from .clocks import ask_for_signature, forget_clocks
from .following import begin
from .locking import invitation_of, lock_meeting, lock_to_lead
from .opening import leave_for_signing

_LONGEST_MINUTES = 20_000
_LONGEST_DISSENT = 2000


class MinutesTooLong(Refusal):
    sentence = _("Minutes of one item have 20,000 characters at most.")


class SomebodyElseWrote(Refusal):
    sentence = _(
        "Somebody else wrote here meanwhile. Both texts stand below: put them together and save; nothing is lost."
    )


class NobodyPresent(Refusal):
    sentence = _("Note who is present first: minutes without anybody present cannot be signed.")


class DissentNeedsWords(Refusal):
    sentence = _("Write in your agency's own words what you see otherwise, in at most 2000 characters.")


class MandateOfPresent(Refusal):
    sentence = _("Note for every agency that is present whether its delegate may commit it.")


@action()
def open_meeting(actor: Actor, *, meeting_id: UUID) -> None:
    """The meeting begins; from now on minutes are written. Who has not answered is asked no more."""
    meeting = lock_to_lead(actor, meeting_id, MeetingState.PLANNED)
    meeting.state, meeting.opened_at = MeetingState.RUNNING, clock.now()
    meeting.save(update_fields=["state", "opened_at"])
    Invitation.objects.filter(meeting=meeting, is_convener=True).update(was_present=True)
    forget_clocks(actor, Invitation.objects.filter(meeting=meeting).values_list("pk", flat=True))
    record(actor, MeetingOpened(meeting.pk, meeting.case_id))


@action()
def record_attendance(
    actor: Actor, *, meeting_id: UUID, present_with: Mapping[UUID, str], absent: tuple[UUID, ...] = ()
) -> None:
    """Who is there, each with the mandate of whoever came; `present_with` names the mandate by invitation."""
    meeting = lock_meeting(actor, meeting_id, MeetingState.RUNNING)
    if not writes_minutes(actor, meeting):
        raise NotFound("meeting")
    for invitation in Invitation.objects.filter(meeting=meeting):
        if invitation.pk in present_with:
            mandate = present_with[invitation.pk]
            if mandate not in Mandate.values:
                raise MandateOfPresent(field=f"mandate_{invitation.pk.hex}")
            invitation.was_present, invitation.mandate = True, mandate
        elif invitation.pk in absent:
            invitation.was_present = False
        invitation.save(update_fields=["was_present", "mandate"])
    seats = seats_of(meeting)
    record(
        actor,
        AttendanceRecorded(
            meeting.pk, present(seats), sum(map(commits, seats)), has_quorum(seats, meeting.quorum)
        ),
    )


@action()
def write_minutes(actor: Actor, *, meeting_id: UUID, item_id: UUID, text: str, seen: int, form: UUID) -> int:
    """Save what was said under one item; the new version.

    `seen` is the version the writer's form was opened with, `form` that form's own number. Raises SomebodyElseWrote
    where another form saved since: the writer then sees both texts.
    """
    meeting = lock_meeting(actor, meeting_id, MeetingState.RUNNING)
    if not writes_minutes(actor, meeting):
        raise NotFound("meeting")
    item = AgendaItem.objects.filter(meeting=meeting, pk=item_id).select_for_update(of=("self",)).first()
    if item is None:
        raise NotFound("agenda item")
    said = clean_text(text)
    if len(said) > _LONGEST_MINUTES:
        raise MinutesTooLong(field="text")
    if said == item.minutes:
        return item.version
    if not is_safe_to_save(version=item.version, saved_from=item.saved_from, seen=seen, form=form):
        raise SomebodyElseWrote(field="text")
    item.minutes, item.version, item.saved_from = said, item.version + 1, form
    item.saved_at, item.saved_by_id = clock.now(), actor.person_id
    item.save(update_fields=["minutes", "version", "saved_from", "saved_at", "saved_by"])
    record(actor, MinutesSaved(meeting.pk, item.pk, item.version))
    return item.version


@action(is_once=True)
def record_dissent(
    actor: Actor,
    *,
    meeting_id: UUID,
    words: str,
    decision_id: UUID | None = None,
    invitation_id: UUID | None = None,
    once: UUID | None = None,
) -> UUID:
    """An agency thinks otherwise, of one decision or of the meeting; the chair's side may note it for one; its id."""
    meeting = lock_meeting(actor, meeting_id, MeetingState.RUNNING, MeetingState.HELD)
    invitation = invitation_of(actor, meeting)
    if invitation_id and (invitation is None or invitation.pk != invitation_id):
        if not (leads(actor, meeting) and meeting.state == MeetingState.RUNNING):
            raise NotFound("invitation")
        invitation = Invitation.objects.filter(meeting=meeting, pk=invitation_id).first()
    elif not may_dissent(actor, meeting, invitation):
        raise NotFound("meeting")
    if invitation is None:
        raise NotFound("invitation")
    said = clean_text(words)
    if not 0 < len(said) <= _LONGEST_DISSENT:
        raise DissentNeedsWords(field="words")
    if decision_id and not Decision.objects.filter(meeting=meeting, pk=decision_id).exists():
        raise NotFound("decision")
    dissent = Dissent.objects.create(
        meeting=meeting,
        dossier_id=meeting.dossier_id,
        agency_id=invitation.agency_id,
        decision_id=decision_id,
        words=said,
        written_at=clock.now(),
        written_by_id=actor.person_id,
    )
    record(actor, DissentRecorded(meeting.pk, invitation.agency_id, decision_id, meeting.case_id))
    return dissent.pk


@action()
def close_minutes(actor: Actor, *, meeting_id: UUID) -> None:
    """The meeting is over: the agencies present sign, decisions run, and the case closes to its guests."""
    meeting = lock_to_lead(actor, meeting_id, MeetingState.RUNNING)
    seats = seats_of(meeting)
    if not present(seats):
        raise NobodyPresent
    until = due_by_promise(actor, PromiseKey.MEETING_SIGN, clock.now(), district_code=meeting.district_code)
    meeting.state, meeting.closed_at, meeting.sign_until = MeetingState.HELD, clock.now(), until
    meeting.had_quorum = has_quorum(seats, meeting.quorum)
    meeting.save(update_fields=["state", "closed_at", "sign_until", "had_quorum"])
    invited = list(Invitation.objects.filter(meeting=meeting))
    decisions = list(Decision.objects.filter(meeting=meeting))
    for decision in decisions:
        begin(actor, meeting, decision, invited)
    to_sign = [_ask_to_sign(actor, meeting, one) for one in invited]
    record(
        actor,
        MinutesClosed(
            meeting.pk,
            present(seats),
            len(decisions),
            meeting.had_quorum,
            tuple(one for one in to_sign if one),
            meeting.case_id,
        ),
    )


def seats_of(meeting: Meeting) -> list[Seat]:
    found = Invitation.objects.filter(meeting=meeting)
    return [Seat(one.agency_id, bool(one.was_present), one.mandate) for one in found]


def _ask_to_sign(actor: Actor, meeting: Meeting, invitation: Invitation) -> UUID | None:
    """Whoever closes the minutes signs for the convening agency; the others are asked. The agency asked."""
    if invitation.is_convener:
        invitation.signature, invitation.signed_at = Signature.SIGNED, clock.now()
        invitation.signed_by_id = actor.person_id
        invitation.save(update_fields=["signature", "signed_at", "signed_by"])
        return None
    if invitation.was_present:
        invitation.signature = Signature.WAITING
        invitation.save(update_fields=["signature"])
        assert meeting.sign_until is not None
        ask_for_signature(actor, meeting, invitation, meeting.sign_until)
    leave_for_signing(actor, meeting, invitation, meeting.sign_until or clock.now())
    return invitation.agency_id if invitation.was_present else None
