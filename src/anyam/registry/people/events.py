"""What became known about people. Never the names themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from anyam.foundation.events.definitions import event


@event("person_registered")
@dataclass(frozen=True)
class PersonRegistered:
    subject_id: UUID


@event("identity_changed")
@dataclass(frozen=True)
class IdentityChanged:
    subject_id: UUID
    fields: tuple[str, ...]


@event("address_changed")
@dataclass(frozen=True)
class AddressChanged:
    subject_id: UUID
    fields: tuple[str, ...]


@event("people_related")
@dataclass(frozen=True)
class PeopleRelated:
    subject_id: UUID
    other_id: UUID
    kind: str


@event("death_noted")
@dataclass(frozen=True)
class DeathNoted:
    subject_id: UUID
    died_on: date
