"""What the page about backups shows."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from anyam.foundation.backups.choices import DrillState


@dataclass(frozen=True)
class DrillRow:
    """One drill."""

    id: UUID
    ended_at: datetime
    state: DrillState
    problem: str
    is_kept: bool
    tables: int
    rows: int
    rows_lost: int
    relations: int
    sealed_opened: int
    seals: int
    files: int
    newest_event_at: datetime | None
    set_bytes: int
    seconds: int

    @property
    def is_proven(self) -> bool:
        return self.state == DrillState.PROVEN


@dataclass(frozen=True)
class CustodyFacts:
    """Who can open the backups."""

    officers: tuple[str, ...]
    since: date
    fingerprint: str


@dataclass(frozen=True)
class BackupPage:
    """Everything about backups, for those in charge."""

    newest_proven: DrillRow | None
    newest: DrillRow | None
    drills: tuple[DrillRow, ...]
    is_fresh: bool
    """A restore was proven within two days."""
    custody: CustodyFacts | None
    sets: int
    sets_bytes: int
    log_at: datetime | None
    """Until when changes since the last set are kept too."""
    is_log_kept: bool
    folder_problem: str
    disk_percent: int
    is_disk_full: bool
    findings: tuple[str, ...]
    """What is unsafe about the database's settings now."""
