"""The restore drill, tried again and again while somebody works on, and tried on damaged sets and copies."""

from __future__ import annotations

import os
import random
import statistics
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from django.conf import settings

from anyam.config import database
from anyam.config.embedded_postgres import in_use
from anyam.foundation.audit.sealing import seal
from anyam.foundation.backups import custody, manifest
from anyam.foundation.backups.drill import Damage, DrillResult, run_drill
from anyam.foundation.backups.sources import Source
from tests.cast import Cast
from tests.trust import ground
from tests.trust.board import Row, judged

CLAIM = "Every backup comes back identical, row by row, and a damaged one is noticed"
QUICK, FULL = 1, 20


def measure(*, full: bool, seed: int) -> Row:
    """Drills on a district with a child's whole story in it."""
    chance = random.Random(seed)
    rounds = FULL if full else QUICK
    with ground.database("drill") as room:
        Cast().story()
        seal()
        district = Source({**ground.server(), "dbname": room.name}, is_embedded=True)
        with installation(district) as source:
            held, controls = _tried(source, chance, rounds, full=full)
    failed = [result.problem for result in held if result.problem]
    seconds = [result.make_seconds + result.restore_seconds for result in held]
    rows = [result.proof.rows for result in held if result.proof]
    note = (
        f"{max(rows, default=0)} rows in {_tables(held)} tables, with their seals, restored and compared in"
        f" {statistics.median(seconds):.1f} s (longest {max(seconds):.1f} s) while rows were being added;"
        f" noticed: {'; '.join(result.problem for result in controls)}"
    )
    return judged(
        CLAIM,
        tried=rounds,
        failed=len(failed),
        control_caught=all(result.problem for result in controls),
        seed=seed,
        note=" ".join([note, *failed]),
    )


def _tried(
    source: Source, chance: random.Random, rounds: int, *, full: bool
) -> tuple[list[DrillResult], list[DrillResult]]:
    held = [_drill_while_working(source) for _ in range(rounds)]
    controls = [run_drill(source, FlippedByte(chance)), run_drill(source, RowGone())]
    return held, [*controls, *([run_drill(source, WordChanged())] if full else [])]


class FlippedByte(Damage):
    """One bit of the sealed database is another."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance

    def to_set(self, path: Path) -> None:
        piece = path / manifest.DATABASE
        piece.chmod(0o600)
        content = bytearray(piece.read_bytes())
        content[self._chance.randrange(len(content) // 4, len(content))] ^= 1 << self._chance.randrange(8)
        piece.write_bytes(content)


class RowGone(Damage):
    """One row is missing from the copy."""

    def to_copy(self, copy: Source) -> None:
        with copy.connect() as link:
            link.execute("ALTER TABLE events_eventrow DISABLE TRIGGER ALL")
            link.execute("DELETE FROM events_eventrow WHERE id = (SELECT min(id) FROM events_eventrow)")


class WordChanged(Damage):
    """As many rows as before, and one of them says something else."""

    def to_copy(self, copy: Source) -> None:
        with copy.connect() as link:
            link.execute(
                "UPDATE agencies_agency SET name = name || 'x'"
                " WHERE id = (SELECT id FROM agencies_agency ORDER BY id LIMIT 1)"
            )


def _drill_while_working(source: Source) -> DrillResult:
    stop = threading.Event()

    def work() -> None:
        with source.connect() as link, suppress(Exception):
            link.execute("CREATE TABLE IF NOT EXISTS work_going_on (id serial PRIMARY KEY, at timestamptz)")
            while not stop.wait(0.002):
                link.execute("INSERT INTO work_going_on (at) VALUES (now())")

    worker = threading.Thread(target=work)
    worker.start()
    try:
        return run_drill(source)
    finally:
        stop.set()
        worker.join()


def _tables(held: list[DrillResult]) -> int:
    return max((result.proof.tables for result in held if result.proof), default=0)


@contextmanager
def installation(district: Source) -> Iterator[Source]:
    """An installation of its own, with its own server and officers, and the district in it."""
    with (
        tempfile.TemporaryDirectory(prefix="anyam-drill-") as folder,
        _surroundings(ANYAM_VAR=folder, ANYAM_KEYS=str(settings.ANYAM_KEYS)),
    ):
        custody.create(["Ani Wulandari", "Budi Santoso", "Citra Lestari"])
        cluster = database.cluster()
        with in_use(cluster, databases=(database.name(),)):
            source = Source.of(cluster, database.name())
            _bring(district, source)
            yield source


def _bring(district: Source, source: Source) -> None:
    from anyam.foundation.backups.restoring import _fill

    process = district.begin("pg_dump", "--format=custom", "--compress=none", stdout=-1)
    assert process.stdout is not None
    with process.stdout:
        _fill(source, process.stdout)
    district.finish(process)


@contextmanager
def _surroundings(**values: str) -> Iterator[None]:
    blank = {f"ANYAM_{name}": "" for name in ("BACKUPS", "DATABASE_URL", "BACKUP_URL", "FILES")}
    before: dict[str, Any] = {name: os.environ.get(name) for name in [*blank, *values]}
    os.environ.update({**blank, **values})
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name) if value is None else os.environ.update({name: value})
