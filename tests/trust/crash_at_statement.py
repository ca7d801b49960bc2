"""A write that is cut off at any of its SQL statements leaves everything as it was, and can be done again.

Every action and every changing operation of the API is done by somebody of the cast who may, with inputs out of the
child's story. Then it is done again and again, each time broken off one statement later: first by an error in place of
the statement, then by the end of the process. All tables are compared with how they stood before, and no sealed content
may be gone from the folder.
"""

from __future__ import annotations

import logging
import os
import random
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any, NoReturn

from django.apps import apps
from django.db import OperationalError, connection, connections, transaction
from django.test import Client

from anyam.foundation.access import Actor
from anyam.foundation.core import clock
from anyam.foundation.entry.sessions import SEEN_EVERY
from anyam.foundation.vault import data_keys
from anyam.foundation.vault.loaded import places_beside
from tests.trust import ground
from tests.trust._deeds import NOT_REACHED, action_names, actions_of
from tests.trust._world import Deed, World, contents, own_files, world_in
from tests.trust.board import Row, judged, told

CLAIM = "A write that is cut off at any statement leaves every table as it was, and succeeds when it is done again"
QUICK_POINTS, QUICK_DEEDS = 100, 16
KILLED = 77
DONE = "done"
MOST_GONE = 0.01
"""So many of the points may be no longer there when they are tried; they are named."""
OUR_OWN = "SELECT set_config('anyam.system', %s, false)"
"""How the suite opens rows to itself between requests; no statement of the product's."""
# Written on purpose outside of what is undone; none of it is about a child.
LEFT_OUT = frozenset({"entry_session", "entry_tries", "django_session"})


class CutOff(OperationalError):
    """What stands for a broken connection, a full disk, a lost server."""


def measure(*, full: bool, seed: int) -> Row:
    chance = random.Random(seed)
    logging.getLogger("django.request").setLevel(logging.CRITICAL)  # the errors are ours
    with own_files(), ground.database("crash") as room, ExitStack() as stack:
        world = world_in(room)
        # From here the clock stands still: what grows late meanwhile would make a deed longer than it was when counted.
        stack.enter_context(clock.at(clock.now()))
        names = action_names()
        chosen = names if full else chance.sample(names, min(QUICK_DEEDS, len(names)))
        deeds, missing = actions_of(world, chosen)
        deeds += operations_of(world)
        world.keep()
        points = points_of(world, deeds)
        if not full:
            points = chance.sample(points, min(QUICK_POINTS, len(points)))
        found = tried_all(world, points, is_whole=full)
        caught = control_is_caught(world)
    wrong = found.wrong + too_many_gone(found, points) + (not_listed(missing) if full else [])
    note = f"{len(deeds)} writes, half by an error and half by the end of the process"
    if full:
        note += f"; not reached directly: {', '.join(sorted(missing)) or 'none'}"
    if found.gone:
        note += f"; no longer there when tried: {', '.join(map(str, found.gone))}"
    if wrong:
        note += f". First wrong: {wrong[0]}"
    tried = len(points) - len(found.gone)
    return judged(CLAIM, tried=tried, failed=len(wrong), control_caught=caught, seed=seed, note=note)


@dataclass(frozen=True)
class Point:
    """One deed, to be cut off at its statement number `at`."""

    deed: Deed
    at: int
    is_kill: bool

    def __str__(self) -> str:
        how = "kill" if self.is_kill else "error"
        return f"{self.deed.name} by {self.deed.who} at statement {self.at} ({how})"


@dataclass(frozen=True)
class End:
    """How a deed ended that was not cut off, and after how many statements."""

    how: str
    count: int

    def __str__(self) -> str:
        return f"{self.how} after {self.count} statements"


@dataclass
class Found:
    """What is wrong; and the points where a deed had ended well before, with all its statements tried."""

    wrong: list[str] = field(default_factory=list)
    gone: list[Point] = field(default_factory=list)


def too_many_gone(found: Found, points: list[Point]) -> list[str]:
    if len(found.gone) <= MOST_GONE * len(points):
        return []
    return [f"{len(found.gone)} of {len(points)} points were not there any more, first: {found.gone[0]}"]


def not_listed(missing: list[str]) -> list[str]:
    """Actions that nobody could do, without a word why."""
    return [f"{name} is done by nobody: give it a Hint" for name in sorted(set(missing) - set(NOT_REACHED))]


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
    start_alike(deed)
    with cut_off(at=10**9) as counted:
        done_by(world, deed)
    world.restore()
    return counted[0]


def start_alike(deed: Deed) -> None:
    """Connected, with nothing in mind: what an earlier attempt left behind would make this one shorter.

    That is, opened data keys, and loaded rows that a failure's traceback still holds: their keys would be asked for
    together with those of this attempt.
    """
    connection.ensure_connection()
    if deed.again:
        deed.again()
    data_keys.forget()
    places_beside()


def tried_all(world: World, points: list[Point], *, is_whole: bool = False) -> Found:
    """What is wrong with cutting each deed off there; deeds go one after another, each on the story as it was kept.

    With `is_whole` the points are all that were counted, and a deed must not go on after the last of them.
    """
    found = Found()
    apart = sorted(
        points, key=lambda one: (one.deed.name, id(one.deed), one.at)
    )  # two deeds may share a name
    for deed, own in groupby(apart, lambda one: one.deed):
        try_deed(world, deed, list(own), found, is_whole=is_whole)
        if deed.prepare or not world.is_as_kept():
            world.restore()
    return found


def try_deed(world: World, deed: Deed, points: list[Point], found: Found, *, is_whole: bool) -> None:
    """Cut one deed off at each of these points, in their order, up to the first that is wrong."""
    before = prepared(world, deed)
    reached: set[tuple[int, bool]] = set()
    for point in points:
        end = cut(world, point)
        if end and is_gone(end, reached):
            found.gone.append(point)
            world.restore()
            before = prepared(world, deed)
            continue
        if problem := f"{point} was never reached: {end}" if end else left_by(world, point, before):
            found.wrong.append(told(problem))
            return
        reached.add((point.at, point.is_kill))
    beyond = Point(deed, points[-1].at + 1, is_kill=False)
    if is_whole and cut(world, beyond) is None:
        found.wrong.append(told(f"{beyond} was reached: the deed is longer than it was when counted"))


@dataclass(frozen=True)
class Before:
    """What the deed starts from: the state of the tables, and the contents that lie in the folder."""

    tables: dict[str, str]
    contents: set[Path]


def prepared(world: World, deed: Deed) -> Before:
    if deed.prepare:
        deed.prepare()
    return Before(world.room.state(LEFT_OUT), contents())


def is_gone(end: End, reached: set[tuple[int, bool]]) -> bool:
    """Whether the deed ended well, and each of its statements was tried before in both ways."""
    all_before = {(at, is_kill) for at in range(1, end.count + 1) for is_kill in (False, True)}
    return end.how == DONE and all_before <= reached


def cut(world: World, point: Point) -> End | None:
    """Cut it off there; how it ended instead, where it never came to that statement."""
    return (killed_at if point.is_kill else failed_at)(world, point.deed, point.at)


def left_by(world: World, point: Point, before: Before) -> str:
    """What is wrong after cutting it off there; nothing where all is as it should be.

    A content too many is sealed bytes that no row knows, to be swept; a content that is gone is gone.
    """
    if (after := world.room.state(LEFT_OUT)) != before.tables:
        return f"{point} left traces in {sorted(t for t in after if after[t] != before.tables.get(t))}"
    if lost := before.contents - contents():
        return f"{point} took {len(lost)} contents away"
    try:
        with transaction.atomic():
            done_by(world, point.deed)
            transaction.set_rollback(True)
    except Exception as problem:
        return f"{point}: done again, it fell over with {type(problem).__name__}"
    return ""


def done_by(world: World, deed: Deed) -> Any:
    actor = next(actor for who, actor in world.actors() if who == deed.who)
    return deed.do(actor)


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


def failed_at(world: World, deed: Deed, at: int) -> End | None:
    """An error in place of the statement. What the program makes of it is its own affair; the tables are looked at."""
    start_alike(deed)
    with cut_off(at) as counted:
        how = _ended(world, deed)
    return None if counted[0] >= at else End(how, counted[0])


def killed_at(world: World, deed: Deed, at: int) -> End | None:
    """In a child with a connection of its own, ended by the kernel without a word."""
    connections.close_all()  # the child ends without a word: what it shares of the owner's stays ours
    heard, said = os.pipe()
    child = os.fork()
    if child == 0:
        _in_child(world, deed, at, said)
    os.close(said)
    with os.fdopen(heard, encoding="utf-8") as instead:
        count, _, how = instead.read().partition(" ")
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if code == KILLED:
        return None
    return End(how, int(count)) if how else End(f"the process ended with {code}", 0)


def _in_child(world: World, deed: Deed, at: int, said: int) -> NoReturn:
    try:
        start_alike(deed)
        with cut_off(at, end=lambda: os._exit(KILLED)) as counted:
            how = _ended(world, deed)
        os.write(said, f"{counted[0]} {how}".encode())
    finally:
        os._exit(0)


def _ended(world: World, deed: Deed) -> str:
    """How the deed came to its end."""
    try:
        done_by(world, deed)
    except BaseException as problem:
        return f"{type(problem).__name__}: {problem}"
    return DONE


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
        Deed("api accept", "rudi", post(f"{sent}/accept"), again=rested),
        Deed("api decline", "rudi", post(f"{sent}/decline", {"reason": "full"}), again=rested),
        Deed("api ask", "rudi", post(f"{sent}/ask", {"question": "Apa?"}), again=rested),
    ]


def rested() -> None:
    """Nobody was at the browser for a while: each attempt writes down that somebody is there again."""
    apps.get_model("entry.Session").objects.update(last_seen_at=clock.now() - 2 * SEEN_EVERY)


# --- the fault that must be caught ------------------------------------------------------------------------------------


def control_is_caught(world: World) -> bool:
    """A write without a transaction around it must be seen to stay behind, and a content thrown away to be missed."""
    careless = Deed("careless", "dewi", lambda actor: _careless())
    hasty = Deed("hasty", "dewi", lambda actor: _hasty())
    points = [Point(deed, 2, is_kill) for deed in (careless, hasty) for is_kill in (False, True)]
    found = [problem for point in points for problem in tried_all(world, [point]).wrong]
    seen = ["left traces" in problem or "took 1 contents" in problem for problem in found]
    return len(found) == len(points) and all(seen)


def _careless() -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO cases_numberseries (series, last) VALUES ('careless', 1)")
        cursor.execute("UPDATE cases_numberseries SET last = 2 WHERE series = 'careless'")


def _hasty() -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("INSERT INTO cases_numberseries (series, last) VALUES ('hasty', 1)")
        min(contents()).unlink()
        cursor.execute("UPDATE cases_numberseries SET last = 2 WHERE series = 'hasty'")
