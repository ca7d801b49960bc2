"""Holding a restored copy against what was sealed: every table, every relation, the newest event, and the files."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from anyam.config.postgres_server import SUPERUSER, Cluster
from anyam.foundation.backups.counting import Marks, marks_of, newest_event
from anyam.foundation.backups.errors import BackupFailed
from anyam.foundation.backups.manifest import Contents
from anyam.foundation.backups.sources import Source

INSIDE_SECONDS = 900

_RELATIONS = """
    SELECT c.conrelid::regclass::text, c.confrelid::regclass::text,
           ARRAY(SELECT a.attname::text FROM unnest(c.conkey) WITH ORDINALITY AS k(n, o)
                 JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.n ORDER BY k.o),
           ARRAY(SELECT a.attname::text FROM unnest(c.confkey) WITH ORDINALITY AS k(n, o)
                 JOIN pg_attribute a ON a.attrelid = c.confrelid AND a.attnum = k.n ORDER BY k.o)
    FROM pg_constraint c WHERE c.contype = 'f' AND c.conparentid = 0
"""


@dataclass(frozen=True)
class Proof:
    """What was found in the restored copy."""

    tables: int
    rows: int
    rows_lost: int
    tables_changed: int
    relations: int
    orphans: int
    has_newest_event: bool
    files_lost: int
    sealed_tried: int = 0
    sealed_opened: int = 0
    seals: int = 0
    seal_problem: str = ""

    @property
    def problem(self) -> str:
        """In plain words what is wrong; blank where the copy is identical."""
        found = [
            (self.rows_lost, f"{self.rows_lost} rows are missing."),
            (self.tables_changed, f"{self.tables_changed} tables differ from the original."),
            (self.orphans, f"{self.orphans} rows point to rows that are not there."),
            (not self.has_newest_event, "The newest event is missing."),
            (self.files_lost, f"{self.files_lost} files are missing."),
            (
                self.sealed_tried - self.sealed_opened,
                f"{self.sealed_tried - self.sealed_opened} of {self.sealed_tried} sealed values do not open.",
            ),
            (self.seal_problem, f"The seals of the record do not hold: {self.seal_problem}"),
        ]
        return " ".join(words for is_wrong, words in found if is_wrong)


def prove(cluster: Cluster, name: str, files: Path, contents: Contents) -> Proof:
    """Look at every row of the restored copy; it is running, and nobody else uses it."""
    with Source.of(cluster, name).connect() as link:
        marks = marks_of(link)
        relations, orphans = _orphans(link)
        has_newest = newest_event(link) == (contents.newest_event, contents.newest_event_at)
    lost, changed = _compare(contents.marks, marks)
    there = sum(1 for one in files.rglob("*") if one.is_file()) if files.is_dir() else 0
    inside = _look_inside(cluster, name, str(contents.checkpoint.get("note", "")))
    return Proof(
        tables=len(marks),
        rows=sum(one.rows for one in marks.values()),
        rows_lost=lost,
        tables_changed=changed,
        relations=relations,
        orphans=orphans,
        has_newest_event=has_newest,
        files_lost=max(contents.files - there, 0),
        sealed_tried=int(inside.get("sealed_tried", 0)),
        sealed_opened=int(inside.get("sealed_opened", 0)),
        seals=int(inside.get("seals", 0)),
        seal_problem=str(inside.get("seal_problem", ""))[:200],
    )


def _compare(expected: Marks, found: Marks) -> tuple[int, int]:
    """Rows that are missing, and tables that are not the same."""
    lost = sum(
        max(one.rows - (found[name].rows if name in found else 0), 0) for name, one in expected.items()
    )
    changed = sum(1 for name in expected.keys() | found.keys() if expected.get(name) != found.get(name))
    return lost, changed


def _orphans(link: psycopg.Connection[Any]) -> tuple[int, int]:
    """Every foreign key of the copy, asked anew: a damaged copy would not know that it is."""
    relations = link.execute(_RELATIONS).fetchall()
    orphans = 0
    for table, target, columns, others in relations:
        own = [sql.SQL("o.{}").format(sql.Identifier(column)) for column in columns]
        pairs = [
            sql.SQL("{} = t.{}").format(mine, sql.Identifier(other))
            for mine, other in zip(own, others, strict=True)
        ]
        question = sql.SQL(
            "SELECT count(*) FROM {} o WHERE {} AND NOT EXISTS (SELECT FROM {} t WHERE {})"
        ).format(
            sql.SQL(table),
            sql.SQL(" AND ").join(sql.SQL("{} IS NOT NULL").format(mine) for mine in own),
            sql.SQL(target),
            sql.SQL(" AND ").join(pairs),
        )
        row = link.execute(question).fetchone()
        orphans += int(row[0]) if row else 0
    return len(relations), orphans


def url_of(cluster: Cluster, name: str) -> str:
    """A copy's address, as the owner of everything in it."""
    return f"postgresql://{SUPERUSER}@/{name}?host={cluster.socket_folder}"


def ask_copy(command: str, url: str, said: str, keys: str = "") -> str:
    """Run one of our commands with the copy as its database; the last line it prints. Raises BackupFailed."""
    surroundings = {
        **os.environ,
        "ANYAM_DATABASE_URL": url,
        "ANYAM_BACKUP_URL": "",
        "DJANGO_SETTINGS_MODULE": "anyam.config.settings",
    }
    if keys:
        surroundings["ANYAM_KEYS"] = keys
    try:
        done = subprocess.run(
            [sys.executable, "-m", "anyam", command],
            env=surroundings, capture_output=True, text=True, timeout=INSIDE_SECONDS, input=said,
        )  # fmt: skip
        if done.returncode == 0:
            return done.stdout.strip().splitlines()[-1]
    except (subprocess.TimeoutExpired, IndexError):
        pass
    raise BackupFailed(f"anyam {command} could not do its work on the restored copy.")


def _look_inside(cluster: Cluster, name: str, note: str) -> Mapping[str, Any]:
    """Let the program itself open sealed values and check seals on the copy, in a process of its own.

    The process is this program with the copy as its database, so that exactly what people use is what is tried.
    `note` is the newest signed seal of the living database: the copy must hold all that it was signed for.
    """
    try:
        said: Mapping[str, Any] = json.loads(ask_copy("look_inside", url_of(cluster, name), note))
    except (BackupFailed, ValueError):
        return {"seal_problem": "the program could not be started on the restored copy."}
    return said
