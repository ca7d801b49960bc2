"""What a detector knows of a look: when, who, of which kind, on what ground, and whether there was work."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID


class Ground(StrEnum):
    """Why the reader could see it, from strong to weak."""

    HELD = "held"  # manages it, works on it, took the report, was asked for a service
    INTAKE = "intake"  # everybody at intake sees what was reported
    SUPERVISION = "supervision"  # everybody who supervises sees the agency's cases
    EMERGENCY = "emergency"  # emergency access
    NONE = "none"  # no grant explains it

    @property
    def is_general(self) -> bool:
        """A ground that opens many records at once says little about this one."""
        return self is not Ground.HELD


@dataclass(frozen=True)
class LookFact:
    """One look, with what explains it.

    `has_work`: within a week the reader did something on it or had something to do on it. `is_current`: somebody worked
    on it within three days, or something on it is late, as when a supervisor follows a difficult case.
    """

    number: int
    at: datetime
    user_id: UUID
    subject_id: UUID | None
    ground: Ground
    has_work: bool = False
    is_current: bool = False
    is_search: bool = False
    closed_days: int | None = None
    serial: int | None = None
    shares_name: bool = False

    @property
    def is_unexplained(self) -> bool:
        return self.subject_id is not None and self.ground.is_general and not self.has_work

    @property
    def is_idle(self) -> bool:
        """Nobody has a task there: not the reader, and not lately anybody else."""
        return self.is_unexplained and not self.is_current


@dataclass(frozen=True)
class Reader:
    """What is known of the one who looks.

    `usual` is the number of different cases on an ordinary day of theirs, `working_at` when they recorded any work,
    `registered_at` when they took a report, opened a case or registered a person: what one searches names for.
    """

    user_id: UUID
    usual: float
    working_at: tuple[datetime, ...] = ()
    registered_at: tuple[datetime, ...] = ()
    ends_on: date | None = None
