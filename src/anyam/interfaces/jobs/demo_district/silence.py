"""What happens in the demo district when nobody answers: the clock, the coordinator, and the sender's next step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anyam.casework.referrals import actions
from anyam.casework.referrals.choices import RedirectReason
from anyam.foundation.access import Actor

from .sharing import ask_consent

if TYPE_CHECKING:
    from .referring import ReferralLife

_WAYS = {"remind": 38, "resend": 14, "another": 16, "redirect": 8, "close": 10, "late": 14}
_MOST_CLOCKS = 3


def ran_out(life: ReferralLife) -> None:
    """The clock takes up everything that ran out; what comes next is up to the coordinator and the sender."""
    actions.expire_due_referrals(Actor.system("clock"))
    if life.ends_as:
        return
    stage = life.stage
    way = stage.chance.choices(list(_WAYS), list(_WAYS.values()))[0]
    coordinator_at = stage.later(stage.about(6, 0.7))
    if way == "late":
        stage.at(life.soon(stage.about(7)), life.for_round(life.accept))
    elif way == "resend":
        stage.at(stage.later(stage.about(5)), life.for_round(lambda: _resend(life)))
    elif way == "another":
        stage.at(stage.later(stage.about(5)), life.for_round(life.look_further))
    else:
        deed = {"remind": _remind, "redirect": _move_on, "close": _close}[way]
        stage.at(coordinator_at, life.for_round(lambda: deed(life)))


def _remind(life: ReferralLife) -> None:
    if life.round > _MOST_CLOCKS:
        _close(life)
        return
    actions.remind_receiver(life.district.coordinator, referral_id=life.id)
    life.await_answer()


def _resend(life: ReferralLife) -> None:
    if life.case.is_open:
        ask_consent(life)
        actions.resend_referral(life.case.carer, referral_id=life.id)
        life.await_answer()


def _move_on(life: ReferralLife) -> None:
    """The coordinator proposes another service; the sender decides what is shared with it."""
    other = life.another()
    if other is None:
        _close(life)
        return
    draft_id = actions.redirect_referral(
        life.district.coordinator,
        referral_id=life.id,
        service_id=other.service_id,
        reason=RedirectReason.NO_ANSWER,
    )
    life.end()
    life.next_try(other).taken_over(draft_id)


def _close(life: ReferralLife) -> None:
    actions.close_expired_referral(life.district.coordinator, referral_id=life.id)
    life.end()
    life.look_further()
