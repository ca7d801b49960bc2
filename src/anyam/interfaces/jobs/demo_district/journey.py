"""One case of the demo district, from its opening to its closing: what its people do, and when."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from anyam.casework.cases import actions, queries
from anyam.casework.cases.choices import ActionState
from anyam.casework.referrals.choices import SafetyFlag, Urgency
from anyam.foundation.access import Actor
from anyam.foundation.core import clock

from . import words
from .assessing import answers_for
from .catalogue import Offer
from .children import Child, Story
from .ending import birthday, end_as_it_stands
from .following import DAYS_TO_REVIEW, begin_contacts, record_contact, review_in
from .insisting import insisting
from .knowing import begin_knowing
from .referring import ReferralLife
from .staff import id_of
from .stage import Deed, Stage

if TYPE_CHECKING:
    from .make import District

_AT_ONCE = ("medico_legal", "health", "shelter", "law_enforcement", "protection")
_HOURS_TO_CONTACT = {"high": 2.0, "medium": 6.0, "low": 14.0}
_HOURS_TO_ASSESS = {"high": 9.0, "medium": 20.0, "low": 38.0}
_HOURS_TO_PLAN = {"high": 9.0, "medium": 18.0, "low": 32.0}


@dataclass
class PlanItem:
    """One action of the plan and the service that is to do it; none for what the service itself does."""

    need: str
    title: str
    offer: Offer | None
    id: UUID | None = None
    is_over: bool = False


@dataclass
class CaseLife:
    district: District
    id: UUID
    story: Story
    child: Child
    level: str = "medium"
    manager: Actor = field(default_factory=Actor.nobody)
    worker: Actor | None = None
    is_open: bool = True
    round: int = 0
    items: list[PlanItem] = field(default_factory=list)
    needs: list[str] = field(default_factory=list)
    referrals: list[ReferralLife] = field(default_factory=list)
    safety_flags: list[SafetyFlag] = field(default_factory=list)
    reviews: int = 0
    tries_to_close: int = 0
    has_plan: bool = False
    agreed_until: dict[UUID, datetime] = field(default_factory=dict)
    """The agencies with which the family agreed to share, and until when."""

    @property
    def stage(self) -> Stage:
        return self.district.stage

    @property
    def carer(self) -> Actor:
        """Who works with the child: the case worker, or the manager where none is named yet."""
        return self.worker or self.manager

    def soon(self, hours: float, deed: Deed) -> None:
        """Do it after about so many working hours, if the case is still open and was not closed in between."""
        self.stage.at(self.stage.later(self.stage.about(hours)), self.if_open(deed))

    def in_days(self, days: float, deed: Deed) -> None:
        self.stage.at(self.stage.on_day(self.stage.about(days, 0.35)), self.if_open(deed))

    def if_open(self, deed: Deed) -> Deed:
        begun = self.round

        def unless_closed() -> None:
            if self.is_open and self.round == begun:
                deed()

        return unless_closed

    # --- the beginning ----------------------------------------------------------------------------------------------

    def begin(self) -> None:
        """The case was opened just now."""
        case = queries.case_ref(self.district.system, self.id)
        self.level = case.level
        self.manager = self.district.staff.actors[case.manager_id]
        chance, shares = self.stage.chance, self.story.concern.needs
        self.needs = [
            need for need, share in shares.items() if chance.random() < share * self.district.appetite
        ]
        self.needs = self.needs or [max(shares, key=lambda need: shares[need])]
        self.safety_flags = self._flags()
        self.first_steps()
        grown_up = birthday(self.child.born_on, 18)
        if grown_up > clock.today():
            moment = self.stage.on_day((grown_up - clock.today()).days + 2)
            self.stage.at(moment, lambda: end_as_it_stands(self, "adult"))
        if self.stage.is_so(0.05):
            reason = chance.choice(("moved_away", "transferred", "not_a_case"))
            self.in_days(30, lambda: end_as_it_stands(self, reason))

    def first_steps(self) -> None:
        is_high = self.level == "high"
        if self.worker is None and self.stage.is_so(0.95):
            self.soon(0.8 if is_high else 3, self._assign)
        contact = self.stage.later(
            self.stage.about(_HOURS_TO_CONTACT[self.level], 0.8),
            round_the_clock=is_high or self.stage.is_so(0.3),
        )
        self.stage.at(contact, self.if_open(self._first_contact))

    def _assign(self) -> None:
        worker = self.district.least_loaded_worker()
        actions.assign_case(
            self.manager, case_id=self.id, manager_id=id_of(self.manager), worker_id=worker.user_id
        )
        self.worker = worker
        if self.stage.is_so(0.05):
            self.in_days(40, self._hand_over)

    def _hand_over(self) -> None:
        others = [w for w in self.district.workers if w is not self.worker]
        worker = self.stage.chance.choice(others)
        actions.assign_case(
            self.manager, case_id=self.id, manager_id=id_of(self.manager), worker_id=worker.user_id
        )
        self.worker = worker

    def _first_contact(self) -> None:
        kind = self.stage.chance.choices(("home_visit", "phone", "office"), (50, 28, 22))[0]
        record_contact(self, kind)
        if self.level == "high":
            for need in [n for n in self.needs if n in _AT_ONCE]:
                urgency = self.stage.chance.choices((Urgency.EMERGENCY, Urgency.URGENT), (38, 62))[0]
                self._refer_soon(need, urgency, 1.0)
        self.soon(_HOURS_TO_ASSESS[self.level] * 0.4, self._begin_assessment)
        begin_contacts(self)

    def _flags(self) -> list[SafetyFlag]:
        flags: list[SafetyFlag] = []
        if self.level == "high":
            flags += [SafetyFlag.DO_NOT_VISIT_HOME] if self.stage.is_so(0.25) else []
            flags += [SafetyFlag.REPORTED_PERSON_NEAR] if self.stage.is_so(0.3) else []
        if self.child.sex == "female" and self.story.concern.code.startswith("sexual"):
            flags.append(SafetyFlag.FEMALE_OFFICER)
        if self.story.concern.code == "disability":
            flags.append(SafetyFlag.HAS_DISABILITY)
        return flags

    # --- assessment and plan ----------------------------------------------------------------------------------------

    def _begin_assessment(self) -> None:
        """One long conversation, or two shorter ones."""
        first, rest = answers_for(self)
        is_one = self.stage.is_so(0.5)
        actions.save_answers(self.carer, case_id=self.id, answers=first | rest if is_one else first)

        def finish() -> None:
            if not is_one:
                actions.save_answers(self.carer, case_id=self.id, answers=rest)
            actions.complete_assessment(self.carer, case_id=self.id, needs=self.needs)
            begin_knowing(self)
            self.soon(_HOURS_TO_PLAN[self.level], self.make_plan)

        self.soon(_HOURS_TO_ASSESS[self.level] * 0.8, finish)

    def make_plan(self) -> None:
        """Goals with actions of agencies, three needs to a goal at most; agreed some hours later."""
        covered = {item.need for item in self.items if not item.is_over}
        missing = [need for need in self.needs if need not in covered]
        for together in [missing[at : at + 3] for at in range(0, len(missing), 3)]:
            goal_id = actions.save_goal(self.carer, case_id=self.id, text=words.GOALS[together[0]])
            for need in together:
                self._plan_need(goal_id, need)
        has_none = not any(not item.is_over for item in self.items)
        if not self.has_plan and (has_none or self.stage.is_so(0.4)):
            goal_id = actions.save_goal(
                self.carer, case_id=self.id, text="Anak didengar dan tahu apa yang akan terjadi"
            )
            own = PlanItem("protection", "Bertemu anak secara berkala dan membahas rencananya", None)
            self._write_action(goal_id, own, self.district.catalogue.own_agency, 45)
        self.soon(4, self._agree)

    def _plan_need(self, goal_id: UUID, need: str) -> None:
        sent = next((r for r in self.referrals if r.need == need and not r.is_over), None)
        offer = sent.offer if sent else self._choose(need)
        if offer is None:
            return
        days = 21 if self.level == "high" else 40
        self._write_action(goal_id, PlanItem(need, words.ACTIONS[need], offer), offer.agency_id, days)

    def _write_action(self, goal_id: UUID, item: PlanItem, agency_id: UUID, days: int) -> None:
        item.id = insisting(
            self.stage,
            actions.save_plan_action,
            self.carer,
            case_id=self.id,
            goal_id=goal_id,
            title=item.title,
            need=item.need,
            agency_id=agency_id,
            due_on=clock.today() + timedelta(days=int(self.stage.about(days, 0.4))),
        )
        self.items.append(item)

    def _agree(self) -> None:
        child_is_old_enough = self.child.age_on(clock.today()) >= 5
        days = max(3, int(self.stage.about(DAYS_TO_REVIEW[self.level], 0.25)))
        actions.agree_plan(
            self.carer,
            case_id=self.id,
            agreed_on=clock.today(),
            review_on=clock.today() + timedelta(days=days),
            child_took_part=child_is_old_enough and self.stage.is_so(0.8),
            family_took_part=self.stage.is_so(0.85),
        )
        self.has_plan = True
        for item in [i for i in self.items if i.offer and not i.is_over]:
            if not any(r.need == item.need for r in self.referrals):
                share = 0.35 if self.level == "high" else 0.1
                urgency = Urgency.URGENT if self.stage.is_so(share) else Urgency.NORMAL
                self._refer_soon(item.need, urgency, 5.0, item)
        for item in [i for i in self.items if i.offer is None and not i.is_over]:
            self.in_days(40, partial(self.progress, item, ActionState.DONE))
        review_in(self, days)
        self.district.together.case_has_plan(self)

    # --- referrals --------------------------------------------------------------------------------------------------

    def _refer_soon(self, need: str, urgency: Urgency, hours: float, item: PlanItem | None = None) -> None:
        def refer() -> None:
            if any(r.need == need and not r.is_over for r in self.referrals):
                return
            offer = (item.offer if item else None) or self._choose(need)
            if offer:
                self.refer(need, offer, urgency, item.id if item else None)

        is_at_once = urgency is Urgency.EMERGENCY
        moment = self.stage.later(self.stage.about(hours, 0.9), round_the_clock=is_at_once)
        self.stage.at(moment, self.if_open(refer))

    def refer(
        self,
        need: str,
        offer: Offer,
        urgency: Urgency,
        plan_action_id: UUID | None = None,
        *,
        ends_as: str = "",
    ) -> None:
        ReferralLife(self.district, self, need, offer, urgency, plan_action_id, ends_as=ends_as).draft()

    def services_asked(self, need: str) -> frozenset[UUID]:
        return frozenset(r.offer.service_id for r in self.referrals if r.need == need)

    def need_answered(self, referral: ReferralLife, *, is_met: bool) -> None:
        """A referral came to its end; the action of the plan follows."""
        item = next((i for i in self.items if i.need == referral.need and not i.is_over), None)
        if item and self.is_open and self.has_plan:
            state = (
                ActionState.DONE
                if is_met
                else self.stage.chance.choice((ActionState.STUCK, ActionState.DROPPED))
            )
            self.soon(5, lambda: self.progress(item, state))

    def progress(self, item: PlanItem, state: ActionState) -> None:
        if item.is_over or item.id is None:
            return
        actions.record_progress(self.carer, case_id=self.id, action_id=item.id, state=state)
        item.is_over = state in {ActionState.DONE, ActionState.DROPPED}

    def _choose(self, need: str) -> Offer | None:
        child = self.child
        return self.district.catalogue.choose(
            self.stage.chance,
            need,
            child.age_on(clock.today()),
            child.sex,
            child.village,
            self.services_asked(need),
        )

    def drawn(self, shares: dict[str, int]) -> str:
        return self.stage.chance.choices(list(shares), list(shares.values()))[0]
