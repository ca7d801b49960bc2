"""The worker's side: each minute the log is carried to the backups, each night a set is made and proved.

The drill runs as a program of its own: what it needs for a few minutes goes back to the machine at its end, and the key
that opens tonight's set is gone with it.
"""

from __future__ import annotations

import subprocess
import sys

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from anyam.config import database, env
from anyam.foundation.access import Actor
from anyam.foundation.backups import custody, folders
from anyam.foundation.backups.errors import BackupFailed
from anyam.foundation.backups.log import carry
from anyam.foundation.backups.sealing import recipient_of

NIGHTLY = "0 19 * * *"
"""In UTC: two to four in the morning in Indonesia."""

EACH_MINUTE = "* * * * *"
EACH_HOUR = "17 * * * *"
DRILL_SECONDS = 4 * 60 * 60


def carry_waiting_log() -> int:
    """Seal the log that waits, where officers hold the key; how many pieces."""
    held = custody.current()
    if held is None:
        return 0
    waiting = env.var_folder() / "waiting-log" if env.database_url() else database.cluster().waiting_log
    return carry(waiting, folders.root(), [recipient_of(held.recipient)])


@app.periodic(cron=EACH_MINUTE)
@app.task(name="backups.carry_log", queue="backups", lock="backups.log", queueing_lock="backups.carry_log")
def carry_log(timestamp: int) -> None:
    """Seal the finished pieces of the write-ahead log; a disk that is not there is told by the nightly drill."""
    try:
        carry_waiting_log()
    except BackupFailed:
        return


@app.periodic(cron=NIGHTLY)
@app.task(name="backups.nightly", queue="backups", queueing_lock="backups.nightly")
def make_nightly(timestamp: int) -> None:
    """Make tonight's set and prove it. Without custody there is none: a notice says so instead."""
    if custody.current() is not None:
        _run_drill()


@app.periodic(cron=EACH_HOUR)
@app.task(name="backups.watch", queue="backups", lock="backups.watch", queueing_lock="backups.watch")
def watch_proofs(timestamp: int) -> None:
    """Tell those in charge when no restore was proven for two days. A demo has nobody in charge."""
    from anyam.foundation.backups.actions import notice_missing_proof  # they name this module

    if not env.flag("DEMO"):
        notice_missing_proof(Actor.system("watch over backups"))


@app.task(name="backups.drill", queue="backups", lock="backups.drill", queueing_lock="backups.drill")
def drill_now() -> None:
    """A drill somebody asked for."""
    _run_drill()


def defer_drill() -> None:
    """Ask for one, in the present transaction; one that waits already is enough."""
    try:
        with transaction.atomic():
            drill_now.defer()
    except AlreadyEnqueued:
        return


def _run_drill() -> None:
    subprocess.run(
        [sys.executable, "-m", "anyam", "restore_drill"],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, timeout=DRILL_SECONDS, check=False,
    )  # fmt: skip
