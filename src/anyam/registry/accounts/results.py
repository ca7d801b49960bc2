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
    has_second_factor: bool = False
    second_factor_due_at: datetime | None = None
    """From when on no page opens before a second factor is set up; None where none is needed."""


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
    may_give_codes: bool = False
    has_second_factor: bool = False
    has_office_account: bool = False


@dataclass(frozen=True)
class CastRow:
    """Somebody whose part can be played in a training district."""

    username: str
    full_name: str
    role_name: str
    agency_name: str


@dataclass(frozen=True)
class PasskeyRow:
    """One passkey of one's own. `id` opens nothing."""

    id: int
    name: str
    added_at: datetime
    last_used_at: datetime | None


@dataclass(frozen=True)
class OwnSecurity:
    """What is set up to protect one's own account."""

    app_since: datetime | None
    passkeys: tuple[PasskeyRow, ...]
    codes_left: int | None
    """How many recovery codes are unused; None where none were ever made."""
    office_account_since: datetime | None
    has_second_factor: bool
    due_at: datetime | None


@dataclass(frozen=True)
class SignInRulesRow:
    is_second_factor_required: bool
    grace_days: int
    idle_minutes: int
    session_hours: int
    is_confirmed: bool
    """False where nobody has saved these values: they are proposals."""
