"""Following a decision through: a yes where it is still owed, done with evidence, confirmed or sent back."""

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.casework.cases import actions as cases
from anyam.casework.cases.choices import ActionDecline, ActionState
from anyam.casework.cases.queries import action_in_force
from anyam.casework.sops.actions import cancel_work, finish_work
from anyam.casework.sops.choices import WorkKind
from anyam.foundation.access import Actor, NotFound, Permission, action
from anyam.foundation.access.row_context import acting
from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.core.text import clean_text
from anyam.foundation.events.recording import record

from ..choices import STILL_OPEN, DecisionState, DropReason
from ..events import (
    DecisionAccepted,
    DecisionConfirmed,
    DecisionDeclined,
    DecisionDropped,
    DecisionGiven,
    DecisionReported,
    DecisionSentBack,
)
from ..models import Decision, Invitation, Meeting
from ..policies import leads, may_accept, may_report
from ..rules import Seat, commits
from .clocks import ask_chair, ask_for_yes, forget_clocks, run
from .locking import NotAtThisMoment, lock_decision
from .opening import give_decision, take_decision

_SYSTEM = Actor.system("following a decision through")
_LONGEST_EVIDENCE = 2000
_LONGEST_WHY = 1000


class EvidenceNeedsWords(Refusal):
    sentence = _("Write what was done, and where what shows it can be found, in at most 2000 characters.")


class SentBackNeedsWords(Refusal):
    sentence = _("Write what is still missing, in at most 1000 characters: the agency reads it.")


class DropNeedsReason(Refusal):
    sentence = _("Choose why the decision is dropped.")


class DeclineNeedsReason(Refusal):
    sentence = _("Choose why your agency does not take it on.")


def begin(actor: Actor, meeting: Meeting, decision: Decision, invited: Iterable[Invitation]) -> None:
    """The minutes are closed: the agency carries it out, or first says yes where nobody could commit it."""
    if decision.state != DecisionState.OPEN or decision.line_id:
        return
    owner = next((one for one in invited if one.agency_id == decision.agency_id), None)
    person_id = owner.person_id if owner else None
    seat = Seat(owner.agency_id, bool(owner.was_present), owner.mandate) if owner else None
    hand_over(actor, meeting, decision, person_id, is_asked=not commits(seat))


def hand_over(
    actor: Actor, meeting: Meeting, decision: Decision, person_id: UUID | None, *, is_asked: bool
) -> None:
    """Give the agency its decision and start the clock that fits."""
    give_decision(actor, meeting, decision, person_id)
    Decision.objects.filter(pk=decision.pk).update(given_at=clock.now())
    if is_asked:
        Decision.objects.filter(pk=decision.pk).update(state=DecisionState.ASKED)
        cancel_work(actor, decision.pk, WorkKind.CARRY_OUT_DECISION)
        ask_for_yes(actor, meeting, decision, person_id)
    else:
        run(actor, meeting, decision, person_id)
    record(actor, DecisionGiven(decision.pk, decision.agency_id, person_id, is_asked, meeting.case_id))


@action()
def accept_decision(actor: Actor, *, decision_id: UUID) -> None:
    """The agency takes the decision on; of a joint plan it accepts its own action with it."""
    decision = _to_accept(actor, decision_id)
    if decision.line_id:
        cases.accept_plan_action(actor, line_id=decision.line_id)
    Decision.objects.filter(pk=decision.pk).update(state=DecisionState.OPEN)
    finish_work(actor, decision.pk, WorkKind.ACCEPT_ACTION)
    meeting = _meeting(decision)
    run(actor, meeting, decision, _owner_of(decision))
    record(actor, DecisionAccepted(decision.pk, decision.agency_id, meeting.chair_id, meeting.agency_id))


@action()
def decline_decision(actor: Actor, *, decision_id: UUID, reason: str, words: str = "") -> None:
    """The agency does not take it on; it comes back to whoever leads, with the reason."""
    decision = _to_accept(actor, decision_id)
    if reason not in ActionDecline.values:
        raise DeclineNeedsReason(field="reason")
    if decision.line_id:
        cases.decline_plan_action(actor, line_id=decision.line_id, reason=reason, words=words)
    decision.state = DecisionState.DECLINED
    decision.sent_back_why = clean_text(words)[:_LONGEST_WHY] or str(ActionDecline(reason).label)
    decision.save(update_fields=["state", "sent_back_why"])
    finish_work(actor, decision.pk, WorkKind.ACCEPT_ACTION)
    meeting = _meeting(decision)
    ask_chair(actor, meeting, decision, WorkKind.TAKE_UP_DECLINED)
    record(
        actor,
        DecisionDeclined(decision.pk, decision.agency_id, reason, meeting.chair_id, meeting.agency_id),
    )


@action()
def report_decision(actor: Actor, *, decision_id: UUID, evidence: str) -> None:
    """The owner says it is done, and what shows it; the chair confirms or sends it back."""
    decision = lock_decision(actor, decision_id)
    if not may_report(actor, decision):
        raise NotFound("decision to report")
    said = clean_text(evidence)
    if not 0 < len(said) <= _LONGEST_EVIDENCE:
        raise EvidenceNeedsWords(field="evidence")
    decision.state, decision.evidence = DecisionState.REPORTED, said
    decision.reported_at, decision.reported_by_id = clock.now(), actor.person_id
    decision.save(update_fields=["state", "evidence", "reported_at", "reported_by"])
    finish_work(actor, decision.pk, WorkKind.CARRY_OUT_DECISION)
    meeting = _meeting(decision)
    ask_chair(actor, meeting, decision, WorkKind.CONFIRM_DECISION)
    record(
        actor,
        DecisionReported(
            decision.pk,
            decision.agency_id,
            _is_in_time(decision),
            meeting.chair_id,
            meeting.agency_id,
            meeting.case_id,
        ),
    )


@action()
def confirm_decision(actor: Actor, *, decision_id: UUID) -> None:
    """It was carried out; of a joint plan its action is done with it."""
    decision, meeting = _to_judge(actor, decision_id, DecisionState.REPORTED)
    _move_action(actor, meeting, decision, ActionState.DONE)
    _end(actor, decision, DecisionState.DONE)
    record(actor, DecisionConfirmed(decision.pk, decision.agency_id, _is_in_time(decision), meeting.case_id))


@action()
def send_decision_back(actor: Actor, *, decision_id: UUID, why: str) -> None:
    """Not yet done: the owner reads what is missing and goes on; the day stays."""
    decision, meeting = _to_judge(actor, decision_id, DecisionState.REPORTED)
    said = clean_text(why)
    if not 0 < len(said) <= _LONGEST_WHY:
        raise SentBackNeedsWords(field="why")
    decision.state, decision.sent_back_why = DecisionState.OPEN, said
    decision.times_sent_back += 1
    decision.save(update_fields=["state", "sent_back_why", "times_sent_back"])
    finish_work(actor, decision.pk, WorkKind.CONFIRM_DECISION)
    person_id = _owner_of(decision)
    run(actor, meeting, decision, person_id)
    record(actor, DecisionSentBack(decision.pk, decision.agency_id, person_id, meeting.case_id))


@action()
def drop_decision(actor: Actor, *, decision_id: UUID, reason: str) -> None:
    """It will not be carried out; why is kept, its clocks end."""
    decision, meeting = _to_judge(actor, decision_id, *STILL_OPEN)
    if reason not in DropReason.values:
        raise DropNeedsReason(field="reason")
    _move_action(actor, meeting, decision, ActionState.DROPPED)
    decision.drop_reason = reason
    _end(actor, decision, DecisionState.DROPPED)
    record(actor, DecisionDropped(decision.pk, decision.agency_id, reason, meeting.case_id))


def _to_accept(actor: Actor, decision_id: UUID) -> Decision:
    decision = lock_decision(actor, decision_id)
    if not may_accept(actor, decision):
        raise NotFound("decision to accept")
    return decision


def _to_judge(actor: Actor, decision_id: UUID, *states: DecisionState) -> tuple[Decision, Meeting]:
    """For the chair's side, once the minutes are closed."""
    decision = lock_decision(actor, decision_id)
    meeting = _meeting(decision)
    if not leads(actor, meeting):
        raise NotFound("decision to judge")
    if decision.state not in states or decision.given_at is None:
        raise NotAtThisMoment
    return decision, meeting


def _end(actor: Actor, decision: Decision, state: DecisionState) -> None:
    decision.state, decision.ended_at, decision.ended_by_id = state, clock.now(), actor.person_id
    decision.save(update_fields=["state", "ended_at", "ended_by", "drop_reason"])
    forget_clocks(actor, [decision.pk]) if state is DecisionState.DROPPED else finish_work(
        actor, decision.pk, WorkKind.CONFIRM_DECISION
    )
    take_decision(actor, decision)


def _move_action(actor: Actor, meeting: Meeting, decision: Decision, state: ActionState) -> None:
    """What the child's plan says of it, where the plan still carries it and the actor may write there."""
    if not decision.line_id or meeting.case_id is None or not actor.may(Permission.PLAN_CASE):
        return
    action_id = action_in_force(actor, meeting.case_id, decision.line_id)
    if action_id:
        cases.record_progress(
            actor, case_id=meeting.case_id, action_id=action_id, state=state, note=decision.evidence
        )


def _meeting(decision: Decision) -> Meeting:
    """The meeting of a decision that was found in sight; its owner may see no more of it than this step needs."""
    with acting(_SYSTEM):
        return Meeting.objects.get(pk=decision.meeting_id)


def _owner_of(decision: Decision) -> UUID | None:
    with acting(_SYSTEM):
        found = Invitation.objects.filter(meeting_id=decision.meeting_id, agency_id=decision.agency_id)
        return found.values_list("person_id", flat=True).first()


def _is_in_time(decision: Decision) -> bool:
    at = decision.reported_at
    return at is not None and clock.local(at).date() <= decision.due_on
