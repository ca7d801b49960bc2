"""A superuser tampers with looks, events, leaves and checkpoints; the verification must find it and say where.

Each try is committed for real on a connection of the tables' owner with triggers off, verified against checkpoints kept
outside, and undone. The worst tries hold the signing key too, and write the whole log anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from unittest.mock import patch
from uuid import UUID

import psycopg
from django.db import connection, transaction
from psycopg.rows import dict_row

from anyam.foundation.access import Actor
from anyam.foundation.audit import verifying
from anyam.foundation.audit.looks import record_look
from anyam.foundation.audit.merkle import Frontier
from anyam.foundation.audit.models import Checkpoint
from anyam.foundation.audit.notes import Note, signed
from anyam.foundation.audit.sealing import seal
from anyam.foundation.audit.signing import log_key
from anyam.foundation.audit.sources import SOURCES, hash_of
from anyam.foundation.audit.verifying import Fault, Finding, verify
from anyam.foundation.core import clock
from anyam.foundation.events.models import EventRow
from tests.trust import ground
from tests.trust.board import Row, judged

CLAIM = "1,000 of 1,000 tamperings by a superuser are found and located, against checkpoints kept outside"
BATCHES, LOOKS, EVENTS, TAIL = 12, 40, 15, 8
START = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)
TABLES = ("events_eventrow", "audit_look", "audit_leaf", "audit_checkpoint")
TABLE_OF = {source.kind: source.table for source in SOURCES}
MOMENT_OF = {source.kind: source.moment for source in SOURCES}

Found = Callable[[list[Finding]], bool]
Cursor = psycopg.Cursor[dict[str, Any]]


@dataclass
class Log:
    """The log that is tampered with, and what another agency keeps of it."""

    cursor: Cursor
    random: Random
    kept: list[str]
    newest: Checkpoint

    def some_leaf(self, below: int = 0) -> dict[str, Any]:
        """A sealed row, drawn at random; with `below` one of the first so many."""
        position = self.random.randrange(below or self.newest.size)
        found = self.cursor.execute("SELECT * FROM audit_leaf WHERE position = %s", [position]).fetchone()
        assert found
        return found

    def uuid(self) -> UUID:
        return UUID(int=self.random.getrandbits(128))


# --- the tamperings: each does it and says what must be found ---------------------------------------------------------


def edit(log: Log) -> Found:
    leaf = log.some_leaf()
    changes = {
        "look": ["user_id", "agency_id", "subject_id", "case_id", "explanation"],
        "event": ["user_id", "agency_id", "subject_id", "case_id"],
    }
    column = log.random.choice(changes[leaf["kind"]])
    _update(log, leaf, column, log.uuid())
    return at_row(leaf, Fault.CHANGED)


def edit_words(log: Log) -> Found:
    leaf = log.some_leaf()
    column, value = {
        "look": log.random.choice(
            [("part", "list"), ("channel", "export"), ("reason", "tugas"), ("count", 3)]
        ),
        "event": log.random.choice(
            [("kind", "case_closed"), ("reason", "tugas"), ("payload", '{"level": "none"}')]
        ),
    }[leaf["kind"]]
    _update(log, leaf, column, value)
    return at_row(leaf, Fault.CHANGED)


def backdate(log: Log) -> Found:
    leaf = log.some_leaf()
    moment = MOMENT_OF[leaf["kind"]]
    by = timedelta(minutes=log.random.randrange(1, 60 * 24 * 30))
    log.cursor.execute(
        f"UPDATE {TABLE_OF[leaf['kind']]} SET {moment} = {moment} - %s WHERE id = %s", [by, leaf["row_id"]]
    )
    return at_row(leaf, Fault.CHANGED)


def delete(log: Log) -> Found:
    leaf = log.some_leaf()
    log.cursor.execute(f"DELETE FROM {TABLE_OF[leaf['kind']]} WHERE id = %s", [leaf["row_id"]])
    return at_row(leaf, Fault.DELETED)


def swap(log: Log) -> Found:
    """Who looked at what is exchanged between two looks."""
    one, other = log.some_leaf(), log.some_leaf()
    while other["kind"] != one["kind"] or other["row_id"] == one["row_id"]:
        one, other = log.some_leaf(), log.some_leaf()
    table = TABLE_OF[one["kind"]]
    log.cursor.execute(
        f"UPDATE {table} AS a SET user_id = b.user_id, subject_id = b.subject_id FROM {table} AS b"
        " WHERE (a.id, b.id) IN ((%(one)s, %(two)s), (%(two)s, %(one)s))",
        {"one": one["row_id"], "two": other["row_id"]},
    )
    return lambda found: at_row(one, Fault.CHANGED)(found) and at_row(other, Fault.CHANGED)(found)


def insert_as_old(log: Log) -> Found:
    """A row that pretends to have been there all the time, down to the number of its transaction."""
    leaf = log.some_leaf()
    number = _copied(log, leaf, "written_in")
    return at_row({**leaf, "row_id": number}, Fault.INSERTED)


def insert_with_old_time(log: Log) -> Found:
    """A row that is written now and says it is older than the last seal, by more than a slow transaction explains."""
    leaf = log.some_leaf(below=log.newest.size * (BATCHES - 1) // BATCHES)
    number = _copied(log, leaf, "pg_current_xact_id()")
    return at_row({**leaf, "row_id": number}, Fault.BACKDATED)


def insert_with_old_time_and_seal(log: Log) -> Found:
    """The same, and the next seal has already taken it in."""
    found = insert_with_old_time(log)
    log.cursor.connection.commit()
    with clock.at(log.newest.sealed_at + timedelta(hours=8)):
        seal()
    return found


def truncate(log: Log) -> Found:
    """The end is cut off: rows, leaves and checkpoints."""
    sizes = log.cursor.execute("SELECT size FROM audit_checkpoint ORDER BY number").fetchall()
    size = sizes[log.random.randrange(len(sizes) - 1)]["size"]
    for kind, table in TABLE_OF.items():
        log.cursor.execute(
            f"DELETE FROM {table} WHERE id NOT IN (SELECT row_id FROM audit_leaf WHERE kind = %s AND position < %s)",
            [kind, size],
        )
    log.cursor.execute("DELETE FROM audit_leaf WHERE position >= %s", [size])
    log.cursor.execute("DELETE FROM audit_checkpoint WHERE size > %s", [size])
    return lambda found: any(f.fault is Fault.TRUNCATED and f.first == size for f in found)


def edit_with_leaf(log: Log) -> Found:
    """The row and its leaf are made to fit each other; the root does not."""
    leaf = log.some_leaf()
    _update(log, leaf, "user_id", log.uuid())
    _hash_again(log, leaf)
    return spanning(leaf["position"], Fault.LEAVES_CHANGED, Fault.REWRITTEN)


def delete_with_leaf(log: Log) -> Found:
    leaf = log.some_leaf()
    delete_row = f"DELETE FROM {TABLE_OF[leaf['kind']]} WHERE id = %s"
    log.cursor.execute(delete_row, [leaf["row_id"]])
    log.cursor.execute("DELETE FROM audit_leaf WHERE position = %s", [leaf["position"]])
    if leaf["position"] == log.newest.size - 1:
        return spanning(leaf["position"], Fault.TRUNCATED)
    return spanning(leaf["position"], Fault.LEAF_MISSING)


def delete_and_close_ranks(log: Log) -> Found:
    """The row and its leaf are gone, and all later leaves move up by one."""
    leaf = log.some_leaf()
    log.cursor.execute(f"DELETE FROM {TABLE_OF[leaf['kind']]} WHERE id = %s", [leaf["row_id"]])
    log.cursor.execute("DELETE FROM audit_leaf WHERE position = %s", [leaf["position"]])
    log.cursor.execute("UPDATE audit_leaf SET position = -position WHERE position > %s", [leaf["position"]])
    log.cursor.execute("UPDATE audit_leaf SET position = -position - 1 WHERE position < 0")
    return spanning(leaf["position"], Fault.LEAVES_CHANGED, Fault.REWRITTEN, Fault.TRUNCATED)


def swap_leaves(log: Log) -> Found:
    first = log.random.randrange(log.newest.size - 1)
    log.cursor.execute(
        "UPDATE audit_leaf AS a SET hash = b.hash FROM audit_leaf AS b"
        " WHERE (a.position, b.position) IN ((%(one)s, %(two)s), (%(two)s, %(one)s))",
        {"one": first, "two": first + 1},
    )
    return lambda found: any(f.first == first and f.fault is Fault.CHANGED for f in found)


def change_checkpoint(log: Log) -> Found:
    number = log.random.randrange(1, BATCHES + 1)
    log.cursor.execute("UPDATE audit_checkpoint SET size = size + 1000 WHERE number = %s", [number])
    return lambda found: any(f.fault is Fault.CHECKPOINT_CHANGED and f.first == number for f in found)


def delete_checkpoint(log: Log) -> Found:
    number = log.random.randrange(1, BATCHES + 1)
    log.cursor.execute("DELETE FROM audit_checkpoint WHERE number = %s", [number])
    return lambda found: any(f.fault is Fault.CHECKPOINT_MISSING and f.first == number for f in found)


def write_all_anew(log: Log) -> Found:
    """With the signing key: one row is changed, and every leaf, root and signature is made to fit again."""
    leaf = log.some_leaf()
    _update(log, leaf, "user_id", log.uuid())
    _hash_again(log, leaf)
    _sign_all_again(log)
    return spanning(leaf["position"], Fault.REWRITTEN)


TAMPERINGS = (
    edit,
    edit_words,
    backdate,
    delete,
    swap,
    insert_as_old,
    insert_with_old_time,
    insert_with_old_time_and_seal,
    truncate,
    edit_with_leaf,
    delete_with_leaf,
    delete_and_close_ranks,
    swap_leaves,
    change_checkpoint,
    delete_checkpoint,
    write_all_anew,
)
NEED_WHAT_IS_KEPT_OUTSIDE = (truncate, write_all_anew)


# --- measuring ------------------------------------------------------------------------------------------------------


def measure(*, full: bool, seed: int) -> Row:
    """Tamper 50 or 1,000 times."""
    tries = 1000 if full else 50
    with ground.database("tampering") as room, _a_log(room, Random(seed)) as log:
        missed = [name for name in _drawn(log, tries) if not _is_found(log, name, log.kept)]
        caught = _control(log)
    note = ", ".join(sorted({name.__name__ for name in missed})) or (
        "not protected: a row that no seal holds yet (at most a minute old), whose time is off by less than an hour,"
        " a log without kept checkpoints"
    )
    return judged(CLAIM, tried=tries, failed=len(missed), control_caught=caught, seed=seed, note=note)


def _drawn(log: Log, tries: int) -> Iterator[Callable[[Log], Found]]:
    for number in range(tries):
        yield TAMPERINGS[number % len(TAMPERINGS)] if number < 32 else log.random.choice(TAMPERINGS)


def _control(log: Log) -> bool:
    """What must be missed: without kept notes the two worst; an edit in the unsealed tail, or with blind hashes."""
    without_notes = [_is_found(log, name, []) for name in NEED_WHAT_IS_KEPT_OUTSIDE]
    in_the_tail = _is_found(log, edit_the_tail, log.kept)
    with patch.object(verifying, "hash_of", _blind):
        blindly = _is_found(log, edit, log.kept)
    return not any([*without_notes, in_the_tail, blindly]) and verify(log.kept).is_whole


def edit_the_tail(log: Log) -> Found:
    log.cursor.execute(
        "UPDATE audit_look SET user_id = %s WHERE id = (SELECT max(id) FROM audit_look)", [log.uuid()]
    )
    return bool


def _blind(source: Any, row: dict[str, Any]) -> bytes:
    """A seeded bug: the hash is read from the leaf instead of worked out from the row."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT hash FROM audit_leaf WHERE kind = %s AND row_id = %s", [source.kind, row["id"]]
        )
        return bytes(cursor.fetchone()[0])


def _is_found(log: Log, tamper: Callable[[Log], Found], kept: list[str]) -> bool:
    expected = tamper(log)
    log.cursor.connection.commit()
    try:
        with clock.at(log.newest.sealed_at + timedelta(hours=9)):
            return expected(verify(kept).findings)
    finally:
        _restore(log.cursor)


def at_row(leaf: dict[str, Any], fault: Fault) -> Found:
    return lambda found: any(f.fault is fault and f.holds(leaf["kind"], leaf["row_id"]) for f in found)


def spanning(position: int, *faults: Fault) -> Found:
    """Found in a span of at most a third of the log that holds the position."""
    return lambda found: any(
        f.fault in faults and f.first is not None and f.last is not None and f.first <= position <= f.last
        for f in found
    )


# --- the log ---------------------------------------------------------------------------------------------------------


@contextmanager
def _a_log(room: ground.Room, random: Random) -> Iterator[Log]:
    people = [Actor(user_id=UUID(int=random.getrandbits(128)), agency_id=UUID(int=7)) for _ in range(9)]
    notes = []
    for batch in range(BATCHES):
        with clock.at(START + timedelta(hours=6 * batch)):
            _write(people, random, LOOKS, EVENTS)
        with clock.at(START + timedelta(hours=6 * batch, minutes=5)):
            checkpoint = seal()
        assert checkpoint
        notes.append(checkpoint)
    with clock.at(START + timedelta(hours=6 * BATCHES)):
        _write(people, random, TAIL, 0)
    kept = [one.note for one in notes if one.number % 4 == 0]
    owner = room.owner()
    owner.autocommit = False
    cursor = owner.cursor(row_factory=dict_row)
    cursor.execute("SET session_replication_role = replica")  # the superuser's way around every trigger
    for table in TABLES:
        cursor.execute(f"CREATE TABLE untouched_{table} AS SELECT * FROM {table}")
    owner.commit()
    yield Log(cursor, random, kept, notes[-1])
    owner.rollback()


def _write(people: list[Actor], random: Random, looks: int, events: int) -> None:
    for _ in range(looks):
        with transaction.atomic():
            case_id = UUID(int=random.getrandbits(128))
            record_look(random.choice(people), part="summary", subject_id=case_id, case_id=case_id)
    for _ in range(events):
        EventRow.objects.create(
            kind="case_reviewed",
            occurred_at=clock.now(),
            user_id=random.choice(people).user_id,
            agency_id=UUID(int=7),
            subject_id=UUID(int=random.getrandbits(128)),
            payload={"level": random.choice(["high", "medium", "low"])},
        )


def _restore(cursor: Cursor) -> None:
    cursor.connection.rollback()
    for table in TABLES:
        cursor.execute(f"DELETE FROM {table}")
        cursor.execute(f"INSERT INTO {table} SELECT * FROM untouched_{table}")
    cursor.connection.commit()


def _update(log: Log, leaf: dict[str, Any], column: str, value: Any) -> None:
    log.cursor.execute(
        f"UPDATE {TABLE_OF[leaf['kind']]} SET {column} = %s WHERE id = %s", [value, leaf["row_id"]]
    )


def _copied(log: Log, leaf: dict[str, Any], written_in: str) -> int:
    """A copy of the row under a new number, said to be written in that transaction; about somebody else."""
    table = TABLE_OF[leaf["kind"]]
    log.cursor.execute(f"SELECT * FROM {table} LIMIT 0")
    columns = [
        c.name for c in log.cursor.description or () if c.name not in {"id", "written_in", "subject_id"}
    ]
    asked = (
        f"INSERT INTO {table} (id, written_in, subject_id, {', '.join(columns)})"
        f" SELECT (SELECT max(id) + 1 FROM {table}), {written_in}, %s, {', '.join(columns)}"
        f" FROM {table} WHERE id = %s RETURNING id"
    )
    found = log.cursor.execute(asked, [log.uuid(), leaf["row_id"]]).fetchone()
    assert found
    return int(found["id"])


def _hash_again(log: Log, leaf: dict[str, Any]) -> None:
    source = next(source for source in SOURCES if source.kind == leaf["kind"])
    row = log.cursor.execute(f"SELECT * FROM {source.table} WHERE id = %s", [leaf["row_id"]]).fetchone()
    assert row
    log.cursor.execute(
        "UPDATE audit_leaf SET hash = %s WHERE position = %s", [hash_of(source, row), leaf["position"]]
    )


def _sign_all_again(log: Log) -> None:
    key, frontier = log_key(), Frontier()
    leaves = log.cursor.execute("SELECT hash FROM audit_leaf ORDER BY position").fetchall()
    for checkpoint in log.cursor.execute("SELECT * FROM audit_checkpoint ORDER BY number").fetchall():
        while frontier.size < checkpoint["size"]:
            frontier.add(bytes(leaves[frontier.size]["hash"]))
        note = Note(key.name, frontier.size, frontier.root, checkpoint["number"], checkpoint["sealed_at"])
        log.cursor.execute(
            "UPDATE audit_checkpoint SET root = %s, frontier = %s, note = %s WHERE number = %s",
            [frontier.root, frontier.packed(), signed(note, key.public, key.sign(note.text())), note.number],
        )
