"""A running procedure as its page shows it: what was done, what is open, what may come."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from ..choices import Deviation, DeviationReason, RunState, StepState
from .document import Document, Performer


@dataclass(frozen=True)
class RunStepRow:
    """A step that is open or over; `answers` are what can be said at a decision."""

    id: UUID
    key: str
    number: int
    activity: str
    agency_id: UUID
    agency_name: str
    opened_at: datetime
    due_at: datetime
    state: StepState
    is_late: bool
    answer: str
    answers: tuple[str, ...]
    ended_at: datetime | None
    is_on_behalf: bool
    deviation: Deviation | None
    deviation_reason: DeviationReason | None
    may_finish: bool


@dataclass(frozen=True)
class ComingStep:
    """A step whose turn has not come; on some ways through the procedure it never does."""

    key: str
    number: int
    activity: str
    agency_name: str
    answers: tuple[str, ...]
    may_do_early: bool


@dataclass(frozen=True)
class RunHeader:
    """One procedure running for a case, in a line."""

    id: UUID
    sop_id: UUID
    version_id: UUID
    title: str
    version_number: int
    state: RunState
    started_at: datetime
    ended_at: datetime | None
    case_id: UUID | None
    reference: str
    is_stuck: bool
    newer_version_id: UUID | None
    """A version in force that this run was not moved to."""
    open_steps: tuple[RunStepRow, ...]


@dataclass(frozen=True)
class RunDetail:
    """The whole of it."""

    header: RunHeader
    document: Document
    past: tuple[RunStepRow, ...]
    coming: tuple[ComingStep, ...]
    may_lead: bool
    """Whether the actor's agency leads the case: it may stop the run, move it, and note steps for others."""


@dataclass(frozen=True)
class RunnableSop:
    """A procedure in force today; `open_performers` need an agency before it can start."""

    sop_id: UUID
    version_id: UUID
    code: str
    title: str
    version_number: int
    open_performers: tuple[Performer, ...]
    targets: frozenset[str] = frozenset()
    """For whom its steps are, in the words of `sop_targets`."""
