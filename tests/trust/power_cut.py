"""The power goes while forms are being sent: everything acknowledged is there afterwards, exactly once.

The installation lies on a disk of its own (`_disk`). Each cut stops every process where it stands, keeps what the disk
itself has, ends the processes and starts them again on that. The control is the one of `killed`: commits left to a
later moment must be seen to be lost.
"""

from __future__ import annotations

import os
import random
import tempfile
from dataclasses import replace
from pathlib import Path

from tests.trust._disk import Disk, can_be_mounted, disk
from tests.trust._installation import Clients, Installation, installation, lost_and_doubled
from tests.trust.board import Row, judged, not_tried
from tests.trust.killed import BETWEEN, CONTROL

CLAIM = "What was acknowledged over HTTP is there exactly once after the power was cut"
QUICK, FULL = 2, 200
MEGABYTES = 512


def measure(*, full: bool, seed: int) -> Row:
    if not can_be_mounted():
        return not_tried(CLAIM, seed=seed, note="needs root and loop devices")
    cuts, chance = FULL if full else QUICK, random.Random(seed)
    with (
        tempfile.TemporaryDirectory(prefix="anyam-power-") as folder,
        disk(Path(folder), MEGABYTES) as under,
        installation(under.folder) as installed,
    ):
        os.sync()
        _start(installed)
        acknowledged = lost = doubled = 0
        with Clients(installed) as clients:
            for _ in range(cuts):
                clients.wait_for(BETWEEN, chance)
                _cut(installed, under)
                _start(installed)
            clients.wait_for(1, chance)
        acknowledged = len(clients.ledger)
        lost, doubled = lost_and_doubled(installed, clients.ledger)
        lost_by_control = _control(installed, under, chance)
    note = (
        f"{cuts} cuts, {acknowledged:,} acknowledged writes, {lost} lost, {doubled} twice;"
        f" with commits left to later {lost_by_control} were lost"
    )
    return judged(
        CLAIM, tried=cuts, failed=lost + doubled, control_caught=lost_by_control > 0, seed=seed, note=note
    )


def _start(installed: Installation) -> None:
    for name in ("database", "pages", "worker"):
        installed.start(name)


def _cut(installed: Installation, under: Disk) -> None:
    installed.stand_still()
    left = under.as_after_power_cut()
    for name in (*installed.programs, "database"):
        installed.kill(name)
    under.come_back_as(left)


def _control(installed: Installation, under: Disk, chance: random.Random) -> int:
    safe = installed.cluster
    with Clients(installed) as clients:
        installed.cluster = replace(safe, settings={**safe.settings, **CONTROL})
        installed.kill("database")
        installed.start("database")
        clients.wait_for(4 * BETWEEN, chance)
        _cut(installed, under)
    installed.cluster = safe
    installed.start("database")
    return lost_and_doubled(installed, clients.ledger)[0]
