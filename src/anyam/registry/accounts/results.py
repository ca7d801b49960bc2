"""What pages get to know about users."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from anyam.foundation.access import Actor, Role


@dataclass(frozen=True)
class AgencyChoice:
    """An agency somebody works for, to switch to."""

    id: UUID
    name: str
    short_name: str
    role_names: tuple[str, ...] = ()


@dataclass(frozen=True)
class SignedIn:
    """All that a request needs to know about the one who sends it."""

    actor: Actor
    language: str
    theme: str
    has_temporary_password: bool
    agencies: tuple[AgencyChoice, ...]


@dataclass(frozen=True)
class UserRow:
    """A colleague: whom to call."""

    id: UUID
    full_name: str
    phone: str
    agency_id: UUID


@dataclass(frozen=True)
class AssignmentRow:
    id: UUID
    agency_id: UUID
    agency_name: str
    agency_short: str
    unit_name: str
    role: Role
    role_name: str
    area_code: str
    area_name: str
    starts_on: date
    ends_on: date | None
    ended_at: datetime | None
    is_valid: bool
    may_end: bool


@dataclass(frozen=True)
class UserLine:
    """A user in the administrator's list."""

    id: UUID
    username: str
    full_name: str
    phone: str
    is_active: bool
    last_sign_in_at: datetime | None
    assignments: tuple[AssignmentRow, ...]


@dataclass(frozen=True)
class UserDetail:
    id: UUID
    username: str
    full_name: str
    email: str
    phone: str
    language: str
    theme: str
    is_active: bool
    has_temporary_password: bool
    last_sign_in_at: datetime | None
    assignments: tuple[AssignmentRow, ...]
    may_change: bool


@dataclass(frozen=True)
class CastRow:
    """Somebody whose part can be played in a training district."""

    username: str
    full_name: str
    role_name: str
    agency_name: str
