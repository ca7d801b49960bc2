"""The restore drill: make a set, restore that very set beside the database, look at every row, and forget the key.

The server cannot open its own backups. For the length of one drill there is a second key, in this process's memory
alone; tonight's set is sealed to it too, and when the process ends nobody but the officers can open the set again.
"""

from __future__ import annotations

import shutil
import tempfile
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from anyam.config import env
from anyam.foundation.backups import custody, folders
from anyam.foundation.backups.choices import DrillState
from anyam.foundation.backups.errors import BackupFailed, BackupRefused, RestoreFailed
from anyam.foundation.backups.making import Made, make_set
from anyam.foundation.backups.opening import open_set
from anyam.foundation.backups.proving import Proof, prove
from anyam.foundation.backups.restoring import scratch
from anyam.foundation.backups.sealing import new_identity
from anyam.foundation.backups.sources import Source
from anyam.foundation.core import clock


@dataclass(frozen=True)
class DrillResult:
    """How a drill ended."""

    began_at: datetime
    ended_at: datetime
    problem: str
    made: Made | None = None
    is_kept: bool = False
    proof: Proof | None = None
    make_seconds: float = 0
    restore_seconds: float = 0

    @property
    def state(self) -> DrillState:
        return DrillState.FAILED if self.problem else DrillState.PROVEN


def run_drill(source: Source | None = None, damage: Damage | None = None) -> DrillResult:
    """One drill from end to end; it never raises what belongs on the page. `damage` spoils it, for tests of the drill.

    Where officers hold the key, the set is a backup like any other and stays. Otherwise it is made in a corner and
    thrown away, for nobody could ever open it.
    """
    began = clock.now()
    is_kept = custody.current() is not None
    corner = Path(tempfile.mkdtemp(prefix="drill-set-", dir=_var()))
    try:
        return _drill(source or Source.own(), folders.root() if is_kept else corner, began, is_kept, damage)
    except (BackupFailed, BackupRefused, RestoreFailed, OSError) as problem:
        return DrillResult(began, clock.now(), _in_words(problem))
    finally:
        shutil.rmtree(corner, ignore_errors=True)


def _drill(
    source: Source, folder: Path, began: datetime, is_kept: bool, damage: Damage | None
) -> DrillResult:
    identity = new_identity()
    start = time.monotonic()
    made = make_set(source, folder, for_drill=identity, needs_custody=False)
    half = time.monotonic()
    if damage:
        damage.to_set(made.path)
    problem, proof = "", None
    try:
        found = open_set(made.path, [identity], custody.public_signing_key())
        with scratch(found) as restored:
            if damage:
                damage.to_copy(Source.of(restored.cluster, restored.database))
            proof = prove(
                restored.cluster, restored.database, restored.cluster.folder.parent / "files", found.contents
            )
            problem = proof.problem
    except (BackupFailed, BackupRefused, RestoreFailed) as refused:
        problem = _in_words(refused)
    end = time.monotonic()
    return DrillResult(began, clock.now(), problem, made, is_kept, proof, half - start, end - half)


class Damage:
    """What a test does to a set or to its copy, to see whether the drill notices."""

    def to_set(self, path: Path) -> None: ...

    def to_copy(self, copy: Source) -> None: ...


def _var() -> Path:
    env.var_folder().mkdir(parents=True, exist_ok=True)
    return env.var_folder()


def _in_words(problem: Exception) -> str:
    if isinstance(problem, OSError):
        return f"The disk refused: {problem.strerror or 'unknown'}."
    return str(problem)[:500]
