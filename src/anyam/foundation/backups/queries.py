"""The page about backups."""

from pathlib import Path
from typing import Any

from anyam.config import env
from anyam.foundation.access import Actor, Permission, query, require
from anyam.foundation.backups import custody, folders, guard, inside, log
from anyam.foundation.backups.actions import PROOF_LASTS
from anyam.foundation.backups.choices import DrillState
from anyam.foundation.backups.errors import BackupFailed, BackupRefused
from anyam.foundation.backups.models import Drill
from anyam.foundation.backups.results import BackupPage, CustodyFacts, DrillRow
from anyam.foundation.core import clock

_SHOWN = 14


@query
def find_backups(actor: Actor) -> BackupPage:
    """Whether what is kept here would come back, and who can open it."""
    require(actor, Permission.SEE_BACKUPS)
    drills = [_row(one) for one in Drill.objects.order_by("-ended_at")[:_SHOWN]]
    proven = Drill.objects.filter(state=DrillState.PROVEN).order_by("-ended_at").first()
    folder, problem = _folder()
    sets = folders.sets_in(folder) if folder else []
    disk = max(folders.share_in_use(env.var_folder()), folders.share_in_use(folder or env.var_folder()))
    log_at = log.newest_at(folder) if folder else None
    return BackupPage(
        newest_proven=_row(proven) if proven else None,
        newest=drills[0] if drills else None,
        drills=tuple(drills),
        is_fresh=bool(proven and clock.now() - proven.ended_at < PROOF_LASTS),
        custody=_custody(),
        sets=len(sets),
        sets_bytes=sum(_size(one) for one in sets),
        log_at=log_at,
        is_log_kept=log_at is not None,
        folder_problem=problem,
        disk_percent=round(disk * 100),
        is_disk_full=disk > guard.FULLEST_DISK,
        findings=tuple(str(one.sentence) for one in guard.inspect_own()),
    )


@query
def look_inside(actor: Actor, *, note: str) -> dict[str, Any]:
    """For the drill: counts of what opened and what is sealed in the database this program is connected to."""
    require(actor, Permission.MAKE_BACKUPS)
    return inside.look(note)


@query
def proven_sets(actor: Actor) -> list[str]:
    """The names of sets whose restore was proven."""
    require(actor, Permission.SEE_BACKUPS)
    return list(
        Drill.objects.filter(state=DrillState.PROVEN, is_kept=True).values_list("set_code", flat=True)
    )


def _folder() -> tuple[Path | None, str]:
    try:
        return folders.root(), ""
    except (BackupFailed, OSError) as problem:
        return None, str(problem)


def _custody() -> CustodyFacts | None:
    try:
        held = custody.current()
    except BackupRefused:
        return None
    return CustodyFacts(tuple(held.officers), held.since, held.fingerprint) if held else None


def _size(path: Path) -> int:
    return sum(one.stat().st_size for one in path.iterdir())


def _row(drill: Drill) -> DrillRow:
    return DrillRow(
        id=drill.id, ended_at=drill.ended_at, state=DrillState(drill.state), problem=drill.problem,
        is_kept=drill.is_kept, tables=drill.tables, rows=drill.rows, rows_lost=drill.rows_lost,
        relations=drill.relations, sealed_opened=drill.sealed_opened, seals=drill.seals, files=drill.files,
        newest_event_at=drill.newest_event_at, set_bytes=drill.set_bytes,
        seconds=max(round((drill.ended_at - drill.began_at).total_seconds()), 1),
    )  # fmt: skip
