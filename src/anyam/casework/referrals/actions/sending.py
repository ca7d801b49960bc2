"""What the sending agency does after it has sent."""

from collections.abc import Collection
from datetime import timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.casework.cases.queries import case_ref
from anyam.casework.sops.actions import cancel_work, finish_work
from anyam.casework.sops.choices import EndReason, WorkKind
from anyam.foundation.access import Actor, NotFound, Permission, action, require, require_any
from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.events.recording import record

from ..choices import ENDED, MessageKind, Party, ReferralState, Verb, WithdrawReason
from ..events import (
    ReferralInformationAnswered,
    ReferralReminded,
    ReferralSearchEnded,
    ReferralSent,
    ReferralsReassigned,
    ReferralWithdrawn,
)
from ..models import Referral
from ..queries.detail import sides_of
from ..rules import due_after_answer
from .drafting import CaseIsClosed
from .grounds import settle_ground
from .moving import about, end_all_work, locked, move, promise_of, start_response_clock, write
from .sharing import close_to_receiver

LEAST_BETWEEN_REMINDERS = timedelta(hours=4)


class RemindedAlready(Refusal):
    sentence = _("A reminder was sent less than four hours ago. Call the agency instead.")


@action()
def answer_information(actor: Actor, *, referral_id: UUID, answer: str) -> None:
    """Answer the receiver's question; its clock runs on with the hours it had left."""
    require(actor, Permission.SEND_REFERRAL)
    referral = move(actor, referral_id, Verb.ANSWER).referral
    write(actor, referral, MessageKind.ANSWER, answer, field="answer", is_needed=True)
    promise = promise_of(actor, referral)
    left = float(promise.hours) if referral.hours_left is None else referral.hours_left
    finish_work(actor, referral.id, WorkKind.ANSWER_QUESTION)
    start_response_clock(actor, referral, due_after_answer(clock.now(), left, promise.counting))
    referral.save()
    record(actor, about(ReferralInformationAnswered, referral, due_at=referral.response_due_at))


@action()
def remind_receiver(actor: Actor, *, referral_id: UUID) -> None:
    """Remind the receiver. After the time ran out the coordinator does it, and the clock runs once more."""
    require_any(actor, Permission.SEND_REFERRAL, Permission.MOVE_EXPIRED_REFERRAL)
    moved = move(actor, referral_id, Verb.REMIND)
    referral, is_by_coordinator = moved.referral, moved.party is Party.COORDINATOR
    reminded_at = referral.reminded_at
    if reminded_at and not is_by_coordinator and clock.now() - reminded_at < LEAST_BETWEEN_REMINDERS:
        raise RemindedAlready
    referral.reminded_at = clock.now()
    if is_by_coordinator:
        end_all_work(actor, referral, EndReason.DONE)
        start_response_clock(actor, referral)
    referral.save()
    event = about(
        ReferralReminded, referral, is_by_coordinator=is_by_coordinator, due_at=referral.response_due_at
    )
    record(actor, event)


@action()
def resend_referral(actor: Actor, *, referral_id: UUID) -> None:
    """Send again to the same service after the time ran out; a fresh clock runs."""
    require(actor, Permission.SEND_REFERRAL)
    referral = move(actor, referral_id, Verb.RESEND).referral
    if case_ref(actor, referral.case_id).state != "open":
        raise CaseIsClosed
    settle_ground(actor, referral)
    end_all_work(actor, referral, EndReason.HANDED_OVER)
    start_response_clock(actor, referral)
    referral.save()
    record(actor, about(ReferralSent, referral, urgency=referral.urgency, due_at=referral.response_due_at))


@action()
def withdraw_referral(actor: Actor, *, referral_id: UUID, reason: WithdrawReason, note: str = "") -> None:
    """Take it back, or throw a draft away; the receiver no longer sees the summary."""
    require(actor, Permission.SEND_REFERRAL)
    referral = move(actor, referral_id, Verb.WITHDRAW).referral
    write(actor, referral, MessageKind.WITHDRAWAL, note)
    referral.reason = reason
    referral.save()
    end_all_work(actor, referral, EndReason.WITHDRAWN)
    was_sent = referral.sent_at is not None
    number = record(actor, about(ReferralWithdrawn, referral, reason=reason.value, was_sent=was_sent))
    if was_sent:
        close_to_receiver(actor, referral, number)


@action()
def stop_looking(actor: Actor, *, referral_id: UUID) -> None:
    """No other service is needed after a refusal or a failure: the search ends."""
    require(actor, Permission.SEND_REFERRAL)
    referral = locked(actor, referral_id)
    if Party.SENDER not in sides_of(actor, referral):
        raise NotFound("referral")
    cancel_work(actor, referral.id, WorkKind.FIND_NEXT_SERVICE, EndReason.NOT_NEEDED)
    record(actor, about(ReferralSearchEnded, referral))


@action()
def withdraw_drafts_of(actor: Actor, *, case_id: UUID) -> int:
    """Throw away what was prepared for a closed case and never sent; how many there were."""
    require(actor, Permission.SEND_REFERRAL)
    drafts = Referral.objects.visible_to(actor).filter(case_id=case_id, state=ReferralState.DRAFT)
    ids = list(drafts.values_list("id", flat=True))
    for referral_id in ids:
        withdraw_referral(actor, referral_id=referral_id, reason=WithdrawReason.CASE_CLOSED)
    return len(ids)


@action()
def hand_over_referrals(actor: Actor, *, case_id: UUID, officer_id: UUID, stay_with: Collection[UUID]) -> int:
    """Let the running referrals of a case answer to its new manager, but for those of people who stay on it."""
    require(actor, Permission.SEND_REFERRAL)
    running = Referral.objects.visible_to(actor).filter(case_id=case_id).exclude(state__in=sorted(ENDED))
    count = running.exclude(officer_id__in=[officer_id, *stay_with]).update(officer_id=officer_id)
    record(actor, ReferralsReassigned(case_id, case_id, officer_id, count))
    return count
