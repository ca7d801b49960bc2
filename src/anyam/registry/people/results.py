"""What the rest of the house gets to know about people, and the input with which it makes them known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from anyam.foundation.core.refusals import Sentence

from .choices import BirthPrecision


@dataclass(frozen=True)
class AddressInput:
    address: str = ""
    place_code: str = ""
    rt: str = ""
    rw: str = ""
    landmark: str = ""
    is_secret: bool = False
    is_unsafe_to_visit: bool = False
    phone: str = ""
    is_safe_to_call: bool | None = None
    contact_note: str = ""


@dataclass(frozen=True)
class IdentityInput:
    """All may be empty: a newborn has no name, a street child no papers. `age_years` is an age somebody stated."""

    full_name: str = ""
    nickname: str = ""
    other_names: str = ""
    sex: str = ""
    birth_on: date | None = None
    birth_precision: str = BirthPrecision.EXACT
    age_years: int | None = None
    birth_place: str = ""
    nik: str = ""
    kk: str = ""
    mother_name: str = ""


@dataclass(frozen=True)
class PersonInput(IdentityInput, AddressInput):
    """A person to make known, with what is known of the address."""


@dataclass(frozen=True)
class PersonMatch:
    """Somebody already known who may be the one being written down."""

    person_id: UUID
    display_name: str
    sex: str
    age_text: str
    place_name: str
    score: int
    reasons: tuple[str, ...]
    # Every record of this person that fits what was typed, this one first.
    records: tuple[UUID, ...] = ()


@dataclass(frozen=True)
class MergeRow:
    """That one record was merged into another, and not parted again."""

    id: UUID
    other_id: UUID
    kept_id: UUID
    reason_label: str
    merged_at: datetime
    merged_by_id: UUID | None


@dataclass(frozen=True)
class Merged:
    """Two records that have just been merged, or parted: the pair, and all records on either side."""

    id: UUID
    other_id: UUID
    kept_id: UUID
    of_other: frozenset[UUID]
    of_kept: frozenset[UUID]


@dataclass(frozen=True)
class PersonName:
    """A person in a list. `full_name` is never empty: where no name is known it says so."""

    person_id: UUID
    full_name: str
    nickname: str
    masked_name: str
    age_text: str
    age_years: int | None
    sex: str
    sex_label: str


@dataclass(frozen=True)
class IdentityDetail:
    person_id: UUID
    full_name: str
    display_name: str
    nickname: str
    other_names: str
    sex: str
    sex_label: str
    birth_on: date | None
    birth_precision: str
    birth_place: str
    age_text: str
    is_child: bool | None
    nik: str
    masked_nik: str
    kk: str
    mother_name: str
    died_on: date | None
    warnings: tuple[Sentence, ...]


@dataclass(frozen=True)
class AddressRow:
    person_id: UUID
    address: str
    place_code: str
    place_name: str
    rt: str
    rw: str
    landmark: str
    is_secret: bool
    is_unsafe_to_visit: bool
    phone: str
    is_safe_to_call: bool | None
    contact_note: str


@dataclass(frozen=True)
class Lifetime:
    """Between which days somebody was born, and when they died, as far as is known. None: nothing is known of it."""

    person_id: UUID
    sex: str
    earliest: date | None
    latest: date | None
    died_on: date | None
    is_unborn: bool
