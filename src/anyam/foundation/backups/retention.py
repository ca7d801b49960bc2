"""Which backups may go. Nothing here removes anything by itself: that needs a plan read by a person, and a second one.

Kept are: the newest fourteen, the newest of each of eight weeks, the newest of each of twenty-four months, and always
the newest that was proven. A piece of log goes when no kept set needs it.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from anyam.foundation.backups import folders, manifest
from anyam.foundation.backups.errors import BackupFailed, BackupRefused
from anyam.foundation.core import clock

NIGHTS, WEEKS, MONTHS = 14, 8, 24
PERMIT = "REMOVAL-ALLOWED"
"""A file a second person puts into the folder of backups, with today's date in it."""


@dataclass(frozen=True)
class Plan:
    """What may be removed now, and the code that stands for exactly this."""

    sets: list[Path]
    log: list[Path]
    bytes: int

    @property
    def code(self) -> str:
        said = "\n".join(path.name for path in [*self.sets, *self.log])
        return hashlib.sha256(said.encode()).hexdigest()[:8]


def plan(folder: Path, proven: Iterable[str] = ()) -> Plan:
    """The plan for today."""
    found = folders.sets_in(folder)
    kept = _kept(found, set(proven))
    going = [path for path in found if path.name not in kept]
    log = _log_not_needed(folder, [path for path in found if path.name in kept]) if going else []
    size = sum(one.stat().st_size for path in going for one in path.iterdir()) + sum(
        one.stat().st_size for one in log
    )
    return Plan(going, log, size)


def carry_out(folder: Path, wanted: Plan, code: str) -> None:
    """Remove what the plan names. Raises BackupFailed unless both keys to it are there."""
    if code != wanted.code:
        raise BackupFailed(
            "The code does not belong to the plan of this moment. Print the plan again and read it."
        )
    permit = folder / PERMIT
    if not permit.is_file() or permit.read_text(encoding="utf-8").strip() != clock.today().isoformat():
        raise BackupFailed(
            f"A second person has to allow it: let them put a file {permit} there that says"
            f" {clock.today().isoformat()} and nothing else. Nothing was removed."
        )
    for path in wanted.sets:
        shutil.rmtree(path)
    for one in wanted.log:
        one.unlink()
    permit.unlink()


def _kept(found: list[Path], proven: set[str]) -> set[str]:
    newest_first = list(reversed(found))
    kept = {path.name for path in newest_first[:NIGHTS]}
    weeks: dict[tuple[int, int], str] = {}
    months: dict[tuple[int, int], str] = {}
    for path in newest_first:
        day: date = clock.local(folders.made_at(path)).date()
        weeks.setdefault(day.isocalendar()[:2], path.name)
        months.setdefault((day.year, day.month), path.name)
    kept |= set(list(weeks.values())[:WEEKS]) | set(list(months.values())[:MONTHS])
    newest_proven = next((path.name for path in newest_first if path.name in proven), None)
    return kept | ({newest_proven} if newest_proven else set())


def _log_not_needed(folder: Path, kept: list[Path]) -> list[Path]:
    """Pieces older than the first that the oldest kept set of their cluster needs."""
    first: dict[str, str] = {}
    for path in kept:
        try:
            info = manifest.read_open_part(path)
        except BackupRefused:
            return []  # where one set cannot be read, nobody knows what it needs
        if info.kind == manifest.PAGES:
            first[info.system] = min(first.get(info.system, "~"), info.first_log[8:])
    return [
        one
        for system, needed in first.items()
        for one in sorted((folder / "log" / system).glob("*-*.age"))
        if len(one.name.rpartition("-")[0]) == 24 and one.name[8:24] < needed
    ]
