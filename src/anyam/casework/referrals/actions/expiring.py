"""When the time for an answer runs out."""

from uuid import UUID

from anyam.casework.sops.choices import EndReason, PromiseKey, WorkKind
from anyam.foundation.access import Actor, Permission, action, require
from anyam.foundation.core import clock
from anyam.foundation.events.recording import record

from ..choices import FailReason, Party, ReferralState, Verb
from ..events import ReferralExpired, ReferralFailed
from ..models import Referral
from ..rules import next_state
from .moving import about, end_all_work, give_coordinator, give_sender, move, stand
from .sharing import open_to_coordinator

BATCH = 200


@action()
def expire_due_referrals(actor: Actor) -> int:
    """Let every referral expire whose time for an answer is over; how many there were.

    Rows that somebody is answering at this moment are passed over: a late answer is better than none.
    """
    require(actor, Permission.EXPIRE_REFERRALS)
    due = Referral.objects.due_before(clock.now()).select_for_update(skip_locked=True, of=("self",))
    referrals = list(due.order_by("response_due_at")[:BATCH])
    for referral in referrals:
        _expire(actor, referral)
    return len(referrals)


@action()
def close_expired_referral(actor: Actor, *, referral_id: UUID) -> None:
    """The coordinator ends a referral that nobody answered; the sender looks for another service."""
    require(actor, Permission.MOVE_EXPIRED_REFERRAL)
    referral = move(actor, referral_id, Verb.CLOSE).referral
    referral.reason = FailReason.NO_ANSWER
    referral.save()
    end_all_work(actor, referral, EndReason.DONE)
    give_sender(actor, referral, WorkKind.FIND_NEXT_SERVICE, PromiseKey.REFERRAL_NEXT)
    event = about(ReferralFailed, referral, reason=FailReason.NO_ANSWER.value, is_by_coordinator=True)
    record(actor, event)


def _expire(actor: Actor, referral: Referral) -> None:
    after = next_state(ReferralState(referral.state), Verb.EXPIRE, Party.CLOCK)
    assert after, "the query takes only what may expire"
    stand(actor, referral, after)
    referral.expired_at = clock.now()
    referral.save()
    end_all_work(actor, referral, EndReason.TIME_RAN_OUT)
    give_coordinator(actor, referral)
    event = about(ReferralExpired, referral, district_code=referral.district_code)
    open_to_coordinator(actor, referral, record(actor, event))
