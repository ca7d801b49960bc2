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


@event("people_merged")
@dataclass(frozen=True)
class PeopleMerged:
    """Two records are of one person: `other_id` now points to `subject_id`."""

    subject_id: UUID
    other_id: UUID
    merging_id: UUID
    reason: str
    is_held: bool


@event("people_parted")
@dataclass(frozen=True)
class PeopleParted:
    """The two records are of two people after all."""

    subject_id: UUID
    other_id: UUID
    merging_id: UUID


@event("death_noted")
@dataclass(frozen=True)
class DeathNoted:
    subject_id: UUID
    died_on: date
