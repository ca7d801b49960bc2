"""How long joint work takes in a district with a hundred thousand running procedures and a million pieces of work.

Each figure stands beside the plain statements that the same result needs, asked in the same run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from random import Random
from time import perf_counter
from typing import Any
from uuid import UUID

import psycopg
from django.conf import settings
from django.db import connection

from anyam.casework.cases.actions import start_pathway
from anyam.casework.sops.actions import finish_step
from anyam.casework.sops.queries import find_my_work, get_run
from anyam.foundation.core import clock
from anyam.foundation.core.ids import new_id
from anyam.registry.accounts.queries import actor_for

from ..due_work import call_out_late_work
from .judging import Figure, present_commit
from .many_runs import LedCase, agency_ids, an_answer, built, led_cases
from .reading import rows_as_system

MOST_MS_FOR_A_LIST, MOST_MS_FOR_A_MOVE, MOST_SECONDS_FOR_A_PASS = 50.0, 30.0, 60.0
ASKED = 200
"""So often each list is asked for and each move made; a twentieth of it before, to warm up."""

Statement = tuple[str, Sequence[object]]


@dataclass(frozen=True)
class Timed:
    """Milliseconds of the program and of the plain statements, in the order they were asked."""

    ours: list[float]
    plain: list[float]

    @property
    def ratio(self) -> float:
        return round(p95(self.ours) / max(p95(self.plain), 0.01), 1)


def p95(times: Sequence[float]) -> float:
    return round(sorted(times)[int(len(times) * 0.95)], 1)


def work_figures(seed: int, *, asked: int = ASKED) -> Iterator[Figure]:
    """The due list of an agency, a step done, a procedure begun, and the pass of the clock over everything."""
    chance, commit = Random(seed), present_commit()  # noqa: S311
    there = built()
    size = f"{there.runs:,} running, {there.work:,} pieces of work, {there.open_work:,} open"

    def figure(name: str, value: float, unit: str, most: float, against: str) -> Figure:
        target = f"< {most:g}" if most else ""
        return Figure(name, value, unit, target, not most or value < most, against, seed, commit)

    with _owner() as owner:
        for name, timed, most in (
            ("work.due_list.database", due_lists(owner, chance, asked), MOST_MS_FOR_A_LIST),
            ("work.step_done", steps_done(owner, chance, asked), MOST_MS_FOR_A_MOVE),
            ("work.procedure_begun", procedures_begun(owner, chance, asked), MOST_MS_FOR_A_MOVE),
        ):
            yield figure(f"{name}.p95", p95(timed.ours), "ms", most, size)
            yield figure(f"{name}.ratio", timed.ratio, "times", 0, f"plain SQL {p95(timed.plain)} ms p95")
        seconds, called, plain = pass_of_the_clock(owner)
    yield figure(
        "work.clock.seconds", round(seconds, 1), "s", MOST_SECONDS_FOR_A_PASS, f"{called:,} called out"
    )
    yield figure("work.clock.ratio", round(seconds / plain, 1), "times", 0, f"plain SQL {plain:.1f} s")


def _with_warm_up(asked: int) -> int:
    return asked + max(asked // 20, 1)


# --- the due list -----------------------------------------------------------------------------------------------------

_PLAIN_LIST = (
    "SELECT id, kind, subject_kind, subject_id, reference, due_at, assignee_id, escalated_at FROM sops_workitem"
    " WHERE state = 'open' AND agency_id = %s AND (assignee_id = %s OR (assignee_id IS NULL AND role = ANY(%s)))"
    " ORDER BY due_at LIMIT 15"
)


def due_lists(owner: psycopg.Connection[Any], chance: Random, asked: int) -> Timed:
    """Meja kerja of people who receive or lead work, the time of the database alone."""
    people = [actor_for(user_id, agency_id) for user_id, agency_id in _receivers()]
    people = [actor for actor in people if actor.agency_id]
    ours, plain = [], []
    for _ in range(_with_warm_up(asked)):
        actor = chance.choice(people)
        taken = _in_the_database(partial(find_my_work, actor))
        values = [actor.agency_id, actor.user_id, [str(role) for role in actor.roles]]
        other = _plainly(owner, [(_PLAIN_LIST, values)])
        ours.append(taken)
        plain.append(other)
    return Timed(ours[-asked:], plain[-asked:])


def _receivers() -> list[tuple[UUID, UUID]]:
    """Everybody in an agency with open work who receives it, leads it or looks after it."""
    return rows_as_system(
        "SELECT DISTINCT a.user_id, a.agency_id FROM accounts_assignment AS a WHERE a.role IN"
        " ('partner_officer', 'case_manager', 'supervisor', 'agency_head')"
        " AND EXISTS (SELECT FROM sops_workitem AS w WHERE w.agency_id = a.agency_id AND w.state = 'open')"
        " ORDER BY 1"
    )


def _in_the_database(work: Callable[[], object]) -> float:
    """Milliseconds that the statements of this work took, waiting for the answer included."""
    taken = 0.0

    def clocked(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal taken
        begun = perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            taken += perf_counter() - begun

    with connection.execute_wrapper(clocked):
        work()
    return taken * 1000


def _plainly(owner: psycopg.Connection[Any], statements: Iterable[Statement]) -> float:
    """Milliseconds of plain statements in one transaction; nothing of it is kept."""
    begun = perf_counter()
    with owner.transaction(force_rollback=True):
        for statement, values in statements:
            answer = owner.execute(statement, values)
            if answer.description:
                answer.fetchall()
    return (perf_counter() - begun) * 1000


@contextmanager
def _owner() -> Iterator[psycopg.Connection[Any]]:
    """A connection of the tables' owner, past every policy of rows, as plain statements have it elsewhere."""
    own = {**connection.settings_dict, **settings.ANYAM_OWNER_CONNECTION}
    place = {
        "host": own["HOST"],
        "port": own["PORT"],
        "user": own["USER"],
        "password": own["PASSWORD"],
        "dbname": connection.settings_dict["NAME"],
    }
    with psycopg.connect(**{key: value for key, value in place.items() if value}, autocommit=True) as owner:
        yield owner


# --- moves ------------------------------------------------------------------------------------------------------------


def steps_done(owner: psycopg.Connection[Any], chance: Random, asked: int) -> Timed:
    """A step of a running procedure is done by whoever leads the case; what comes next opens."""
    ours, plain = [], []
    for run_id, step_id, user_id, agency_id in _open_steps(_with_warm_up(asked)):
        actor = actor_for(user_id, agency_id)
        [step] = (one for one in get_run(actor, run_id).header.open_steps if one.id == step_id)
        answer = an_answer(step, chance)
        other = _plainly(owner, _plain_move(run_id, step_id, agency_id))
        taken = _clocked(partial(finish_step, actor, step_id=step_id, answer=answer))
        ours.append(taken)
        plain.append(other)
    return Timed(ours[-asked:], plain[-asked:])


def procedures_begun(owner: psycopg.Connection[Any], chance: Random, asked: int) -> Timed:
    """A manager puts a case of theirs on a procedure."""
    ours, plain = [], []
    cases, versions, agencies = led_cases(), _versions(), agency_ids()
    for number in range(_with_warm_up(asked)):
        # One after the next, so that no case meets a procedure that runs for it already.
        case, (version_id, performers) = cases[number % len(cases)], versions[(number + 1) % len(versions)]
        actor = actor_for(case.manager_id, case.agency_id)
        bound = dict(zip(performers, chance.sample(agencies, len(performers)), strict=True))
        other = _plainly(owner, _plain_beginning(version_id, case))
        taken = _clocked(
            partial(start_pathway, actor, case_id=case.case_id, version_id=version_id, agencies=bound)
        )
        ours.append(taken)
        plain.append(other)
    return Timed(ours[-asked:], plain[-asked:])


def _clocked(work: Callable[[], object]) -> float:
    begun = perf_counter()
    work()
    return (perf_counter() - begun) * 1000


def _open_steps(number: int) -> list[tuple[UUID, UUID, UUID, UUID]]:
    """A step of each of so many runs, with whoever leads the run."""
    return rows_as_system(
        "SELECT DISTINCT ON (r.id) r.id, s.id, r.leader_id, r.agency_id FROM sops_soprunstep AS s"
        " JOIN sops_soprun AS r ON r.id = s.run_id WHERE s.state = 'open' AND r.id IN"
        " (SELECT id FROM sops_soprun WHERE state = 'running' ORDER BY md5(id::text) LIMIT %s) ORDER BY r.id",
        number,
    )


def _versions() -> list[tuple[UUID, list[str]]]:
    """The versions that leave their performers open, with these performers."""
    return rows_as_system(
        "SELECT id, ARRAY(SELECT p ->> 'key' FROM jsonb_array_elements(document -> 'performers') AS p)"
        " FROM sops_sopversion WHERE title LIKE %s ORDER BY id",
        "Prosedur SOP-%",
    )


_NEW_STEP = (
    "INSERT INTO sops_soprunstep (id, run_id, key, agency_id, opened_at, due_at, state, answer, is_on_behalf,"
    " deviation, deviation_reason) VALUES (%s, %s, 'b0', %s, now(), now(), 'open', '', false, '', '')"
)
_NEW_WORK = (
    "INSERT INTO sops_workitem (id, kind, subject_kind, subject_id, reference, district_code, agency_id, role,"
    " promise_key, starts_at, due_at, state, end_reason, rung, next_rung)"
    " VALUES (%s, 'sop_step', 'sop_step', %s, '', '35.04', %s, 'partner_officer', '', now(), now(), 'open', '', 0, 0)"
)
_NEW_EVENT = (
    "INSERT INTO events_eventrow (kind, occurred_at, reason, subject_id, payload)"
    " VALUES ('sop_step_ended', now(), '', %s, '{}')"
)


def _plain_move(run_id: UUID, step_id: UUID, agency_id: UUID) -> Iterator[Statement]:
    """What a finished step leaves behind, written by hand: the step, its work, the run, the next ones, two events."""
    fresh = new_id()
    yield "SELECT position FROM sops_soprun WHERE id = %s FOR UPDATE", [run_id]
    yield "UPDATE sops_soprunstep SET state = 'done', ended_at = now() WHERE id = %s", [step_id]
    yield (
        "UPDATE sops_workitem SET state = 'done', ended_at = now(), end_reason = 'done'"
        " WHERE subject_id = %s AND kind = 'sop_step' AND state = 'open'",
        [step_id],
    )
    yield "UPDATE sops_soprun SET position = position WHERE id = %s", [run_id]
    yield _NEW_STEP, [fresh, run_id, agency_id]
    yield _NEW_WORK, [new_id(), fresh, agency_id]
    yield _NEW_EVENT, [run_id]
    yield _NEW_EVENT, [run_id]


def _plain_beginning(version_id: UUID, case: LedCase) -> Iterator[Statement]:
    run_id, fresh = new_id(), new_id()
    yield "SELECT id FROM cases_case WHERE id = %s FOR UPDATE", [case.case_id]
    yield "SELECT document FROM sops_sopversion WHERE id = %s", [version_id]
    yield (
        "INSERT INTO sops_soprun (id, version_id, district_code, agency_id, leader_id, reference, agencies, position,"
        " state, started_at, stop_reason) VALUES (%s, %s, '35.04', %s, %s, '', '{}', '{}', 'running', now(), '')",
        [run_id, version_id, case.agency_id, case.manager_id],
    )
    yield _NEW_STEP, [fresh, run_id, case.agency_id]
    yield _NEW_WORK, [new_id(), fresh, case.agency_id]
    yield _NEW_EVENT, [run_id]
    yield _NEW_EVENT, [run_id]


# --- the pass of the clock --------------------------------------------------------------------------------------------


def pass_of_the_clock(owner: psycopg.Connection[Any]) -> tuple[float, int, float]:
    """Everything that came due in a whole day is called out: seconds, how many, and seconds of one plain statement."""
    now = clock.now()
    plain = _plainly(owner, _plain_calls(now)) / 1000
    begun = perf_counter()
    called = call_out_late_work()
    return perf_counter() - begun, called, max(plain, 0.001)


def _plain_calls(now: datetime) -> Iterator[Statement]:
    yield _PLAIN_EVENTS, [now]
    yield _PLAIN_RUNGS, [now]


_PLAIN_EVENTS = (
    "INSERT INTO events_eventrow (kind, occurred_at, reason, subject_id, payload)"
    " SELECT 'work_escalated', now(), '', id, '{}' FROM sops_workitem WHERE state = 'open' AND calls_at <= %s"
)
_PLAIN_RUNGS = (
    "UPDATE sops_workitem SET rung = next_rung, escalated_at = now(), calls_at = now() + interval '1 day'"
    " WHERE state = 'open' AND calls_at <= %s"
)
