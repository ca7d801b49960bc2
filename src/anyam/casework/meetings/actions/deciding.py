"""Deciding: an agency, a day, and what will show that it was done. Without them it is no decision."""

from datetime import date
from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from anyam.casework.cases.choices import needs
from anyam.foundation.access import Actor, NotFound, action
from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.core.text import clean_line, clean_text
from anyam.foundation.events.recording import record

from ..choices import DecisionClass, EvidenceKind, MeetingState
from ..events import DecisionMade, DecisionTakenOut
from ..models import Decision, Dissent, Invitation
from ..policies import writes_minutes
from ..rules import is_sensible_day
from .locking import lock_meeting

_LONGEST = 500
_LONGEST_RATIONALE = 1000


class DecisionNeedsWords(Refusal):
    sentence = _("Write what was decided, in at most 500 characters.")


class DecisionNeedsOwner(Refusal):
    sentence = _("A decision needs an agency that carries it out: choose one of those at the table.")


class DecisionNeedsDay(Refusal):
    sentence = _("A decision needs a day by which it is carried out: from today on, within three years.")


class DecisionNeedsEvidence(Refusal):
    sentence = _("Choose what will show that it was done.")


class UnknownNeed(Refusal):
    sentence = _("Choose the need this answers.")


class RationaleTooLong(Refusal):
    sentence = _("Write why in at most 1000 characters.")


@action(is_once=True)
def make_decision(
    actor: Actor,
    *,
    meeting_id: UUID,
    words: str,
    agency_id: UUID | None,
    due_on: date | None,
    evidence_kind: str,
    kind: str = DecisionClass.OPERATIONAL,
    rationale: str = "",
    need: str = "",
    goal: str = "",
    once: UUID | None = None,
) -> UUID:
    """Write a decision down; its id. Of a case conference one with a need becomes an action of the child's plan."""
    meeting = lock_meeting(actor, meeting_id, MeetingState.RUNNING)
    if not writes_minutes(actor, meeting):
        raise NotFound("meeting")
    said, why, aim = clean_line(words), clean_text(rationale), clean_line(goal)
    if not 0 < len(said) <= _LONGEST:
        raise DecisionNeedsWords(field="words")
    if agency_id is None or not Invitation.objects.filter(meeting=meeting, agency_id=agency_id).exists():
        raise DecisionNeedsOwner(field="agency")
    if due_on is None or not is_sensible_day(due_on, clock.today()):
        raise DecisionNeedsDay(field="due_on")
    if evidence_kind not in EvidenceKind.values:
        raise DecisionNeedsEvidence(field="evidence_kind")
    if len(why) > _LONGEST_RATIONALE:
        raise RationaleTooLong(field="rationale")
    if need and need not in needs().codes():
        raise UnknownNeed(field="need")
    last = Decision.objects.filter(meeting=meeting).aggregate(last=Max("position"))["last"] or 0
    decision = Decision.objects.create(
        meeting=meeting,
        dossier_id=meeting.dossier_id,
        reference=f"{meeting.number}/{last + 1}",
        position=last + 1,
        words=said,
        rationale=why,
        kind=kind if kind in DecisionClass.values else DecisionClass.OPERATIONAL,
        agency_id=agency_id,
        due_on=due_on,
        evidence_kind=evidence_kind,
        need=need if meeting.is_conference else "",
        goal=aim[:_LONGEST] if meeting.is_conference else "",
        made_at=clock.now(),
        made_by_id=actor.person_id,
    )
    record(
        actor,
        DecisionMade(
            decision.pk, meeting.pk, agency_id, decision.kind, due_on, evidence_kind, meeting.case_id
        ),
    )
    return decision.pk


@action()
def take_decision_out(actor: Actor, *, meeting_id: UUID, decision_id: UUID) -> None:
    """Take back a decision while the meeting is still held; its number is not given again before the last."""
    meeting = lock_meeting(actor, meeting_id, MeetingState.RUNNING)
    if not writes_minutes(actor, meeting):
        raise NotFound("meeting")
    decision = Decision.objects.filter(meeting=meeting, pk=decision_id, line_id__isnull=True).first()
    if decision is None:
        raise NotFound("decision")
    Dissent.objects.filter(meeting=meeting, decision_id=decision_id).update(decision_id=None)
    decision.delete()
    record(actor, DecisionTakenOut(decision_id, meeting.pk))
