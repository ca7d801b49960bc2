"""What the questions about agencies and services answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True)
class KindRow:
    """A kind of agency in the reader's language."""

    code: str
    name: str
    sector: str


@dataclass(frozen=True)
class AgencyName:
    """Enough of an agency to name and call it."""

    id: UUID
    name: str
    short_name: str
    phone: str


@dataclass(frozen=True)
class AgencyRow:
    """An agency in a list."""

    id: UUID
    name: str
    short_name: str
    kind_code: str
    kind_name: str
    sector: str
    place_code: str
    phone: str
    emergency_phone: str
    is_active: bool
    service_count: int


@dataclass(frozen=True)
class UnitRow:
    id: UUID
    name: str
    phone: str
    is_active: bool


@dataclass(frozen=True)
class ContactRow:
    """Whom to call at an agency. `is_public`: the number may be given to a family."""

    id: UUID
    unit_id: UUID | None
    unit_name: str
    name: str
    job_title: str
    phone: str
    is_public: bool
    is_active: bool


@dataclass(frozen=True)
class ServiceRow:
    """A service in a list, with its newest capacity."""

    id: UUID
    name: str
    description: str
    agency_id: UUID
    agency_name: str
    agency_short: str
    agency_phone: str
    sector: str
    unit_id: UUID | None
    unit_name: str
    phone: str  # its own number, or its agency's
    own_phone: str
    level: str
    needs: tuple[str, ...]
    age_from: int
    age_to: int
    area_codes: tuple[str, ...]
    area_names: tuple[str, ...]
    hours: str
    cost: str
    requirements: str
    response_hours: int | None
    is_active: bool
    capacity_state: str
    capacity_as_of: date | None
    capacity_is_stale: bool
    may_state_capacity: bool
    may_change: bool


@dataclass(frozen=True)
class CapacityRow:
    """One statement about capacity; `by_user_id` is empty when a program said it."""

    state: str
    as_of: date
    stated_at: datetime
    by_user_id: UUID | None
    note: str


@dataclass(frozen=True)
class ServiceDetail:
    """One service with what was said about its capacity, newest first."""

    row: ServiceRow
    capacities: tuple[CapacityRow, ...]
    may_ask_room: bool = False


@dataclass(frozen=True)
class ChangeRow:
    """One field before and after."""

    at: datetime
    by_user_id: UUID | None
    part: str
    field: str
    before: str
    after: str


@dataclass(frozen=True)
class AgencyDetail:
    """One agency with everything the directory knows of it."""

    row: AgencyRow
    address: str
    place_name: str
    units: tuple[UnitRow, ...]
    contacts: tuple[ContactRow, ...]
    services: tuple[ServiceRow, ...]
    may_change: bool


@dataclass(frozen=True)
class DirectoryCounts:
    """How complete and fresh the directory is."""

    agencies: int
    services: int
    services_unknown_or_stale: int
    services_full: int


@dataclass(frozen=True)
class LoadedAgencies:
    """The agencies and services a file became, by the file's own keys. Services: (agency key, service name)."""

    district_code: str
    agency_ids: dict[str, UUID] = field(default_factory=dict)
    unit_ids: dict[tuple[str, str], UUID] = field(default_factory=dict)
    service_ids: dict[tuple[str, str], UUID] = field(default_factory=dict)
    capacities: dict[UUID, str] = field(default_factory=dict)


@dataclass(frozen=True)
class LinkRow:
    """An open address for one's own agency; the token itself is known to nobody."""

    id: UUID
    label: str
    made_at: datetime
    expires_at: datetime
    used_at: datetime | None


@dataclass(frozen=True)
class LinkService:
    id: UUID
    name: str
    state: str
    as_of: date | None
    is_stale: bool


@dataclass(frozen=True)
class LinkPage:
    """What the holder of an address sees: the agency's services and what was said of each."""

    agency_name: str
    expires_at: datetime
    services: tuple[LinkService, ...]


@dataclass(frozen=True)
class CapacityWaiting:
    """Whether somebody waits for an agency's word about a service."""

    agency_id: UUID
    district_code: str
    is_waiting: bool


@dataclass(frozen=True)
class KeptRow:
    """What became of referrals sent while a service said this; `said` is empty where nothing was said that counts."""

    said: str
    accepted: int
    no_room: int
    other: int
    waiting: int

    @property
    def total(self) -> int:
        return self.accepted + self.no_room + self.other + self.waiting
