"""Counting and marking every table at one exact moment, so that a restored copy can be held against it row by row."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg import sql

from anyam.foundation.backups.errors import BackupFailed

_TABLES = """
    SELECT format('%I.%I', n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind = 'r' AND c.relpersistence = 'p'
      AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
    ORDER BY 1
"""
# The order of rows does not matter: the marks of all rows are added up.
_MARK = (
    "SELECT count(*), coalesce(sum(('x' || left(md5(t::text), 15))::bit(60)::bigint), 0)::text FROM {} AS t"
)
_NEWEST_EVENT = "SELECT id::text, occurred_at FROM events_eventrow ORDER BY id DESC LIMIT 1"

PATIENT_SECONDS = 60.0
"""For so long a backup waits for a moment without a half-finished change."""


@dataclass(frozen=True)
class TableMark:
    """How many rows a table has, and a sum over what is in them: equal sums mean equal rows."""

    rows: int
    mark: str


Marks = dict[str, TableMark]


@dataclass(frozen=True)
class Moment:
    """One exact moment in the life of a database."""

    lsn: str
    """The place in its log: everything written before it belongs to the moment, nothing after it."""
    at: str
    marks: Marks


def tables_of(link: psycopg.Connection[Any]) -> list[str]:
    return [row[0] for row in link.execute(_TABLES)]


def marks_of(link: psycopg.Connection[Any]) -> Marks:
    """Count and mark every table as this connection sees it."""
    found: Marks = {}
    for table in tables_of(link):
        row = link.execute(sql.SQL(_MARK).format(sql.SQL(table))).fetchone()
        assert row is not None
        found[table] = TableMark(int(row[0]), str(row[1]))
    return found


def newest_event(link: psycopg.Connection[Any]) -> tuple[str, str]:
    """Number and time of the newest event; blanks in a database without the table."""
    known = link.execute("SELECT to_regclass('events_eventrow')").fetchone()
    if known is None or known[0] is None:
        return "", ""
    row = link.execute(_NEWEST_EVENT).fetchone()
    return (str(row[0]), row[1].isoformat()) if row else ("", "")


@contextmanager
def exact_moment(writer: psycopg.Connection[Any], reader: psycopg.Connection[Any]) -> Iterator[str]:
    """Open a snapshot on `reader` whose place in the log is known: nothing is half-written at it.

    For the few milliseconds in which it is taken, changes wait; nobody is turned away. Whoever changes something just
    then is never waited for while tables are held, so that this cannot end in a deadlock.
    """
    deadline = time.monotonic() + PATIENT_SECONDS
    while (lsn := _try_moment(writer, reader)) is None:
        if time.monotonic() > deadline:
            raise BackupFailed(
                "No quiet moment was found: something has been changing the database for a minute without a pause."
                " Try again in a few minutes."
            )
        time.sleep(random.uniform(0.02, 0.2))  # noqa: S311 - only so as not to fall into step with others
    try:
        yield lsn
    finally:
        reader.execute("ROLLBACK")


def _try_moment(writer: psycopg.Connection[Any], reader: psycopg.Connection[Any]) -> str | None:
    tables = sql.SQL(", ").join(sql.SQL(name) for name in tables_of(writer))
    try:
        with writer.transaction():
            writer.execute(sql.SQL("LOCK TABLE {} IN SHARE MODE NOWAIT").format(tables))
            reader.execute("BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            reader.execute("SELECT 1 FROM pg_class LIMIT 1")
            row = writer.execute("SELECT pg_current_wal_insert_lsn()::text").fetchone()
    except psycopg.errors.LockNotAvailable:
        return None
    # The log goes on beyond the moment, and is on the disk.
    writer.execute("SELECT pg_logical_emit_message(false, 'anyam', 'moment', true)")
    assert row is not None
    return str(row[0])
