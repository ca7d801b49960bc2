"""What is given to the actions."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True)
class ChildInput:
    """A child as reported: one name is enough; `person_id` when the child is already known."""

    full_name: str = ""
    person_id: UUID | None = None
    sex: str = ""
    nickname: str = ""
    nik: str = ""
    birth_on: date | None = None
    birth_precision: str = "exact"
    age_years: int | None = None
    address: str = ""
    place_code: str = ""
    violence_forms: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()


@dataclass(frozen=True)
class ReportedPersonInput:
    """A reported person as far as is known; everything may be empty but the relation."""

    relation: str
    full_name: str = ""
    sex: str = ""
    age_years: int | None = None
    lives_with_child: bool | None = None


@dataclass(frozen=True)
class ReporterInput:
    is_anonymous: bool = True
    name: str = ""
    phone: str = ""
    relation: str = ""
    is_safe_to_call: bool | None = None


@dataclass(frozen=True)
class ReportInput:
    channel: str
    received_at: datetime
    narrative: str
    children: tuple[ChildInput, ...]
    occurred_on: date | None = None
    is_occurred_on_estimate: bool = False
    place_code: str = ""
    place_of_incident: str = ""
    reporter: ReporterInput = field(default_factory=ReporterInput)
    reported_persons: tuple[ReportedPersonInput, ...] = ()


@dataclass(frozen=True)
class AnswerInput:
    """One answer as it was given: text, or several codes; `source` says who said it."""

    value: Any
    source: str
