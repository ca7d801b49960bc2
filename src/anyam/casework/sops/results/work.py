"""What pages and other apps are told about work and promised times."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from anyam.foundation.core.working_time import Counting

from ..choices import DueGroup, PromiseKey, PromiseSource, SubjectKind, WorkKind


@dataclass(frozen=True)
class WorkRow:
    """One piece of work on somebody's list."""

    id: UUID
    kind: WorkKind
    subject_kind: SubjectKind
    subject_id: UUID
    case_id: UUID | None
    reference: str
    due_at: datetime
    group: DueGroup
    is_mine: bool
    is_escalated: bool

    @property
    def label(self) -> str:
        return str(self.kind.label)

    @property
    def is_overdue(self) -> bool:
        return self.group is DueGroup.OVERDUE


@dataclass(frozen=True)
class CaseWork:
    """One thing a case is waiting for, whoever owes it."""

    kind: WorkKind
    subject_kind: SubjectKind
    subject_id: UUID
    agency_id: UUID | None
    assignee_id: UUID | None
    due_at: datetime
    is_overdue: bool

    @property
    def label(self) -> str:
        return str(self.kind.label)


@dataclass(frozen=True)
class LateWork:
    """How much work of one kind is late at one agency, and of that how much was told to those who look after it."""

    agency_id: UUID
    kind: WorkKind
    late: int
    escalated: int

    @property
    def label(self) -> str:
        return str(self.kind.label)


@dataclass(frozen=True)
class WorkGroup:
    """The rows of one due group; `count` may be more than the rows shown."""

    group: DueGroup
    count: int
    rows: tuple[WorkRow, ...]

    @property
    def label(self) -> str:
        return str(self.group.label)

    @property
    def more(self) -> int:
        return self.count - len(self.rows)


@dataclass(frozen=True)
class MyWork:
    """A person's work list, grouped by when it is due."""

    groups: tuple[WorkGroup, ...]

    @property
    def total(self) -> int:
        return sum(group.count for group in self.groups)

    @property
    def overdue(self) -> int:
        return self._count(DueGroup.OVERDUE)

    @property
    def today(self) -> int:
        return self._count(DueGroup.TODAY)

    def _count(self, wanted: DueGroup) -> int:
        return sum(group.count for group in self.groups if group.group is wanted)


@dataclass(frozen=True)
class WorkCounts:
    """Open and late work, in numbers only."""

    open: int
    overdue: int
    today: int


@dataclass(frozen=True)
class UnitWork:
    """The work of one agency: `late_of_each` is the number of late pieces of each person, without saying whose."""

    open: int
    by_kind: tuple[LateWork, ...]
    late_of_each: tuple[int, ...]

    @property
    def late(self) -> int:
        return sum(row.late for row in self.by_kind)


@dataclass(frozen=True)
class PromiseRow:
    """A promised time with where it comes from."""

    key: PromiseKey
    hours: Decimal
    counting: Counting
    source: PromiseSource
    source_note: str
    is_confirmed: bool
    changed_at: datetime | None

    @property
    def label(self) -> str:
        return str(self.key.label)

    @property
    def source_label(self) -> str:
        return str(self.source.label)
