"""Instruments and their versions as lists and pages show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from ..choices import VersionState
from .definition import Instrument


@dataclass(frozen=True)
class Finding:
    """What pyxform or Anyam found in an XLSForm, by sheet, row and column as a spreadsheet counts; 0 or "" if none."""

    sheet: str
    row: int
    column: str
    sentence: str
    is_blocking: bool

    @property
    def where(self) -> str:
        return " ".join(part for part in (self.sheet, str(self.row or ""), self.column) if part)


@dataclass(frozen=True)
class Difference:
    """One thing that is other than in the version in use. `what`: added, removed, changed, moved."""

    what: str
    path: str
    row: int
    aspect: str = ""
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class VersionRow:
    """`number` counts the versions of a code in the district; `version` is the form's own word for it."""

    id: UUID
    code: str
    number: int
    version: str
    title: str
    state: VersionState
    questions: int
    languages: tuple[str, ...]
    uploaded_at: datetime
    uploaded_by_id: UUID | None
    in_force_from: date | None
    until: date | None
    """The first day on which it is no longer in force."""
    is_own: bool
    """Of the district, not brought by the program."""

    @property
    def is_draft(self) -> bool:
        return self.state is VersionState.DRAFT

    @property
    def is_in_force(self) -> bool:
        """Whether answers may be given to it today."""
        return self.state is VersionState.IN_FORCE

    @property
    def state_label(self) -> str:
        return str(self.state.label)


@dataclass(frozen=True)
class InstrumentLists:
    """All versions within sight, by what they wait for."""

    drafts: tuple[VersionRow, ...]
    coming: tuple[VersionRow, ...]
    in_force: tuple[VersionRow, ...]
    ended: tuple[VersionRow, ...]
    may_keep: bool

    @property
    def is_empty(self) -> bool:
        return not (self.drafts or self.coming or self.in_force or self.ended)


@dataclass(frozen=True)
class VersionDetail:
    """One version with its form, and how it differs from the one in use."""

    row: VersionRow
    instrument: Instrument
    used: VersionRow | None
    """The version of the same code in force now, where it is another one."""
    differences: tuple[Difference, ...]
    may_put_into_force: bool
    may_withdraw: bool


@dataclass(frozen=True)
class Checked:
    """What a check of a file says. `instrument` is None where something stands against it."""

    findings: tuple[Finding, ...]
    instrument: Instrument | None
    file_form: str = ""

    @property
    def is_accepted(self) -> bool:
        return self.instrument is not None

    @property
    def blocking(self) -> tuple[Finding, ...]:
        return tuple(one for one in self.findings if one.is_blocking)

    @property
    def advice(self) -> tuple[Finding, ...]:
        return tuple(one for one in self.findings if not one.is_blocking)
