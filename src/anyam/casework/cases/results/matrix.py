"""Who leads, supports and is informed of each action of a plan."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from anyam.casework.cases.results.cases import CaseHeader


@dataclass(frozen=True)
class MatrixRow:
    """One action; the parts in the order of the matrix's agencies, empty where an agency has none."""

    action_id: UUID
    title: str
    need_label: str
    due_on: date
    state_label: str
    parts: tuple[str, ...]
    """Codes of TaskPart."""


@dataclass(frozen=True)
class TaskMatrix:
    """The actions of a plan by the agencies."""

    header: CaseHeader
    agencies: tuple[tuple[UUID, str], ...]
    rows: tuple[MatrixRow, ...]
    is_agreed: bool
    may_change: bool


@dataclass(frozen=True)
class AgencyTask:
    """One action in which the reader's agency has a part, without goal and child."""

    line_id: UUID
    part: str
    part_label: str
    title: str
    need_label: str
    due_on: date
    is_overdue: bool
    state_label: str
    lead: str
    lead_phone: str
    others: tuple[str, ...]
