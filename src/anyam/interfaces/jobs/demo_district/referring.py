"""The life of one referral in the demo district: how long it lies, who answers what, and what comes of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property, partial
from typing import TYPE_CHECKING
from uuid import UUID

from anyam.casework.referrals import actions
from anyam.casework.referrals.choices import (
    DeclineReason,
    FailReason,
    Outcome,
    RedirectReason,
    SharingBasis,
    Urgency,
    WithdrawReason,
)
from anyam.casework.sops.choices import PromiseKey
from anyam.foundation.access import Actor, Role
from anyam.foundation.core import clock
from anyam.foundation.core.working_time import deadline
from anyam.registry.agencies.choices import Need

from . import words
from .catalogue import Habit, Offer, habit_of
from .insisting import insisting
from .sharing import ask_consent, basis_of, reason_of, summary_of
from .silence import ran_out
from .stage import Deed, Stage

if TYPE_CHECKING:
    from .journey import CaseLife
    from .make import District

_DECLINES = {
    "full": 24,
    "not_our_task": 18,
    "outside_area": 9,
    "outside_age": 8,
    "no_staff": 16,
    "no_budget": 9,
    "already_served": 7,
    "incomplete": 7,
    "conflict": 2,
}
_OUTCOMES = {"need_met": 62, "partly_met": 20, "continues": 12, "not_met": 6}
_FAILURES = {
    "not_reached": 26,
    "did_not_come": 26,
    "family_declined": 22,
    "child_declined": 12,
    "moved": 9,
    "service_stopped": 5,
}
_PROMISE = {
    Urgency.EMERGENCY: PromiseKey.REFERRAL_EMERGENCY,
    Urgency.URGENT: PromiseKey.REFERRAL_URGENT,
    Urgency.NORMAL: PromiseKey.REFERRAL_NORMAL,
}
MOST_TRIES = 3


@dataclass
class ReferralLife:
    """One referral, as its people live it. `ends_as` holds it at a point of its way for the last scenes."""

    district: District
    case: CaseLife
    need: str
    offer: Offer
    urgency: Urgency
    plan_action_id: UUID | None = None
    tries: int = 1
    tried: frozenset[UUID] = frozenset()
    ends_as: str = ""
    basis: SharingBasis | None = None
    id: UUID = field(init=False)
    is_over: bool = False
    is_answered: bool = False
    round: int = 0

    @property
    def stage(self) -> Stage:
        return self.district.stage

    @cached_property
    def habit(self) -> Habit:
        return habit_of(self.offer.agency)

    def officer(self) -> Actor:
        officers = self.district.staff.of(self.offer.agency, Role.PARTNER_OFFICER)
        return self.stage.chance.choice(officers)

    # --- the sender -------------------------------------------------------------------------------------------------

    def draft(self, follows_id: UUID | None = None) -> None:
        """Prepare the referral; it is sent within the hour."""
        self.basis = basis_of(self)
        self.id = insisting(
            self.stage,
            actions.draft_referral,
            self.case.carer,
            case_id=self.case.id,
            service_id=self.offer.service_id,
            need=Need(self.need),
            urgency=self.urgency,
            sharing_basis=self.basis,
            basis_reason=reason_of(self),
            summary=summary_of(self),
            follows_id=follows_id,
            plan_action_id=self.plan_action_id,
        )
        self._begin()

    def _begin(self) -> None:
        self.case.referrals.append(self)
        self.district.referrals.append(self)
        minutes = 3 if self.urgency is Urgency.EMERGENCY else self.stage.about(25, 0.8)
        self.stage.at(clock.now() + timedelta(minutes=minutes), self.send)

    def taken_over(self, referral_id: UUID) -> None:
        """Go on with the draft that a redirection left for the sender."""
        self.id = referral_id
        self.case.referrals.append(self)
        self.district.referrals.append(self)
        if self.stage.is_so(0.88):
            self.stage.at(self.stage.later(self.stage.about(3)), self.send)
        else:
            self.stage.at(self.stage.later(self.stage.about(5)), self._discard)

    def send(self) -> None:
        if self.is_over or not self.case.is_open:
            return
        ask_consent(self)
        insisting(self.stage, actions.send_referral, self.case.carer, referral_id=self.id)
        self.await_answer()

    def _discard(self) -> None:
        if not self.is_over and self.case.is_open:
            actions.withdraw_referral(
                self.case.carer, referral_id=self.id, reason=WithdrawReason.OTHER_SERVICE
            )
            self.end()

    def withdraw(self, reason: WithdrawReason) -> None:
        actions.withdraw_referral(self.case.carer, referral_id=self.id, reason=reason)
        self.end()

    def withdraw_unless_over(self, reason: WithdrawReason) -> None:
        if not self.is_over:
            self.withdraw(reason)

    # --- waiting for the answer -------------------------------------------------------------------------------------

    def await_answer(self) -> None:
        """The receiver's clock runs: it is seen, and answered early, late or never."""
        self.round += 1
        due = self._due()
        if self.ends_as in {"waiting", "seen", "asked"}:
            self._hold()
            self._expire_at(due)
            return
        is_silent = self.ends_as == "expired" or (not self.ends_as and self.stage.is_so(self._silence()))
        if is_silent:
            if self.stage.is_so(0.35):
                self.stage.at(self.soon(self.habit.answers_after), self.for_round(self._see))
            self._expire_at(due)
            return
        answer_at = self.soon(self.stage.about(self._patience(), self.habit.spread))
        self.stage.at(clock.now() + (answer_at - clock.now()) * 0.6, self.for_round(self._see))
        self.stage.at(answer_at, self.for_round(self._answer))
        if answer_at > due:
            self._expire_at(due)

    def _silence(self) -> float:
        return self.habit.is_silent * (0.15 if self.urgency is Urgency.EMERGENCY else 1.0)

    def _patience(self) -> float:
        if self.urgency is Urgency.EMERGENCY:
            return min(self.habit.answers_after, 0.7)
        return self.habit.answers_after * (0.5 if self.urgency is Urgency.URGENT else 1.0)

    def soon(self, hours: float) -> datetime:
        is_always = self.habit.is_always_on_duty or self.urgency is Urgency.EMERGENCY
        return self.stage.later(hours, round_the_clock=is_always)

    def _due(self) -> datetime:
        promise = self.district.promise(_PROMISE[self.urgency])
        return deadline(clock.now(), *promise)

    def _expire_at(self, due: datetime) -> None:
        """The clock of the worker passes every few minutes and takes up what ran out."""
        self.stage.at(
            due + timedelta(minutes=self.stage.chance.randrange(1, 6)), self.for_round(partial(ran_out, self))
        )

    def for_round(self, deed: Deed) -> Deed:
        """Only as long as the same clock runs: after an answer nobody waits any more."""
        now = self.round

        def unless_past() -> None:
            if self.round == now and not self.is_answered and not self.is_over:
                deed()

        return unless_past

    def _hold(self) -> None:
        chance = self.stage.chance
        if self.ends_as in {"seen", "asked"}:
            self.stage.at(clock.now() + timedelta(minutes=chance.randrange(15, 70)), self._see)
        if self.ends_as == "asked":
            self.stage.at(clock.now() + timedelta(minutes=chance.randrange(75, 110)), self._ask)

    # --- the receiver -----------------------------------------------------------------------------------------------

    def _see(self) -> None:
        actions.see_referral(self.officer(), referral_id=self.id)

    def _answer(self) -> None:
        if self.ends_as:
            self.accept()
            return
        habit, roll = self.habit, self.stage.chance.random()
        declines = habit.declines * (0.3 if self.urgency is Urgency.EMERGENCY else 1.0)
        redirects = habit.redirects if self.urgency is Urgency.NORMAL else 0.0
        if self.round == 1 and roll < habit.asks:
            self._ask()
        elif roll > 1 - declines:
            self._decline()
        elif roll > 1 - declines - redirects:
            self._redirect()
        else:
            self.accept()

    def _ask(self) -> None:
        question, answer = self.stage.chance.choice(words.QUESTIONS)
        actions.ask_information(self.officer(), referral_id=self.id, question=question)
        self.round += 1
        if self.ends_as != "asked":
            self.stage.at(self.stage.later(self.stage.about(3, 0.8)), lambda: self._tell(answer))

    def _tell(self, answer: str) -> None:
        if self.is_over or not self.case.is_open:
            return
        actions.answer_information(self.case.carer, referral_id=self.id, answer=answer)
        self.await_answer()

    def accept(self) -> None:
        actions.accept_referral(self.officer(), referral_id=self.id)
        self.is_answered = True
        self.district.together.letters.referral_accepted(self.case.carer, self.id, self.offer.agency)
        if self.ends_as == "accepted":
            return
        if self.urgency is Urgency.EMERGENCY and self.ends_as != "scheduled":
            self.stage.at(clock.now() + timedelta(hours=self.stage.about(2.5)), self._serve)
        else:
            hours = 0.4 if self.ends_as else self.stage.about(4, 0.9)
            self.stage.at(self.soon(hours), self._schedule)

    def _decline(self) -> None:
        reason = self._drawn(_DECLINES)
        note = words.DECLINE_NOTES[reason] if self.stage.is_so(0.7) else ""
        actions.decline_referral(self.officer(), referral_id=self.id, reason=DeclineReason(reason), note=note)
        self.end()
        self.look_further()

    def _redirect(self) -> None:
        other = self.another()
        if other is None:
            self.accept()
            return
        reason = self.stage.chance.choice(("better_fit", "full", "nearer", "competence"))
        draft_id = actions.redirect_referral(
            self.officer(), referral_id=self.id, service_id=other.service_id, reason=RedirectReason(reason)
        )
        self.end()
        self.next_try(other).taken_over(draft_id)

    def _schedule(self) -> None:
        if self.is_over:
            return
        days = self.habit.serves_after_days * (0.4 if self.urgency is Urgency.URGENT else 1.0)
        if self.ends_as == "scheduled":
            days = self.stage.chance.uniform(1.2, 4)
        appointment = self.stage.on_day(self.stage.about(max(days, 0.5)))
        if self.ends_as == "served":
            appointment = clock.now() + timedelta(minutes=40)
        actions.schedule_referral(self.officer(), referral_id=self.id, scheduled_for=appointment)
        self.stage.at(
            appointment + timedelta(minutes=self.stage.chance.randrange(45, 200)), self._appointment
        )

    def _appointment(self) -> None:
        if self.is_over or self.ends_as == "scheduled":
            return
        roll = self.stage.chance.random()
        if not self.ends_as and roll < self.habit.fails:
            self._fail()
        elif not self.ends_as and roll < self.habit.fails + 0.1:
            self._schedule()  # did not come; a new appointment
        else:
            self._serve()

    def _serve(self) -> None:
        if self.is_over:
            return
        actions.record_served(self.officer(), referral_id=self.id, served_on=clock.today())
        if self.ends_as != "served":
            self.stage.at(self.stage.later(self.stage.about(self.habit.reports_after, 0.8)), self._complete)

    def _complete(self) -> None:
        if self.is_over:
            return
        outcome = self._drawn(_OUTCOMES)
        note = self.stage.chance.choice(words.OUTCOME_NOTES[outcome])
        actions.complete_referral(self.officer(), referral_id=self.id, outcome=Outcome(outcome), note=note)
        self.end()
        self.case.need_answered(self, is_met=outcome != "not_met")

    def _fail(self) -> None:
        reason = self._drawn(_FAILURES)
        actions.fail_referral(
            self.officer(), referral_id=self.id, reason=FailReason(reason), note=words.FAIL_NOTES[reason]
        )
        self.end()
        if reason in {"not_reached", "did_not_come", "service_stopped"}:
            self.look_further()
        else:
            self.case.soon(4, lambda: self._stop_looking())

    # --- the next try -----------------------------------------------------------------------------------------------

    def look_further(self) -> None:
        """The sender looks for another service, or ends the search."""
        other = self.another() if self.tries < MOST_TRIES and self.stage.is_so(0.82) else None
        if other is None:
            self.case.soon(5, self._stop_looking)
        else:
            self.case.soon(4, lambda: self._try(other))

    def _try(self, other: Offer) -> None:
        if self.case.is_open and (self.is_over or not self.is_answered):
            self.next_try(other).draft(follows_id=self.id)
            self.is_over = True

    def _stop_looking(self) -> None:
        if not self.case.is_open:
            return
        if not self.is_over:
            self.withdraw(WithdrawReason.NOT_NEEDED)
        else:
            actions.stop_looking(self.case.carer, referral_id=self.id)
        self.case.need_answered(self, is_met=False)

    def another(self) -> Offer | None:
        child = self.case.child
        return self.district.catalogue.choose(
            self.stage.chance,
            self.need,
            child.age_on(clock.today()),
            child.sex,
            child.village,
            self.tried | {self.offer.service_id} | self.case.services_asked(self.need),
        )

    def next_try(self, other: Offer) -> ReferralLife:
        return ReferralLife(
            self.district,
            self.case,
            self.need,
            other,
            self.urgency,
            self.plan_action_id,
            self.tries + 1,
            self.tried | {self.offer.service_id},
            basis=self.basis,
        )

    def end(self) -> None:
        self.is_over = True

    def _drawn(self, shares: dict[str, int]) -> str:
        return self.stage.chance.choices(list(shares), list(shares.values()))[0]
