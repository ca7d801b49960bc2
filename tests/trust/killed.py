"""kill -9 of pages, worker and database while forms are being sent: everything acknowledged is there, exactly once.

A real installation with its ordinary durable settings: gunicorn, worker and embedded PostgreSQL. What was acknowledged
stands in a ledger outside of the database. The control leaves the database's commits to a later moment
(synchronous_commit off, set while the pages run, as they refuse to start on such a server): a kill must then be seen
to lose what was acknowledged.
"""

from __future__ import annotations

import random
import tempfile
from dataclasses import replace
from pathlib import Path

from tests.trust._installation import Clients, Installation, installation, lost_and_doubled
from tests.trust.board import Row, judged

CLAIM = "What was acknowledged over HTTP is there exactly once after kill -9 of pages, worker or database"
QUICK, FULL = 10, 200
WHO = ("database", "database", "database", "pages", "worker")
CONTROL = {"synchronous_commit": "off", "wal_writer_delay": "10000ms", "wal_writer_flush_after": "1GB"}
CONTROL_KILLS = 3
BETWEEN = 5


def measure(*, full: bool, seed: int) -> Row:
    kills, chance = FULL if full else QUICK, random.Random(seed)
    with (
        tempfile.TemporaryDirectory(prefix="anyam-kill-") as folder,
        installation(Path(folder)) as installed,
    ):
        installed.start("pages")
        installed.start("worker")
        acknowledged, lost, doubled = _killed(
            installed, [_who(number, chance) for number in range(kills)], chance
        )
        installed.cluster = replace(installed.cluster, settings={**installed.cluster.settings, **CONTROL})
        installed.kill("database")
        installed.start("database")
        _, lost_by_control, _ = _killed(installed, ["database"] * CONTROL_KILLS, chance)
    note = (
        f"{kills} kills, {acknowledged:,} acknowledged writes, {lost} lost, {doubled} twice;"
        f" with commits left to later {lost_by_control} were lost"
    )
    return judged(
        CLAIM, tried=kills, failed=lost + doubled, control_caught=lost_by_control > 0, seed=seed, note=note
    )


def _who(number: int, chance: random.Random) -> str:
    return WHO[number] if number < len(WHO) else chance.choice(WHO)


def _killed(installed: Installation, who: list[str], chance: random.Random) -> tuple[int, int, int]:
    """How many writes were acknowledged, and of those lost, and there twice."""
    with Clients(installed) as clients:
        for name in who:
            clients.wait_for(BETWEEN, chance)
            installed.kill(name)
            installed.start(name)
        clients.wait_for(1, chance)
    return len(clients.ledger), *lost_and_doubled(installed, clients.ledger)
