"""What is told of filled instruments: assessments, home visits, monitoring, the child's feedback."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from anyam.casework.cases.results.cases import CaseHeader
from anyam.registry.instruments.choices import Type


@dataclass(frozen=True)
class Question:
    """One question of a form, with what is already known. `place` names it: `members[2]/age`."""

    place: str
    type: Type
    label: str
    hint: str
    appearance: str
    choices: tuple[tuple[str, str], ...]
    value: str
    source: str
    source_label: str
    known_at: datetime | None
    is_prefilled: bool
    """Known from somewhere else and not yet confirmed in this filling."""
    is_relevant: bool
    is_required: bool
    is_readonly: bool
    problem: str
    """What does not fit yet, in a sentence; empty answers that are required are named only at the end."""

    @property
    def is_asked(self) -> bool:
        """Whether it is a field to fill in, and not a text to read or a value worked out."""
        return not self.is_readonly and self.type not in {Type.NOTE, Type.HIDDEN}

    @property
    def is_answered(self) -> bool:
        return bool(self.value) and not self.is_prefilled

    @property
    def values(self) -> tuple[str, ...]:
        """The single codes of an answer with several."""
        return tuple(self.value.split()) if self.type in {Type.SEVERAL, Type.RANK} else (self.value,)

    @property
    def words(self) -> str:
        """The answer in words: the labels of what was chosen, or the text as written."""
        labels = dict(self.choices)
        return ", ".join(labels.get(value, value) for value in self.values if value)


@dataclass(frozen=True)
class Heading:
    """The title of a group within a section."""

    place: str
    label: str
    hint: str
    is_relevant: bool


@dataclass(frozen=True)
class Turn:
    """Where one turn of a repeat begins: the second person of the household."""

    place: str
    repeat: str
    number: int
    label: str
    is_relevant: bool
    may_remove: bool


@dataclass(frozen=True)
class AnotherTurn:
    """Where a further turn of a repeat may be added."""

    repeat: str
    label: str
    is_relevant: bool


Line = Question | Heading | Turn | AnotherTurn


@dataclass(frozen=True)
class Section:
    """One page of a form: a group, a repeat, or the questions that stand outside of any."""

    code: str
    title: str
    intro: str
    lines: tuple[Line, ...]
    is_relevant: bool

    @property
    def questions(self) -> tuple[Question, ...]:
        return tuple(line for line in self.lines if isinstance(line, Question))

    @property
    def asked(self) -> tuple[Question, ...]:
        """The questions that are to be answered as things stand."""
        return tuple(one for one in self.questions if one.is_asked and one.is_relevant)

    @property
    def answered(self) -> int:
        return sum(question.is_answered for question in self.asked)

    @property
    def is_complete(self) -> bool:
        return self.answered == len(self.asked)


@dataclass(frozen=True)
class Missing:
    """Something to be put right before the filling can be completed."""

    section: str
    label: str
    place: str
    sentence: str


@dataclass(frozen=True)
class AssessmentDetail:
    """One filling of an instrument, or its empty form."""

    header: CaseHeader
    instrument: str
    title: str
    version: str
    id: UUID | None
    state: str
    started_at: datetime | None
    completed_at: datetime | None
    by: str
    sections: tuple[Section, ...]
    missing: tuple[Missing, ...]
    needs: tuple[str, ...]
    asks_needs: bool
    usual_source: str
    earlier: tuple[EarlierAssessment, ...]
    may_change: bool
    saved_at: datetime | None
    newer_version: str
    """The version in force, where the draft stands on an older one."""
    is_withdrawn: bool
    live: Mapping[str, Any]
    """What the page's script needs to follow the form while it is typed; empty where nothing can be changed."""
    hides_some: bool
    """Some questions lie in a part of the case that is not open to the reader."""


@dataclass(frozen=True)
class EarlierAssessment:
    id: UUID
    completed_at: datetime
    by: str


@dataclass(frozen=True)
class Moving:
    """What a draft keeps and what it leaves behind when it goes on with the version in force."""

    header: CaseHeader
    instrument: str
    title: str
    from_version: str
    to_version: str
    kept: tuple[tuple[str, str], ...]
    left: tuple[tuple[str, str], ...]
    """Questions and answers in words."""


@dataclass(frozen=True)
class OfferedInstrument:
    """An instrument that can be filled in on a case, with what is due."""

    code: str
    title: str
    questions: int
    due_at: datetime | None
    is_overdue: bool
    draft_saved_at: datetime | None
    draft_by: str
    last_completed_at: datetime | None


@dataclass(frozen=True)
class FilledInstrument:
    """One completed filling."""

    id: UUID
    code: str
    title: str
    version: str
    completed_at: datetime
    by: str


@dataclass(frozen=True)
class CaseInstruments:
    """The instruments of a case: what is due or begun, what may be filled in, what was filled in by whom."""

    header: CaseHeader
    pressing: tuple[OfferedInstrument, ...]
    offered: tuple[OfferedInstrument, ...]
    filled: tuple[FilledInstrument, ...]
