"""What happens to places."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from anyam.foundation.events.definitions import event


@event("register_loaded")
@dataclass(frozen=True)
class RegisterLoaded:
    subject_id: UUID
    digest: str
    added: int
    changed: int
    ended: int


@event("place_split")
@dataclass(frozen=True)
class PlaceSplit:
    subject_id: UUID
    code: str
    into: tuple[str, ...]
    on: date
    mother_stays: bool


@event("place_retired")
@dataclass(frozen=True)
class PlaceRetired:
    subject_id: UUID
    code: str
    on: date
    replaced_by: str
