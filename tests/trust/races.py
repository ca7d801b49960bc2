"""Several people at the same thing at the same moment, each in a transaction of their own on the real database.

Every round is one of the scenes below with two to eight threads. What they were told and what is in the tables
afterwards must be explained by some order of acting one after another. The controls take away the locks that make
people take turns: on a referral, and on who is one child.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from threading import Barrier
from time import perf_counter
from typing import Any
from unittest.mock import patch
from uuid import UUID, uuid4

from django.db import connection, connections
from django.db.models import QuerySet

from anyam.casework.cases import actions as cases
from anyam.casework.cases.results import AnswerInput, ChildInput
from anyam.casework.referrals import actions as referrals
from anyam.casework.referrals.choices import (
    DeclineReason,
    RedirectReason,
    SharingBasis,
    Urgency,
    WithdrawReason,
)
from anyam.casework.rights import actions as rights
from anyam.foundation.access import Actor, NotFound, Role
from anyam.foundation.access.choices import BlockReason
from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal
from anyam.registry.agencies.actions import ServiceInput, create_service
from anyam.registry.agencies.choices import Need, ServiceLevel
from anyam.registry.people.actions import merging as records
from anyam.registry.people.actions import turns
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
        with without_row_locks():
            caught = stage.catches(seed, "referral")
        with without_row_locks(), without_turns():
            caught = stage.catches(seed, "merging") and stage.catches(seed, "one child") and caught
    scenes = (
        f"{rounds} rounds over {len(SCENES)} scenes, 2 to 8 at once, merging records of a child among them"
    )
    note = f"{scenes}. First wrong: {wrong[0]}" if wrong else scenes
    return judged(CLAIM, tried=rounds, failed=len(wrong), control_caught=caught, seed=seed, note=note)


def without_row_locks() -> AbstractContextManager[Any]:
    """The seeded bug: rows are read without being held."""
    return patch.object(QuerySet, "select_for_update", lambda self, *args, **kwargs: self)


@contextmanager
def without_turns() -> Iterator[None]:
    """The seeded bug: nobody waits for whoever changes which records are of one person."""
    with (
        patch.object(turns, "wait_for_turn", lambda *, is_changing: None),
        patch.object(records, "wait_for_turn", lambda *, is_changing: None),
    ):
        yield


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

    def catches(self, seed: int, name: str) -> bool:
        return any(self.play(number, seed, name) for number in range(CONTROL_ROUNDS))

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
    cases.assign_case(cast.ningsih, case_id=stage.story.case_id, manager_id=cast.dewi.person_id)
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
            service_id=stage.new_service(),  # one that no earlier round left a draft for
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
    cases.save_answers(cast.dewi, case_id=case_id, answers={"body/injury": AnswerInput("light", "document")})
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


def merging(stage: Stage, chance: random.Random) -> Scene:
    """Three records of one child are merged in every direction, and parted: they are never in a circle."""
    children = [one_record(stage)[1] for _ in range(3)]
    supervisor = stage.cast.ningsih
    pairs = [(one, other) for one in children for other in children if one != other]
    standing = "SELECT kept_id, other_id FROM people_merging WHERE parted_at IS NULL AND other_id = ANY(%s)"

    def merge(one: UUID, other: UUID) -> None:
        rights.merge_people(supervisor, keep_id=one, other_id=other, reason="papers")

    def describe(state: frozenset[frozenset[UUID]], act: Act) -> tuple[Any, Any]:
        ours = {group for group in state if group & set(act.value)}
        if len(ours) == 1:
            return state, REFUSED
        return (state - ours) | {frozenset().union(*ours)}, "done"

    def end() -> Any:
        groups = {frozenset([child]) for child in children}
        for pair in stage.rows(standing, children):
            ours = {group for group in groups if group & set(pair)}
            groups = (groups - ours) | {frozenset().union(*ours)}
        return frozenset(groups)

    def whole(acts: list[Act]) -> str:
        done = sum(act.answer == "done" for act in acts)
        kept = len(stage.rows(standing, children))
        groups = len(end())
        return "" if done == kept == 3 - groups else f"merging: {done} done, {kept} kept, {groups} children"

    tries = [("merge", pair, lambda pair=pair: merge(*pair)) for pair in pairs]
    return Scene("merging", tries, frozenset(frozenset([child]) for child in children), describe, end, whole)


@dataclass(frozen=True)
class Records:
    """How two records stand: whether they are one child, whether the report is opened, how many cases there are."""

    are_one: bool = False
    is_opened: bool = False
    cases: int = 1


def one_child(stage: Stage, chance: random.Random) -> Scene:
    """A record with a case and one with a report are merged and parted while the report is opened, another report names
    the child, and somebody is barred: there is one case where they were one first, and no dossier without the block."""
    cast = stage.cast
    case_id, report_id = fresh_case(stage), triaged(stage)
    known, new = (
        stage.rows("SELECT person_id FROM cases_reportedchild WHERE case_id = %s", case_id)[0][0],
        stage.rows("SELECT person_id FROM cases_reportedchild WHERE report_id = %s", report_id)[0][0],
    )
    kin, uncle = (cast.person(name, cast.centre, Role.CASE_WORKER).person_id for name in ("Kerabat", "Paman"))
    cases.block_person(cast.ningsih, case_id=case_id, user_id=kin, reason=BlockReason.KIN)
    standing = "SELECT id FROM people_merging WHERE parted_at IS NULL AND other_id = ANY(%s)"
    pair = [known, new]

    def merge(keep: UUID, other: UUID) -> None:
        rights.merge_people(cast.ningsih, keep_id=keep, other_id=other, reason="papers")

    def part() -> None:
        found = stage.rows(standing, pair)
        rights.part_people(cast.ningsih, merging_id=found[0][0] if found else uuid4())

    def open_it() -> None:
        cases.open_cases(cast.ningsih, report_id=report_id, manager_id=cast.dewi.person_id)

    named = chance.choice(pair)

    def take() -> None:
        cases.take_report(cast.ratna, report=a_report(children=(ChildInput(person_id=named),)))

    def block() -> None:
        cases.block_person(cast.ningsih, case_id=case_id, user_id=uncle, reason=BlockReason.KIN)

    def end() -> Any:
        found = stage.rows("SELECT count(*) FROM cases_case WHERE child_id = ANY(%s)", pair)[0][0]
        state = stage.rows("SELECT state FROM cases_report WHERE id = %s", report_id)[0][0]
        return Records(bool(stage.rows(standing, pair)), state == "opened", found)

    def whole(acts: list[Act]) -> str:
        barred = {kin} | ({uncle} if any(act.verb == "block" for act in acts) else set())
        missing = [len(stage.rows(UNBARRED, pair, pair, who)) for who in barred if end().are_one]
        return f"one child: {missing} dossiers without the block" if any(missing) else ""

    tries = [
        ("merge", None, lambda: merge(known, new)),
        ("merge", None, lambda: merge(new, known)),
        ("part", None, part),
        ("open", None, open_it),
        ("take", None, take),
        ("block", None, block),
    ]
    return Scene("one child", tries, Records(), described_child, end, whole)


UNBARRED = """
SELECT id FROM (
    SELECT id FROM cases_case WHERE child_id = ANY(%s)
    UNION SELECT report_id FROM cases_reportedchild WHERE person_id = ANY(%s)
) AS dossier WHERE NOT EXISTS (
    SELECT FROM access_block WHERE dossier_id = dossier.id AND user_id = %s AND until IS NULL
)
"""


def described_child(state: Records, act: Act) -> tuple[Records, Any]:
    """What each of them does to two records, alone."""
    if act.verb in {"take", "block"}:
        return state, "done"
    if act.verb == "open":
        if state.is_opened:
            return state, REFUSED
        return replace(state, is_opened=True, cases=state.cases + (not state.are_one)), "done"
    wanted = act.verb == "merge"
    return (replace(state, are_one=wanted), "done") if state.are_one != wanted else (state, REFUSED)


def one_record(stage: Stage) -> tuple[UUID, UUID]:
    """A report and the child it names, written down anew."""
    report_id = cases.take_report(stage.cast.ratna, report=a_report())
    found = stage.rows("SELECT person_id FROM cases_reportedchild WHERE report_id = %s", report_id)
    return report_id, found[0][0]


SCENES: dict[str, Callable[[Stage, random.Random], Scene]] = {
    "referral": referral,
    "assignment": assignment,
    "closing": closing,
    "opening": opening,
    "plan": plan,
    "sent twice": sent_twice,
    "numbering": numbering,
    "merging": merging,
    "one child": one_child,
}


def triaged(stage: Stage) -> UUID:
    report_id = cases.take_report(stage.cast.ratna, report=a_report())
    cases.triage_report(stage.cast.ratna, report_id=report_id, facts={"sexual_violence": True})
    return report_id


def fresh_case(stage: Stage) -> UUID:
    return cases.open_cases(
        stage.cast.ningsih, report_id=triaged(stage), manager_id=stage.cast.dewi.person_id
    )
