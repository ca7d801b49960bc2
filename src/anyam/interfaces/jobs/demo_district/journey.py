"""One case of the demo district, from its opening to its closing: what its people do, and when."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from anyam.casework.cases import actions, queries
from anyam.casework.cases.choices import ActionState, ContactKind, Outcome, ReviewDecision
from anyam.casework.referrals.choices import SafetyFlag, Urgency, WithdrawReason
from anyam.foundation.access import Actor, Role
from anyam.foundation.core import clock

from . import words
from .assessing import answers_for
from .catalogue import Offer
from .children import Child, Story
from .referring import ReferralLife
from .stage import Deed, Stage

if TYPE_CHECKING:
    from .make import District

_AT_ONCE = ("medico_legal", "health", "shelter", "law_enforcement", "protection")
_HOURS_TO_CONTACT = {"high": 2.0, "medium": 6.0, "low": 14.0}
_HOURS_TO_ASSESS = {"high": 9.0, "medium": 20.0, "low": 38.0}
_HOURS_TO_PLAN = {"high": 9.0, "medium": 18.0, "low": 32.0}
_DAYS_BETWEEN_CONTACTS = {"high": 11.0, "medium": 20.0, "low": 32.0}
_DAYS_TO_REVIEW = {"high": 14, "medium": 30, "low": 60}
_CALMER = {"high": "medium", "medium": "low", "low": "low"}
_MOST_TRIES_TO_CLOSE = 6
_CLOSING_REASONS = {
    "goals_reached": 46,
    "safe_with_family": 34,
    "alternative_care": 5,
    "refused": 12,
    "other": 3,
}
_CLOSING_OUTCOMES = {"better": 66, "partly": 27, "unchanged": 7}


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

    @property
    def stage(self) -> Stage:
        return self.district.stage

    @property
    def carer(self) -> Actor:
        """Who works with the child: the case worker, or the manager where none is named yet."""
        return self.worker or self.manager

    def soon(self, hours: float, deed: Deed) -> None:
        """Do it after about so many working hours, if the case is still open and was not closed in between."""
        self.stage.at(self.stage.later(self.stage.about(hours)), self._if_open(deed))

    def in_days(self, days: float, deed: Deed) -> None:
        self.stage.at(self.stage.on_day(self.stage.about(days, 0.35)), self._if_open(deed))

    def _if_open(self, deed: Deed) -> Deed:
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
        self._first_steps()
        grown_up = _birthday(self.child.born_on, 18)
        if grown_up > clock.today():
            moment = self.stage.on_day((grown_up - clock.today()).days + 2)
            self.stage.at(moment, lambda: self._end_as_it_stands("adult"))
        if self.stage.is_so(0.05):
            reason = chance.choice(("moved_away", "transferred", "not_a_case"))
            self.in_days(30, lambda: self._end_as_it_stands(reason))

    def _first_steps(self) -> None:
        is_high = self.level == "high"
        if self.worker is None and self.stage.is_so(0.95):
            self.soon(0.8 if is_high else 3, self._assign)
        contact = self.stage.later(
            self.stage.about(_HOURS_TO_CONTACT[self.level], 0.8),
            round_the_clock=is_high or self.stage.is_so(0.3),
        )
        self.stage.at(contact, self._if_open(self._first_contact))

    def _assign(self) -> None:
        worker = self.district.least_loaded_worker()
        actions.assign_case(
            self.manager, case_id=self.id, manager_id=self.manager.user_id, worker_id=worker.user_id
        )
        self.worker = worker
        if self.stage.is_so(0.05):
            self.in_days(40, self._hand_over)

    def _hand_over(self) -> None:
        others = [w for w in self.district.workers if w is not self.worker]
        worker = self.stage.chance.choice(others)
        actions.assign_case(
            self.manager, case_id=self.id, manager_id=self.manager.user_id, worker_id=worker.user_id
        )
        self.worker = worker

    def _first_contact(self) -> None:
        kind = self.stage.chance.choices(("home_visit", "phone", "office"), (50, 28, 22))[0]
        self._record_contact(kind)
        if self.level == "high":
            for need in [n for n in self.needs if n in _AT_ONCE]:
                urgency = self.stage.chance.choices((Urgency.EMERGENCY, Urgency.URGENT), (38, 62))[0]
                self._refer_soon(need, urgency, 1.0)
        self.soon(_HOURS_TO_ASSESS[self.level] * 0.4, self._begin_assessment)
        self.in_days(_DAYS_BETWEEN_CONTACTS[self.level], self._keep_contact)

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
        first, rest = answers_for(self)
        actions.save_answers(self.carer, case_id=self.id, answers=first)

        def finish() -> None:
            actions.save_answers(self.carer, case_id=self.id, answers=rest)
            actions.complete_assessment(self.carer, case_id=self.id, needs=self.needs)
            self.soon(_HOURS_TO_PLAN[self.level], self._make_plan)

        self.soon(_HOURS_TO_ASSESS[self.level] * 0.8, finish)

    def _make_plan(self) -> None:
        """Goals with actions of agencies, two needs to a goal at most; agreed some hours later."""
        covered = {item.need for item in self.items if not item.is_over}
        missing = [need for need in self.needs if need not in covered]
        for pair in [missing[at : at + 2] for at in range(0, len(missing), 2)]:
            goal_id = actions.save_goal(self.carer, case_id=self.id, text=words.GOALS[pair[0]])
            for need in pair:
                self._plan_need(goal_id, need)
        if not self.has_plan:
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
        item.id = actions.save_plan_action(
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
        days = max(3, int(self.stage.about(_DAYS_TO_REVIEW[self.level], 0.25)))
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
            self.in_days(40, partial(self._progress, item, ActionState.DONE))
        self._review_in(days)

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
        self.stage.at(moment, self._if_open(refer))

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
            self.soon(5, lambda: self._progress(item, state))

    def _progress(self, item: PlanItem, state: ActionState) -> None:
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

    # --- contacts and reviews ---------------------------------------------------------------------------------------

    def _keep_contact(self) -> None:
        kind = self.stage.chance.choices(
            ("home_visit", "phone", "office", "accompaniment", "service", "coordination"),
            (34, 24, 12, 10, 10, 10),
        )[0]
        self._record_contact(kind)
        if self.district.is_near_the_end():
            queries.get_case(self.carer, self.id)  # opening the case is kept as a look
        self.in_days(_DAYS_BETWEEN_CONTACTS[self.level], self._keep_contact)

    def _record_contact(self, kind: str) -> None:
        chance = self.stage.chance
        is_service = kind == ContactKind.SERVICE
        next_visit = None
        if kind == ContactKind.HOME_VISIT and self.stage.is_so(0.5):
            next_visit = self.stage.on_day(self.stage.about(_DAYS_BETWEEN_CONTACTS[self.level], 0.3)).date()
        actions.record_contact(
            self.carer,
            case_id=self.id,
            kind=kind,
            on=clock.today(),
            need=self.needs[0] if is_service else "",
            with_whom=chance.choice(words.WITH_WHOM) if kind != ContactKind.COORDINATION else "",
            was_child_seen=kind in {"home_visit", "office", "accompaniment", "service"}
            and self.stage.is_so(0.85),
            note=chance.choice(words.CONTACT_NOTES[kind]),
            next_visit_on=next_visit,
        )

    def _review_in(self, days: float) -> None:
        begun = self.reviews

        def review() -> None:
            if self.reviews == begun:
                self._review()

        self.stage.at(
            self.stage.on_day(days + self.stage.chance.choice((-1, 0, 0, 1, 2, 5))), self._if_open(review)
        )

    def _review(self) -> None:
        self.reviews += 1
        waiting = [r for r in self.referrals if not r.is_over]
        is_calmer = self.reviews >= 2 or not waiting or self.stage.is_so(0.4)
        self.level = _CALMER[self.level] if is_calmer else self.level
        is_ready = not waiting and self.reviews >= 2 and self.level != "high" and self.has_plan
        decision = ReviewDecision.CONTINUE
        if is_ready or self.reviews >= 7:
            decision = ReviewDecision.PREPARE_CLOSURE
            self.level = "low" if self.level == "high" else self.level
        elif self.stage.is_so(0.12):
            decision = ReviewDecision.CHANGE_PLAN
        days = int(self.stage.about(_DAYS_TO_REVIEW[self.level], 0.25))
        actions.record_review(
            self.manager if self.stage.is_so(0.6) else self.carer,
            case_id=self.id,
            held_on=clock.today(),
            decision=decision,
            level=self.level,
            child_took_part=self.child.age_on(clock.today()) >= 6 and self.stage.is_so(0.7),
            next_review_on=clock.today() + timedelta(days=max(days, 3)),
            note=words.REVIEW_NOTES[decision],
        )
        if decision == ReviewDecision.PREPARE_CLOSURE:
            self.soon(20, self._try_to_close)
        else:
            self._review_in(max(days, 3))
        if decision == ReviewDecision.CHANGE_PLAN:
            self.soon(10, self._change_plan)

    def _change_plan(self) -> None:
        """One need more: the open parts of the agreed plan are copied into a draft, which replaces it."""
        new = [n for n in self.story.concern.needs if n not in self.needs]
        if not new or not self.has_plan:
            return
        self.needs.append(self.stage.chance.choice(new))
        self._make_plan()
        still_open = [item for item in self.items if not item.is_over]
        written = [a for goal in queries.get_plan(self.carer, self.id).goals for a in goal.actions]
        for item in still_open:
            item.id = next((a.id for a in written if a.title == item.title and a.need == item.need), item.id)

    # --- the end ----------------------------------------------------------------------------------------------------

    def _try_to_close(self) -> None:
        self.tries_to_close += 1
        waiting = [r for r in self.referrals if not r.is_over]
        if waiting and self.tries_to_close < _MOST_TRIES_TO_CLOSE:
            self.in_days(8, self._try_to_close)
            return
        for item in [i for i in self.items if not i.is_over]:
            self._progress(item, ActionState.DONE if self.stage.is_so(0.7) else ActionState.DROPPED)
        reason = self._drawn(_CLOSING_REASONS)
        outcome = self._drawn(_CLOSING_OUTCOMES)
        for referral in waiting:
            self.soon(0.2, partial(referral.withdraw_unless_over, WithdrawReason.NOT_NEEDED))
        self.soon(2, lambda: self._close(reason, outcome, words.CLOSURE_NOTES))
        if self.tries_to_close < 3 * _MOST_TRIES_TO_CLOSE:
            self.in_days(8, self._try_to_close)  # in case something still stood in the way

    def _drawn(self, shares: dict[str, int]) -> str:
        return self.stage.chance.choices(list(shares), list(shares.values()))[0]

    def _end_as_it_stands(self, reason: str) -> None:
        if self.is_open:
            self._close(reason, "unknown" if reason == "moved_away" else "partly", ("",))

    def _close(self, reason: str, outcome: str, notes: tuple[str, ...]) -> None:
        needs_aftercare = reason in {"goals_reached", "safe_with_family", "alternative_care"}
        actions.close_case(
            self.manager,
            case_id=self.id,
            reason=reason,
            outcome=Outcome(outcome),
            aftercare_on=clock.today() + timedelta(days=self.stage.chance.choice((30, 60, 90)))
            if needs_aftercare
            else None,
            note=self.stage.chance.choice(notes),
        )
        self.is_open, self.round = False, self.round + 1
        if needs_aftercare and self.stage.is_so(0.06):
            day = self.stage.on_day(self.stage.about(60, 0.4))
            self.stage.at(
                day, lambda: self._reopen("goals_lost" if self.stage.is_so(0.5) else "new_information")
            )

    def _reopen(self, reason: str) -> None:
        """The case begins anew with an assessment."""
        if self.is_open or _birthday(self.child.born_on, 18) <= clock.today():
            return
        actions.reopen_case(
            self.manager, case_id=self.id, reason=reason, note=self.stage.chance.choice(words.REOPEN_NOTES)
        )
        self.is_open, self.round = True, self.round + 1
        self.reviews, self.tries_to_close, self.has_plan = 0, 0, False
        for item in self.items:
            item.is_over = True
        self.level = queries.case_ref(self.district.system, self.id).level
        self.needs = self.needs[:2]
        self._first_steps()

    def reopen_for_new_report(self) -> None:
        """A new report about a child whose case is closed."""
        if not self.is_open:
            self._reopen("new_incident")

    def link_to(self, older: CaseLife) -> None:
        """A brother or sister turned out to have a case as well."""
        supervisor = self.district.staff.of("ult_psai", Role.SUPERVISOR)[0]
        number = queries.case_ref(self.district.system, older.id).number
        actions.link_sibling(supervisor, case_id=self.id, other_number=number)


def _birthday(born_on: date, years: int) -> date:
    try:
        return born_on.replace(year=born_on.year + years)
    except ValueError:
        return date(born_on.year + years, 3, 1)
