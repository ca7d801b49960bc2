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
