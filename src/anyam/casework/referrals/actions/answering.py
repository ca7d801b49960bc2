"""What the receiving agency answers."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.casework.sops.actions import cancel_work
from anyam.casework.sops.choices import EndReason, PromiseKey, WorkKind
from anyam.foundation.access import Actor, Permission, action, require, require_any
from anyam.foundation.access.row_context import acting
from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.events.recording import record

from ..choices import DeclineReason, MessageKind, Party, RedirectReason, ReferralState, Verb
from ..events import (
    ReferralAccepted,
    ReferralDeclined,
    ReferralInformationAsked,
    ReferralRedirected,
    ReferralSeen,
)
from ..models import Referral
from ..queries.detail import sides_of
from ..rules import hours_left, may
from .drafts import copy_draft
from .moving import about, end_all_work, give_receiver, give_sender, locked, move, promise_of, write
from .sharing import close_to_receiver, open_case_to_receiver


class SameService(Refusal):
    sentence = _("Choose another service than the one this referral went to.")


@action()
def see_referral(actor: Actor, *, referral_id: UUID) -> bool:
    """Note that the receiving agency has opened the referral; whether this was the first time."""
    require(actor, Permission.SEE_INBOX)
    referral = locked(actor, referral_id)
    if not may(ReferralState(referral.state), Verb.SEE, sides_of(actor, referral)):
        return False
    referral = move(actor, referral_id, Verb.SEE).referral
    referral.seen_at = referral.seen_at or clock.now()
    referral.save()
    record(actor, about(ReferralSeen, referral))
    return True


@action()
def accept_referral(actor: Actor, *, referral_id: UUID) -> None:
    """Promise the service. The next clock is the appointment."""
    require(actor, Permission.ANSWER_REFERRAL)
    referral = move(actor, referral_id, Verb.ACCEPT).referral
    _answered(actor, referral)
    give_receiver(actor, referral, WorkKind.SCHEDULE_SERVICE, promise_key=PromiseKey.REFERRAL_SCHEDULE)
    open_case_to_receiver(actor, referral, record(actor, about(ReferralAccepted, referral)))


@action()
def ask_information(actor: Actor, *, referral_id: UUID, question: str) -> None:
    """Ask the sender; while it answers, its clock runs and the receiver's stands still."""
    require(actor, Permission.ANSWER_REFERRAL)
    moved = move(actor, referral_id, Verb.ASK)
    referral = moved.referral
    write(actor, referral, MessageKind.QUESTION, question, field="question", is_needed=True)
    promise, now = promise_of(actor, referral), clock.now()
    started_at = referral.clock_started_at or now
    referral.hours_left = hours_left(started_at, now, float(promise.hours), promise.counting)
    referral.seen_at = referral.seen_at or now
    referral.response_due_at = None
    referral.save()
    end_all_work(actor, referral, EndReason.ASKED_BACK)
    give_sender(actor, referral, WorkKind.ANSWER_QUESTION, PromiseKey.REFERRAL_INFORMATION)
    record(actor, about(ReferralInformationAsked, referral))


@action()
def redirect_referral(
    actor: Actor, *, referral_id: UUID, service_id: UUID, reason: RedirectReason, note: str = ""
) -> UUID:
    """Propose another service. A draft to it waits for the sender, who alone decides what is shared with whom."""
    require_any(actor, Permission.ANSWER_REFERRAL, Permission.MOVE_EXPIRED_REFERRAL)
    moved = move(actor, referral_id, Verb.REDIRECT)
    referral = moved.referral
    if referral.service_id == service_id:
        raise SameService(field="service")
    write(actor, referral, MessageKind.REDIRECT, note)
    referral.reason = reason
    _answered(actor, referral)
    with acting(Actor.system("a proposal for the sender")):
        proposed = copy_draft(actor, referral, service_id)
    give_sender(actor, proposed, WorkKind.SEND_REFERRAL, PromiseKey.REFERRAL_NEXT)
    event = about(
        ReferralRedirected,
        referral,
        reason=reason.value,
        proposed_service_id=service_id,
        proposed_referral_id=proposed.id,
        is_by_coordinator=moved.party is Party.COORDINATOR,
    )
    close_to_receiver(actor, referral, record(actor, event))
    return proposed.id


@action()
def decline_referral(actor: Actor, *, referral_id: UUID, reason: DeclineReason, note: str = "") -> None:
    """Say no, with a reason; the sender looks for another service."""
    require(actor, Permission.ANSWER_REFERRAL)
    referral = move(actor, referral_id, Verb.DECLINE).referral
    write(actor, referral, MessageKind.DECLINE, note)
    referral.reason = reason
    _answered(actor, referral)
    give_sender(actor, referral, WorkKind.FIND_NEXT_SERVICE, PromiseKey.REFERRAL_NEXT)
    close_to_receiver(actor, referral, record(actor, about(ReferralDeclined, referral, reason=reason.value)))


def _answered(actor: Actor, referral: Referral) -> None:
    """The response clock and everything that hung on it has ended."""
    now = clock.now()
    referral.answered_at = now
    referral.seen_at = referral.seen_at or now
    referral.hours_left = None
    referral.save()
    cancel_work(actor, referral.id, WorkKind.ANSWER_QUESTION)
    end_all_work(actor, referral, EndReason.DONE)
