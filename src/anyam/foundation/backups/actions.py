"""Keeping what a drill showed, and telling those who must know when none succeeds."""

from datetime import datetime, timedelta
from uuid import UUID

from anyam.foundation.access import Actor, Permission, action, require
from anyam.foundation.backups import inside
from anyam.foundation.backups.choices import DrillState
from anyam.foundation.backups.drill import DrillResult
from anyam.foundation.backups.events import (
    BackupDrillAsked,
    BackupDrillFailed,
    BackupProofMissed,
    BackupProven,
    BackupRestored,
)
from anyam.foundation.backups.models import Drill
from anyam.foundation.core import clock
from anyam.foundation.core.ids import new_id
from anyam.foundation.events.models import EventRow
from anyam.foundation.events.recording import record

PROOF_LASTS = timedelta(days=2)
"""A proof older than this is no proof: the page turns red and those in charge are told."""

REMIND_EVERY = timedelta(hours=20)


@action()
def record_drill(actor: Actor, result: DrillResult) -> UUID:
    """Keep what a drill showed; its number."""
    require(actor, Permission.MAKE_BACKUPS)
    drill = Drill(
        began_at=result.began_at, ended_at=result.ended_at, state=result.state, problem=result.problem,
        is_kept=result.is_kept and result.made is not None,
        make_seconds=result.make_seconds, restore_seconds=result.restore_seconds,
    )  # fmt: skip
    if result.made:
        _note_set(drill, result)
    if result.proof:
        _note_proof(drill, result)
    drill.save(force_insert=True)
    if result.state == DrillState.PROVEN:
        record(actor, BackupProven(drill.id, drill.rows))
    else:
        record(actor, BackupDrillFailed(drill.id))
    return drill.id


@action()
def notice_missing_proof(actor: Actor) -> bool:
    """Tell those in charge, once a day, when no restore was proven for two days; whether they were told."""
    require(actor, Permission.MAKE_BACKUPS)
    newest = Drill.objects.filter(state=DrillState.PROVEN).order_by("-ended_at").first()
    since = newest.ended_at if newest else _in_use_since()
    if since is None or clock.now() - since < PROOF_LASTS:
        return False
    told = EventRow.objects.filter(
        kind="backup_proof_missed", occurred_at__gt=clock.now() - REMIND_EVERY
    ).exists()
    if not told:
        record(actor, BackupProofMissed(newest.id if newest else new_id()))
    return not told


@action()
def bury_again(actor: Actor, *, tombstones: str) -> int:
    """In a restored copy: destroy again the keys that were destroyed after the backup; how many had come back."""
    require(actor, Permission.MAKE_BACKUPS)
    buried = inside.bury(tombstones)
    record(actor, BackupRestored(new_id(), buried))
    return buried


@action()
def ask_for_drill(actor: Actor) -> None:
    """Ask the worker for a drill now."""
    from anyam.foundation.backups.tasks import defer_drill  # needs the app registry

    require(actor, Permission.SEE_BACKUPS)
    defer_drill()
    record(actor, BackupDrillAsked(new_id()))


def _in_use_since() -> datetime | None:
    first = EventRow.objects.order_by("id").first()
    return first.occurred_at if first else None


def _note_set(drill: Drill, result: DrillResult) -> None:
    assert result.made is not None
    drill.set_code, drill.set_bytes = result.made.info.id, result.made.info.size
    contents = result.made.contents
    drill.rows, drill.tables, drill.files = contents.rows, len(contents.marks), contents.files
    if contents.newest_event:
        drill.newest_event = int(contents.newest_event)
        drill.newest_event_at = datetime.fromisoformat(contents.newest_event_at)


def _note_proof(drill: Drill, result: DrillResult) -> None:
    proof = result.proof
    assert proof is not None
    drill.rows_lost, drill.tables_changed = proof.rows_lost, proof.tables_changed
    drill.relations, drill.orphans = proof.relations, proof.orphans
    drill.sealed_tried, drill.sealed_opened, drill.seals = (
        proof.sealed_tried,
        proof.sealed_opened,
        proof.seals,
    )
