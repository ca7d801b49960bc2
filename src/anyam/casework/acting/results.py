"""What an agency does for a child, what somebody wishes to do, and what the wisher may learn."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from .choices import ActKind, Despite


@dataclass(frozen=True)
class Act:
    """Something an agency does for a child, told by the app that keeps it; never shown as it is."""

    source_id: UUID
    kind: ActKind
    agency_id: UUID
    need: str
    begun_on: date
    ended_on: date | None
    """The last day of it; None while it goes on."""
    case_id: UUID
    case_number: str
    lead_id: UUID
    """Who manages the case in which it stands, and for which agency."""
    lead_agency_id: UUID
    dossiers: tuple[UUID, ...]
    """Whoever may see one of these may know which agency it is."""
    plan_ids: frozenset[UUID] = frozenset()
    """The plans in which this agency stands with this need."""


@dataclass(frozen=True)
class Wish:
    """What somebody is about to save."""

    kind: ActKind
    agency_id: UUID
    need: str
    case_id: UUID
    child_id: UUID
    manager_id: UUID
    district_code: str
    dossiers: frozenset[UUID]
    """Every dossier of the child: a block on one of them bars from all that is told here."""
    plan_ids: frozenset[UUID] = frozenset()
    leaving_out: frozenset[UUID] = frozenset()
    """Acts that are this very thing, or that it follows."""
    passed_on_by: frozenset[UUID] = frozenset()
    """Agencies that passed it on themselves: they know of it."""


@dataclass(frozen=True)
class KnownAct:
    """Another agency's act as far as this person may know it. Without agency only the sector is told."""

    sector_label: str
    agency_name: str = ""
    agency_phone: str = ""
    kind_label: str = ""
    need_label: str = ""
    begun_on: date | None = None
    ended_on: date | None = None
    lead_name: str = ""

    @property
    def is_full(self) -> bool:
        return bool(self.agency_name)


@dataclass(frozen=True)
class Found:
    """What was found: for the person what may be known, and beneath it the acts themselves."""

    wish: Wish
    known: tuple[KnownAct, ...] = ()
    acts: tuple[Act, ...] = field(default=(), repr=False)
    ask_name: str = ""
    """The case manager to ask; empty for the case manager."""
    despite: Despite | None = None


@dataclass(frozen=True)
class JoinDetail:
    """A wish to act together, for whoever was asked."""

    id: UUID
    case_id: UUID
    case_number: str
    from_agency: str
    from_phone: str
    from_person: str
    need_label: str
    kind_label: str
    asked_at: datetime
    answer_label: str
    answered_at: datetime | None
    may_answer: bool


@dataclass(frozen=True)
class ChoiceCount:
    """How often a choice was made, with which reason."""

    choice_label: str
    reason_label: str
    count: int


@dataclass(frozen=True)
class ChoiceCounts:
    """What was chosen in a span of days, in numbers only."""

    since: date
    total: int
    rows: tuple[ChoiceCount, ...]
