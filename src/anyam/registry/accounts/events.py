"""What happened to users and their assignments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from anyam.foundation.events.definitions import event


@event("user_created")
@dataclass(frozen=True)
class UserCreated:
    subject_id: UUID


@event("user_changed")
@dataclass(frozen=True)
class UserChanged:
    subject_id: UUID
    fields: tuple[str, ...]


@event("user_signed_in")
@dataclass(frozen=True)
class UserSignedIn:
    subject_id: UUID


@event("password_set")
@dataclass(frozen=True)
class PasswordSet:
    subject_id: UUID
    is_temporary: bool


@event("role_assigned")
@dataclass(frozen=True)
class RoleAssigned:
    subject_id: UUID
    assignment_id: UUID
    agency_id: UUID
    role: str
    area_code: str
    starts_on: date
    ends_on: date | None


@event("assignment_ended")
@dataclass(frozen=True)
class AssignmentEnded:
    subject_id: UUID
    assignment_id: UUID
    agency_id: UUID
    role: str
    ends_on: date


@event("second_factor_added")
@dataclass(frozen=True)
class SecondFactorAdded:
    subject_id: UUID
    factor: str


@event("second_factor_removed")
@dataclass(frozen=True)
class SecondFactorRemoved:
    subject_id: UUID
    factor: str


@event("second_factor_asked")
@dataclass(frozen=True)
class SecondFactorAsked:
    """Somebody was told for the first time that a second factor is needed; the days of grace began."""

    subject_id: UUID


@event("second_factors_reset")
@dataclass(frozen=True)
class SecondFactorsReset:
    """An administrator took all second factors away from somebody who had lost theirs."""

    subject_id: UUID
    count: int


@event("recovery_codes_renewed")
@dataclass(frozen=True)
class RecoveryCodesRenewed:
    subject_id: UUID


@event("identity_proven")
@dataclass(frozen=True)
class IdentityProven:
    """Somebody proved once more who they are, or proved the second factor at the door."""

    subject_id: UUID
    proof: str


@event("sessions_ended")
@dataclass(frozen=True)
class SessionsEnded:
    subject_id: UUID
    count: int


@event("office_account_linked")
@dataclass(frozen=True)
class OfficeAccountLinked:
    """A subject of the government's single sign-on opens this account from now on."""

    subject_id: UUID


@event("office_account_unlinked")
@dataclass(frozen=True)
class OfficeAccountUnlinked:
    subject_id: UUID


@event("sign_in_rules_changed")
@dataclass(frozen=True)
class SignInRulesChanged:
    subject_id: UUID
    is_second_factor_required: bool
    grace_days: int
    idle_minutes: int
    session_hours: int
