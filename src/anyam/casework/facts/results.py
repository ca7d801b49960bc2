"""What the rest of the house gets to know of facts and interviews, and the input with which they are noted."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from anyam.foundation.core.refusals import Sentence

from .choices import Difference, Source


@dataclass(frozen=True)
class Dossier:
    """The little that facts need of what they lie in; told by the app that keeps it."""

    id: UUID
    number: str
    child_id: UUID
    agency_id: UUID
    manager_id: UUID
    district_code: str
    is_open: bool
    of_child: frozenset[UUID]
    """Every dossier of the child, under any of its records, this one among them."""


@dataclass(frozen=True)
class Proposal:
    """One answer of an instrument, offered as a fact. `origin` names form and question: "form/question"."""

    kind: str
    value: Any
    source: Source
    origin: str = ""


@dataclass(frozen=True)
class FactInput:
    """Something somebody said about a child. `difference` is needed where another value holds."""

    kind: str
    value: Any
    source: str
    said_on: date
    whence: str = ""
    difference: Difference | str = ""


@dataclass(frozen=True)
class KnownFact:
    """A value that holds, for prefilling an instrument."""

    kind: str
    value: Any
    words: str
    source: str
    said_on: date
    said_at: datetime
    is_confirmed: bool
    is_stale: bool
    questions: tuple[str, ...]


@dataclass(frozen=True)
class SayingRow:
    """Who said a value, when, and who wrote it down."""

    id: UUID
    source_label: str
    whence: str
    said_on: date
    agency_name: str
    by: str
    noted_at: datetime
    is_from_form: bool
    may_withdraw: bool


@dataclass(frozen=True)
class FactValue:
    """One value with everybody who says it. Values in another case of the child carry its number."""

    id: UUID
    value: Any
    words: str
    state: str
    is_confirmed: bool
    is_stale: bool
    last_said_on: date
    sayings: tuple[SayingRow, ...]
    case_number: str = ""
    ended_at: datetime | None = None
    end_label: str = ""
    end_words: str = ""
    ended_by: str = ""
    may_confirm: bool = False
    may_keep: bool = False

    @property
    def is_own(self) -> bool:
        """Whether it lies in the case that is being read."""
        return not self.case_number


@dataclass(frozen=True)
class FactRow:
    """One kind of fact on the sheet."""

    kind: str
    label: str
    values: tuple[FactValue, ...]
    to_do: Sentence = ""
    """What must be done about it now; empty where nothing must."""
    may_note: bool = False

    @property
    def is_contradicted(self) -> bool:
        return len(self.values) > 1


@dataclass(frozen=True)
class FactGroup:
    label: str
    rows: tuple[FactRow, ...]


@dataclass(frozen=True)
class FactSheet:
    """All that is known about a child, as far as the reader may know it."""

    case_id: UUID
    groups: tuple[FactGroup, ...]
    to_do: tuple[FactRow, ...]
    """What is contradicted, then what was said long ago."""
    unknown: tuple[FactRow, ...]
    """What is usually needed and nobody has said yet."""
    is_partial: bool
    """Whether a compartment is not open to the reader."""


@dataclass(frozen=True)
class FactDetail:
    """One kind of fact: what holds, who said so, and what was so before."""

    case_id: UUID
    row: FactRow
    type: str
    choices: tuple[tuple[str, str], ...]
    least: int
    most: int
    fresh_days: int | None
    before: tuple[FactValue, ...]
    may_settle: bool


# --- interviews -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class InterviewInput:
    """An interview, planned or held. Setting and companion are known once it was held."""

    on: date
    topics: tuple[str, ...]
    agency_id: UUID
    role: str
    purpose: str
    basis: str
    setting: str = ""
    companion: str = ""
    records: tuple[str, ...] = ()
    record_place: str = ""


@dataclass(frozen=True)
class KnownInterview:
    """An interview of the child as far as this person may know it. Without agency only the sector is told."""

    sector_label: str
    agency_name: str = ""
    agency_phone: str = ""
    role_label: str = ""
    topic_labels: tuple[str, ...] = ()
    on: date | None = None
    is_planned: bool = False
    record_labels: tuple[str, ...] = ()
    record_place: str = ""
    contact_name: str = ""

    @property
    def is_full(self) -> bool:
        return bool(self.agency_name)


@dataclass(frozen=True)
class AskedBefore:
    """What was found before a child is asked: for the person what may be known, beneath it what to remember."""

    known: tuple[KnownInterview, ...] = ()
    ids: tuple[UUID, ...] = field(default=(), repr=False)
    planned_ids: tuple[UUID, ...] = field(default=(), repr=False)
    ask_name: str = ""
    """The case manager to ask; empty for the case manager."""
    days: int = 0
    """How far back and ahead the district looks."""

    @property
    def has_record(self) -> bool:
        """Whether one of them was held and may be known: its record can be used."""
        return any(one.is_full and not one.is_planned for one in self.known)

    @property
    def may_join(self) -> bool:
        """Whether one of them is still to come."""
        return bool(self.planned_ids)


@dataclass(frozen=True)
class PlannedInterview:
    """An interview to come, for the app above that asks to take part in it; never shown as it is."""

    id: UUID
    dossier_id: UUID
    agency_id: UUID
    on: date


@dataclass(frozen=True)
class InterviewRow:
    """One line of the register."""

    id: UUID
    case_id: UUID
    on: date
    state: str
    state_label: str
    agency_name: str
    role_label: str
    topic_labels: tuple[str, ...]
    purpose_label: str
    basis_label: str
    basis_article: str
    setting_label: str
    companion_label: str
    record_labels: tuple[str, ...]
    record_place: str
    reason_label: str
    cancel_label: str
    noted_by: str
    case_number: str
    is_overdue: bool
    may_finish: bool


@dataclass(frozen=True)
class InterviewRegister:
    """How often the child was asked, by how many agencies, about what more than once, as far as the reader may know."""

    case_id: UUID
    planned: tuple[InterviewRow, ...]
    held: tuple[InterviewRow, ...]
    cancelled: tuple[InterviewRow, ...]
    spared: int
    agencies: int
    repeated_labels: tuple[str, ...]
    days: int
    may_note: bool
