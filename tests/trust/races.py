"""Several people at the same thing at the same moment, each in a transaction of their own on the real database.

Every round is one of the scenes below with two to eight threads. What they were told and what is in the tables
afterwards must be explained by some order of acting one after another. Two records of one person cannot be merged
yet; that race joins when they can.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from threading import Barrier
from time import perf_counter
from typing import Any
from unittest.mock import patch
from uuid import UUID, uuid4

from django.db import connection, connections
from django.db.models import QuerySet

from anyam.casework.cases import actions as cases
from anyam.casework.cases.results import AnswerInput
from anyam.casework.referrals import actions as referrals
from anyam.casework.referrals.choices import (
    DeclineReason,
    RedirectReason,
    SharingBasis,
    Urgency,
    WithdrawReason,
)
from anyam.foundation.access import Actor, NotFound, Role
from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal
from anyam.registry.agencies.actions import ServiceInput, create_service
from anyam.registry.agencies.choices import Need, ServiceLevel
from tests.cast import SYSTEM, Agency, Cast, Story, a_report, a_summary
from tests.trust import ground
from tests.trust._linear import Act, fits
from tests.trust.board import Row, judged

CLAIM = "Whatever several people do to one referral, case or plan at once, it is as if they had taken turns"
QUICK, FULL = 50, 1000
CONTROL_ROUNDS = 60
REFUSED = "refused"


@dataclass
class Scene:
    """What is raced for: who may do what, how it stands at first, and what must come of it."""

    name: str
    tries: Sequence[tuple[str, Any, Callable[[], Any]]]
    start: Any
    description: Callable[[Any, Act], tuple[Any, Any]]
    end: Callable[[], Any]
    whole: Callable[[list[Act]], str] = lambda acts: ""
    """What is wrong with the rows beyond the state; empty where all is well."""


def measure(*, full: bool, seed: int) -> Row:
    rounds = FULL if full else QUICK
    with ground.database("races") as room:
        stage = Stage(room)
        wrong = [problem for number in range(rounds) if (problem := stage.play(number, seed))]
        with patch.object(QuerySet, "select_for_update", lambda self, *args, **kwargs: self):
            caught = any(stage.play(number, seed, "referral") for number in range(CONTROL_ROUNDS))
    scenes = (
        f"{rounds} rounds over {len(SCENES)} scenes, 2 to 8 at once; merging two persons does not exist yet"
    )
    note = f"{scenes}. First wrong: {wrong[0]}" if wrong else scenes
    return judged(CLAIM, tried=rounds, failed=len(wrong), control_caught=caught, seed=seed, note=note)


class Stage:
    """The cast on one database; each round is set anew on it."""

    def __init__(self, room: ground.Room) -> None:
        self.room = room
        self.cast = Cast()
        self.story: Story = self.cast.story()
        self.doctor = self.cast.person("Joko", self.cast.hospital, Role.PARTNER_OFFICER)
        assert self.cast.school
        assert self.cast.police

    def play(self, number: int, seed: int, name: str = "") -> str:
        """One round; what is wrong with it, or nothing."""
        chance = random.Random(f"{seed}:{number}")
        name = name or list(SCENES)[number % len(SCENES)]
        scene = SCENES[name](self, chance)
        tries = [chance.choice(scene.tries) for _ in range(chance.randint(2, 8))]
        acts = at_once(tries)
        odd = [act for act in acts if isinstance(act.answer, Unforeseen)]
        if odd:
            return f"{name}: {odd[0].verb} fell over with {odd[0].answer}"
        end = scene.end()
        if not fits(acts, scene.start, scene.description, end):
            return f"{name}: no order explains {[(a.verb, a.answer) for a in acts]} ending in {end}"
        return scene.whole(acts)

    def new_service(self) -> UUID:
        """One more service of the hospital: a case is referred to each only once at a time."""
        given = ServiceInput(
            name=f"Poli {uuid4().hex[:6]}", level=ServiceLevel.TERTIARY, needs=(Need.HEALTH,)
        )
        return create_service(SYSTEM, self.cast.hospital.id, given)

    def rows(self, statement: str, *given: Any) -> list[tuple[Any, ...]]:
        """What is in the tables, seen by the owner."""
        return self.room.owner().execute(statement, given).fetchall()  # type: ignore[call-overload, no-any-return]

    def events(self, subject_id: UUID, *kinds: str) -> int:
        statement = "SELECT count(*) FROM events_eventrow WHERE subject_id = %s AND kind = ANY(%s)"
        return int(self.rows(statement, subject_id, list(kinds))[0][0])


class Unforeseen(str):
    """The name of an error nobody should see."""

    __slots__ = ()


def at_once(tries: Sequence[tuple[str, Any, Callable[[], Any]]]) -> list[Act]:
    """All of them at the same moment, each on a connection of its own."""
    start = Barrier(len(tries))

    def run(one: tuple[str, Any, Callable[[], Any]]) -> Act:
        verb, value, do = one
        try:
            connection.ensure_connection()
            start.wait()
            begun = perf_counter()
            answer = answered(do)
            return Act(verb, value, answer, begun, perf_counter())
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(tries)) as pool:
        return list(pool.map(run, tries))


def answered(do: Callable[[], Any]) -> Any:
    try:
        result = do()
    except (Refusal, NotFound):
        return REFUSED
    except Exception as problem:
        return Unforeseen(type(problem).__name__)
    return "done" if result is None else result


# --- the scenes -------------------------------------------------------------------------------------------------------

ANSWERS = {"accept": "accepted", "decline": "declined", "redirect": "redirected", "withdraw": "withdrawn"}


def referral(stage: Stage, chance: random.Random) -> Scene:
    """The hospital answers a referral in four ways while the sender takes it back."""
    cast = stage.cast
    one = cast.send(stage.story.case_id, Agency(cast.hospital.id, stage.new_service()), Need.HEALTH)

    def receiver(verb: str, do: Callable[..., Any], **more: Any) -> list[tuple[str, Any, Callable[[], Any]]]:
        return [
            (verb, None, lambda who=who: quiet(do, who, referral_id=one, **more))
            for who in (cast.siti, stage.doctor)
        ]

    tries = [
        *receiver("accept", referrals.accept_referral),
        *receiver("decline", referrals.decline_referral, reason=DeclineReason.FULL),
        *receiver(
            "redirect",
            referrals.redirect_referral,
            service_id=cast.school.service_id,
            reason=RedirectReason.BETTER_FIT,
        ),
        (
            "withdraw",
            None,
            lambda: quiet(
                referrals.withdraw_referral, cast.dewi, referral_id=one, reason=WithdrawReason.NOT_NEEDED
            ),
        ),
    ]

    def describe(state: str, act: Act) -> tuple[str, Any]:
        may = state == "sent" or (state == "accepted" and act.verb == "withdraw")
        return (ANSWERS[act.verb], "done") if may else (state, REFUSED)

    def whole(acts: list[Act]) -> str:
        done = sum(act.answer == "done" for act in acts)
        kept = stage.events(one, *(f"referral_{state}" for state in ANSWERS.values()))
        return "" if kept == done else f"referral: {done} told that it was done, {kept} events"

    return Scene(
        "referral",
        tries,
        "sent",
        describe,
        lambda: stage.rows("SELECT state FROM referrals_referral WHERE id = %s", one)[0][0],
        whole,
    )


def quiet(do: Callable[..., Any], actor: Actor, **given: Any) -> None:
    do(actor, **given)


def assignment(stage: Stage, chance: random.Random) -> Scene:
    """Supervisors hand one case to different managers."""
    cast, case_id = stage.cast, stage.story.case_id
    managers = [actor.person_id for actor in (cast.dewi, cast.bagus)]
    cases.assign_case(cast.ningsih, case_id=case_id, manager_id=managers[0])

    def to(manager_id: UUID) -> Callable[[], Any]:
        return lambda: cases.assign_case(cast.ningsih, case_id=case_id, manager_id=manager_id)

    def end() -> Any:
        return stage.rows("SELECT manager_id FROM cases_case WHERE id = %s", case_id)[0][0]

    tries = [("assign", manager_id, to(manager_id)) for manager_id in managers]
    return Scene("assignment", tries, managers[0], lambda state, act: (act.value, "done"), end)


def closing(stage: Stage, chance: random.Random) -> Scene:
    """One case is closed and opened again by several."""
    cast = stage.cast
    case_id = fresh_case(stage)

    def close() -> None:
        cases.close_case(cast.dewi, case_id=case_id, reason="moved_away", outcome="unknown")

    def reopen() -> None:
        cases.reopen_case(cast.dewi, case_id=case_id, reason="new_information")

    def describe(state: str, act: Act) -> tuple[str, Any]:
        wanted, after = ("open", "closed") if act.verb == "close" else ("closed", "open")
        return (after, "done") if state == wanted else (state, REFUSED)

    def whole(acts: list[Act]) -> str:
        closed = sum((act.verb, act.answer) == ("close", "done") for act in acts)
        kept = stage.events(case_id, "case_closed")
        return "" if closed == kept else f"closing: {closed} told that it was closed, {kept} events"

    def end() -> Any:
        return stage.rows("SELECT state FROM cases_case WHERE id = %s", case_id)[0][0]

    return Scene("closing", [("close", None, close), ("reopen", None, reopen)], "open", describe, end, whole)


def opening(stage: Stage, chance: random.Random) -> Scene:
    """Two open the case of one report: there is one case afterwards, whoever was first."""
    cast = stage.cast
    report_id = triaged(stage)

    def open_it() -> None:
        cases.open_cases(cast.ningsih, report_id=report_id, manager_id=cast.dewi.person_id)

    def describe(state: int, act: Act) -> tuple[int, Any]:
        return (1, "done") if state == 0 else (state, REFUSED)

    def end() -> Any:
        counted = (
            "SELECT count(DISTINCT subject_id) FROM events_eventrow WHERE kind = 'case_opened' AND id > %s"
        )
        return stage.rows(counted, before)[0][0]

    before = stage.rows("SELECT max(id) FROM events_eventrow")[0][0]
    return Scene("opening", [("open", None, open_it)], 0, describe, end)


def plan(stage: Stage, chance: random.Random) -> Scene:
    """The same draft plan is agreed by several."""
    cast = stage.cast
    case_id = fresh_case(stage)
    cases.save_answers(cast.dewi, case_id=case_id, answers={"injury": AnswerInput("light", "document")})
    cases.complete_assessment(cast.dewi, case_id=case_id, needs=["health"])
    goal_id = cases.save_goal(cast.dewi, case_id=case_id, text="Aman di rumah")
    due_on = clock.today() + timedelta(days=7)
    cases.save_plan_action(
        cast.dewi,
        case_id=case_id,
        goal_id=goal_id,
        title="Periksa",
        need="health",
        agency_id=cast.hospital.id,
        due_on=due_on,
    )

    def agree() -> None:
        cases.agree_plan(
            cast.dewi,
            case_id=case_id,
            agreed_on=clock.today(),
            review_on=clock.today() + timedelta(days=30),
            child_took_part=True,
            family_took_part=True,
        )

    def end() -> Any:
        found = stage.rows("SELECT count(*) FROM cases_plan WHERE case_id = %s AND state = 'agreed'", case_id)
        return found[0][0]

    def whole(acts: list[Act]) -> str:
        statement = "SELECT count(*) FROM events_eventrow WHERE case_id = %s AND kind = 'plan_agreed'"
        kept = stage.rows(statement, case_id)[0][0]
        return "" if kept == 1 else f"plan: agreed once, {kept} events"

    return Scene(
        "plan",
        [("agree", None, agree)],
        0,
        lambda state, act: (1, "done") if state == 0 else (state, REFUSED),
        end,
        whole,
    )


def sent_twice(stage: Stage, chance: random.Random) -> Scene:
    """One form arrives several times under its own number: everybody is told the same referral, and there is one."""
    cast, case_id, number, service_id = stage.cast, stage.story.case_id, uuid4(), stage.new_service()
    cases.assign_case(cast.ningsih, case_id=case_id, manager_id=cast.dewi.person_id)
    drafts = "SELECT count(*) FROM referrals_referral WHERE case_id = %s"
    before = stage.rows(drafts, case_id)[0][0]

    def draft() -> Any:
        return referrals.draft_referral(
            cast.dewi,
            case_id=case_id,
            service_id=service_id,
            need=Need.HEALTH,
            urgency=Urgency.URGENT,
            sharing_basis=SharingBasis.GUARDIAN,
            summary=a_summary(),
            once=number,
        )

    def describe(state: Any, act: Act) -> tuple[Any, Any]:
        told = act.answer if state is None else state
        return told, told

    def end() -> Any:
        made = stage.rows(drafts, case_id)[0][0] - before
        receipt = stage.rows("SELECT result_id FROM events_receipt WHERE key LIKE %s", f"%{number}")
        return receipt[0][0] if made == 1 else f"{made} referrals"

    return Scene("sent twice", [("send", None, draft)], None, describe, end)


def numbering(stage: Stage, chance: random.Random) -> Scene:
    """Reports taken at the same moment: each gets a number of its own."""
    cast = stage.cast
    before = stage.rows("SELECT count(*), count(DISTINCT number) FROM cases_report")[0]

    def take() -> None:
        cases.take_report(cast.ratna, report=a_report())

    def end() -> Any:
        made, numbers = stage.rows("SELECT count(*), count(DISTINCT number) FROM cases_report")[0]
        return (made - before[0], numbers - before[1])

    return Scene(
        "numbering", [("take", None, take)], (0, 0), lambda s, act: ((s[0] + 1, s[1] + 1), "done"), end
    )


SCENES: dict[str, Callable[[Stage, random.Random], Scene]] = {
    "referral": referral,
    "assignment": assignment,
    "closing": closing,
    "opening": opening,
    "plan": plan,
    "sent twice": sent_twice,
    "numbering": numbering,
}


def triaged(stage: Stage) -> UUID:
    report_id = cases.take_report(stage.cast.ratna, report=a_report())
    cases.triage_report(stage.cast.ratna, report_id=report_id, facts={"sexual_violence": True})
    return report_id


def fresh_case(stage: Stage) -> UUID:
    return cases.open_cases(
        stage.cast.ningsih, report_id=triaged(stage), manager_id=stage.cast.dewi.person_id
    )
