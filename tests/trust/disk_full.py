"""The disk runs full while forms are being sent: what was acknowledged stays, the rest is refused for a while.

Full is full for the database, its log and the pages alike. Pages answer 503 with a plain word, never an error of the
program; once there is room all goes on, and what stopped is started again as a service manager would. The control is
the one of `killed`, with the database ended while the disk is full.
"""

from __future__ import annotations

import os
import random
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from tests.trust._disk import Disk, can_be_mounted, disk
from tests.trust._installation import Clients, Installation, installation, lost_and_doubled
from tests.trust.board import Row, judged, not_tried
from tests.trust.killed import BETWEEN, CONTROL

CLAIM = "A full disk loses nothing acknowledged, shows no error page, and all goes on once there is room"
QUICK, FULL = 1, 20
MEGABYTES = 256
WHILE_FULL = 2.0
UNTIL_REFUSED = 30.0
CALM = frozenset({503})


def measure(*, full: bool, seed: int) -> Row:
    if not can_be_mounted():
        return not_tried(CLAIM, seed=seed, note="needs root and loop devices")
    fills, chance = FULL if full else QUICK, random.Random(seed)
    with (
        tempfile.TemporaryDirectory(prefix="anyam-full-") as folder,
        disk(Path(folder), MEGABYTES) as under,
        installation(under.folder) as installed,
    ):
        os.sync()
        installed.start("pages")
        installed.start("worker")
        refused = 0
        with Clients(installed) as clients:
            for _ in range(fills):
                clients.wait_for(BETWEEN, chance)
                refused += _filled(installed, under, clients)
            clients.wait_for(BETWEEN, chance)
        lost, doubled = lost_and_doubled(installed, clients.ledger)
        rough = [status for status in clients.odd if status not in CALM]
        lost_by_control = _control(installed, under, chance)
    note = (
        f"{fills} times full, {len(clients.ledger):,} acknowledged writes, {refused:,} refused in between,"
        f" {lost} lost, {doubled} twice, {len(rough)} rough answers {sorted(set(rough))};"
        f" with commits left to later {lost_by_control} were lost"
    )
    if not refused:
        return not_tried(CLAIM, seed=seed, note="the disk was full and nobody felt it")
    return judged(
        CLAIM,
        tried=fills,
        failed=lost + doubled + len(rough),
        control_caught=lost_by_control > 0,
        seed=seed,
        note=note,
    )


def _filled(installed: Installation, under: Disk, clients: Clients) -> int:
    """Fill it for a while, and until something was refused; how many were refused meanwhile.

    The database goes on in the room it set aside before: a disk that is full and yet felt by nobody proves nothing.
    """
    before, since = len(clients.odd), time.monotonic()
    while (passed := time.monotonic() - since) < WHILE_FULL or (
        len(clients.odd) == before and passed < UNTIL_REFUSED
    ):
        under.fill()
        time.sleep(0.1)
    under.make_room()
    installed.start_what_ended()
    return len(clients.odd) - before


def _control(installed: Installation, under: Disk, chance: random.Random) -> int:
    safe = installed.cluster
    with Clients(installed) as clients:
        installed.cluster = replace(safe, settings={**safe.settings, **CONTROL})
        installed.kill("database")
        installed.start("database")
        clients.wait_for(4 * BETWEEN, chance)
        under.fill()
        installed.kill("database")
    under.make_room()
    installed.cluster = safe
    installed.start("database")
    return lost_and_doubled(installed, clients.ledger)[0]
