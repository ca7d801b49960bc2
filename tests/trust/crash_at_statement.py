"""A write that is cut off at any of its SQL statements leaves everything as it was, and can be done again.

Every action and every changing operation of the API is done by somebody of the cast who may, with inputs out of the
child's story. Then it is done again and again, each time broken off one statement later: first by an error in place of
the statement, then by the end of the process. All tables are compared with how they stood before.
"""

from __future__ import annotations

import logging
import os
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db import OperationalError, connection, transaction
from django.test import Client

from anyam.foundation.access import Actor
from anyam.foundation.vault import data_keys
from tests.trust import ground
from tests.trust._deeds import Deed, World, action_names, actions_of, world_in
from tests.trust.board import Row, judged

CLAIM = "A write that is cut off at any statement leaves every table as it was, and succeeds when it is done again"
QUICK_POINTS, QUICK_DEEDS = 100, 16
KILLED = 77
OUR_OWN = "SELECT set_config('anyam.system', %s, false)"
"""How the suite opens rows to itself between requests; no statement of the product's."""
# Written on purpose outside of what is undone; none of it is about a child.
LEFT_OUT = frozenset({"entry_session", "entry_tries", "django_session"})


class CutOff(OperationalError):
    """What stands for a broken connection, a full disk, a lost server."""


def measure(*, full: bool, seed: int) -> Row:
    chance = random.Random(seed)
    logging.getLogger("django.request").setLevel(logging.CRITICAL)  # the errors are ours
    with ground.database("crash") as room:
        world = world_in(room)
        names = action_names()
        chosen = names if full else chance.sample(names, min(QUICK_DEEDS, len(names)))
        deeds, missing = actions_of(world, chosen)
        deeds += operations_of(world)
        world.keep()
        points = points_of(world, deeds)
        if not full:
            points = chance.sample(points, min(QUICK_POINTS, len(points)))
        wrong = tried_all(world, points)
        caught = control_is_caught(world)
    note = f"{len(deeds)} writes, half by an error and half by the end of the process"
    if full:
        note += f"; not reached directly: {', '.join(sorted(missing)) or 'none'}"
    if wrong:
        note += f". First wrong: {wrong[0]}"
    return judged(CLAIM, tried=len(points), failed=len(wrong), control_caught=caught, seed=seed, note=note)


@dataclass(frozen=True)
class Point:
    """One deed, to be cut off at its statement number `at`."""

    deed: Deed
    at: int
    is_kill: bool


def points_of(world: World, deeds: list[Deed]) -> list[Point]:
    """Every statement of every deed, once by an error and once by the end of the process."""
    points = []
    for deed in deeds:
        count = statements_of(world, deed)
        points += [Point(deed, at, is_kill) for at in range(1, count + 1) for is_kill in (False, True)]
    return points


def statements_of(world: World, deed: Deed) -> int:
    """How many statements it takes, done to the end."""
    if deed.prepare:
        deed.prepare()
    connection.ensure_connection()
    data_keys.forget()
    with cut_off(at=10**9) as counted:
        done_by(world, deed)
    world.room.restore()
    return counted[0]


def tried_all(world: World, points: list[Point]) -> list[str]:
    """What is wrong with cutting each deed off there; deeds go one after another, each on the story as it was kept."""
    wrong = []
    for deed, own in groupby(sorted(points, key=lambda one: (one.deed.name, one.at)), lambda one: one.deed):
        if deed.prepare:
            deed.prepare()
        before = world.room.state(LEFT_OUT)
        for point in own:
            if problem := tried(world, point, before):
                wrong.append(problem)
                break
        if deed.prepare or world.room.state() != world.kept_state:
            world.room.restore()
    return wrong


def tried(world: World, point: Point, before: dict[str, str]) -> str:
    """What is wrong after cutting it off there; nothing where all is as it should be."""
    deed = point.deed
    where = f"{deed.name} by {deed.who} at statement {point.at} ({'kill' if point.is_kill else 'error'})"
    if instead := (killed_at if point.is_kill else failed_at)(world, deed, point.at):
        return f"{where} was never reached: {instead}"
    if (after := world.room.state(LEFT_OUT)) != before:
        return f"{where} left traces in {sorted(t for t in after if after[t] != before.get(t))}"
    try:
        with transaction.atomic():
            done_by(world, deed)
            transaction.set_rollback(True)
    except Exception as problem:
        return f"{where}: done again, it fell over with {type(problem).__name__}"
    return ""


def done_by(world: World, deed: Deed) -> Any:
    actor = next(actor for who, actor in world.actors() if who == deed.who)
    return deed.do(actor)  # type: ignore[call-arg]


@contextmanager
def cut_off(at: int, end: Callable[[], Any] | None = None) -> Iterator[list[int]]:
    """Let the statements before number `at` through; the counter of statements."""
    counted = [0]

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql == OUR_OWN:
            return execute(sql, params, many, context)
        counted[0] += 1
        if counted[0] >= at:
            if end:
                end()
            raise CutOff("cut off")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield counted


def failed_at(world: World, deed: Deed, at: int) -> str:
    """An error in place of the statement. What the program makes of it is its own affair; the tables are looked at."""
    with cut_off(at) as counted:
        ended = _ended(world, deed)
    return "" if counted[0] >= at else f"{ended} after {counted[0]} statements"


def killed_at(world: World, deed: Deed, at: int) -> str:
    """In a child with a connection of its own, ended by the kernel without a word."""
    world.room.let_go()
    heard, said = os.pipe()
    child = os.fork()
    if child == 0:
        with cut_off(at, end=lambda: os._exit(KILLED)) as counted:
            ended = _ended(world, deed)
        os.write(said, f"{ended} after {counted[0]} statements".encode())
        os._exit(0)
    os.close(said)
    with os.fdopen(heard, encoding="utf-8") as instead:
        words = instead.read()
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return "" if code == KILLED else words or f"the process ended with {code}"


def _ended(world: World, deed: Deed) -> str:
    """How the deed came to its end."""
    data_keys.forget()  # a key that is remembered would make the deed a statement shorter than it was when counted
    try:
        connection.ensure_connection()
        done_by(world, deed)
    except BaseException as problem:
        return f"{type(problem).__name__}: {problem}"
    return "done"


# --- the API's operations ---------------------------------------------------------------------------------------------


def operations_of(world: World) -> list[Deed]:
    """The changing operations, through the whole stack of the web."""
    story = world.story
    sent = f"/api/v1/referrals/{story.referral_id}"

    client = Client(HTTP_HOST="localhost", raise_request_exception=False)
    client.force_login(world.cast.user_of(world.cast.rudi))

    def post(path: str, body: dict[str, Any] | None = None) -> Callable[..., Any]:
        def do(actor: Actor) -> None:
            answer = client.post(path, body or {}, content_type="application/json")
            if answer.status_code >= 400:
                raise CutOff(str(answer.status_code))

        return do

    return [
        Deed("api accept", "rudi", post(f"{sent}/accept")),
        Deed("api decline", "rudi", post(f"{sent}/decline", {"reason": "full"})),
        Deed("api ask", "rudi", post(f"{sent}/ask", {"question": "Apa?"})),
    ]


# --- the fault that must be caught ------------------------------------------------------------------------------------


def control_is_caught(world: World) -> bool:
    """A write of two statements without a transaction around them: its first half must be seen to stay behind."""
    found = []
    for is_kill in (False, True):
        careless = Deed(f"careless {is_kill}", "dewi", lambda actor: _careless())
        found += tried_all(world, [Point(careless, 2, is_kill)])
    return len(found) == 2 and all("left traces" in problem for problem in found)


def _careless() -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO cases_numberseries (series, last) VALUES ('careless', 1)")
        cursor.execute("UPDATE cases_numberseries SET last = 2 WHERE series = 'careless'")
