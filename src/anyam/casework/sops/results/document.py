"""A standard operating procedure as a value: what is drawn, checked, compared, exchanged and run.

The shape is that of government SOPs (SOP AP, PermenPAN-RB 35/2012): activities with a column per performer, the
quality standard (mutu baku) beside them, and five symbols.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID

from anyam.foundation.core.working_time import Counting

from ..choices import SopLevel, Symbol


@dataclass(frozen=True)
class Performer:
    """A column of the table (pelaksana): a unit of one agency, or whoever has a role in it."""

    key: str
    title: str
    agency_id: UUID | None = None
    role: str = ""
    agency_kind: str = ""
    """The kind of agency, as long as no agency of a district is named: in examples, and in files from elsewhere."""


@dataclass(frozen=True)
class Flow:
    """An arrow to the step with the key `to`; out of a decision it carries the answer it stands for."""

    to: str
    answer: str = ""


@dataclass(frozen=True)
class Coding:
    """What a step does in the shared vocabulary, so that steps of different agencies can be compared."""

    verb: str = ""
    object: str = ""
    target: str = ""

    @property
    def is_complete(self) -> bool:
        return bool(self.verb and self.object and self.target)


@dataclass(frozen=True)
class Step:
    """One row of the table.

    The first performer owns the step; naming a second one is allowed while writing and is a finding of the check.
    Several arrows out of anything but a decision are parallel branches; `waits_for_all` brings them together again.
    """

    key: str
    activity: str
    symbol: Symbol = Symbol.PROCESS
    performers: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    hours: Decimal | None = None
    counting: Counting = Counting.WORKING
    gives: tuple[str, ...] = ()
    note: str = ""
    flows: tuple[Flow, ...] = ()
    waits_for_all: bool = False
    linked_sop: str = ""
    """For the pentagon: the code of the SOP in which it goes on (keterkaitan)."""
    rests_on: tuple[str, ...] = ()
    """Codes of the instruments (laws, regulations, decrees) this step rests on."""
    coding: Coding = Coding()

    @property
    def owner(self) -> str:
        return self.performers[0] if self.performers else ""


@dataclass(frozen=True)
class Header:
    """The block above the table, in the official order."""

    number: str = ""
    unit: str = ""
    made_on: date | None = None
    revised_on: date | None = None
    effective_on: date | None = None
    approved_by: str = ""
    approved_as: str = ""
    legal_basis: tuple[str, ...] = ()
    qualifications: tuple[str, ...] = ()
    relations: tuple[str, ...] = ()
    """Codes of the SOPs this one is joined to (keterkaitan)."""
    equipment: tuple[str, ...] = ()
    warning: str = ""
    records: tuple[str, ...] = ()


@dataclass(frozen=True)
class Document:
    """One version of an SOP. `code` stays the same through all versions and is how other SOPs point to it."""

    code: str
    title: str
    level: SopLevel = SopLevel.MICRO
    purpose: str = ""
    header: Header = field(default_factory=Header)
    performers: tuple[Performer, ...] = ()
    steps: tuple[Step, ...] = ()
    promised_hours: Decimal | None = None
    """From start to end, as promised to the public; None where nothing is promised."""
    promised_counting: Counting = Counting.WORKING

    def step(self, key: str) -> Step:
        """Raises KeyError for a key that no step has."""
        return self.by_key[key]

    @property
    def by_key(self) -> dict[str, Step]:
        return {step.key: step for step in self.steps}

    def performer(self, key: str) -> Performer | None:
        return next((one for one in self.performers if one.key == key), None)
