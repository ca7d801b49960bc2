"""What happened to the backups; codes and counts only."""

from dataclasses import dataclass
from uuid import UUID

from anyam.foundation.events.definitions import event


@dataclass(frozen=True)
class BackupTrouble:
    """Something about the backups that somebody has to look at."""

    subject_id: UUID


@event("backup_proven")
@dataclass(frozen=True)
class BackupProven:
    """A set was restored beside the living database and is identical to it."""

    subject_id: UUID
    rows: int


@event("backup_drill_failed")
@dataclass(frozen=True)
class BackupDrillFailed(BackupTrouble):
    """A set could not be made, or not be restored, or what came back is not what went in."""


@event("backup_proof_missed")
@dataclass(frozen=True)
class BackupProofMissed(BackupTrouble):
    """For two days no restore has been proven."""


@event("backup_restored")
@dataclass(frozen=True)
class BackupRestored:
    """This database came back from a backup; keys destroyed on purpose since then were destroyed again."""

    subject_id: UUID
    keys_buried: int


@event("backup_drill_asked")
@dataclass(frozen=True)
class BackupDrillAsked:
    """Somebody asked for a drill now."""

    subject_id: UUID
