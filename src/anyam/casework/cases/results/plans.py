"""What is told of a plan."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from anyam.casework.cases.results.cases import CaseHeader


@dataclass(frozen=True)
class PlanActionRow:
    id: UUID
    title: str
    need: str
    need_label: str
    agency_id: UUID
    agency_name: str
    agency_phone: str
    due_on: date
    state: str
    state_label: str
    is_overdue: bool
    note: str
    may_change: bool
    acceptance: str = ""
    acceptance_label: str = ""
    decline_text: str = ""


@dataclass(frozen=True)
class AskedAction:
    """One action as the agency that was asked for it reads it."""

    title: str
    need_label: str
    due_on: date
    acceptance: str
    acceptance_label: str
    state_label: str
    decline_text: str


@dataclass(frozen=True)
class GoalRow:
    id: UUID
    text: str
    actions: tuple[PlanActionRow, ...]


@dataclass(frozen=True)
class PlanDetail:
    header: CaseHeader
    id: UUID | None
    version: int
    state: str
    state_label: str
    agreed_on: date | None
    review_on: date | None
    child_took_part: bool
    family_took_part: bool
    goals: tuple[GoalRow, ...]
    open_needs: tuple[tuple[str, str], ...]  # needs found in the assessment that no action answers yet
    earlier_versions: int
    may_change: bool
    may_agree: bool


@dataclass(frozen=True)
class PlanSeats:
    """Which agency stands in the plan of which case, with which need."""

    seats: frozenset[tuple[UUID, UUID, str]]

    def plans_with(self, case_id: UUID, agency_id: UUID, need: str) -> frozenset[UUID]:
        """The plan of this case where the agency stands with the need, or with any where none is named."""
        stands = any(
            (case, agency) == (case_id, agency_id) and (not need or need == its)
            for case, agency, its in self.seats
        )
        return frozenset({case_id}) if stands else frozenset()
