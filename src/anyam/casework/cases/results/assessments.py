"""What is told of an assessment."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from anyam.casework.cases.results.cases import CaseHeader


@dataclass(frozen=True)
class Question:
    """One question of the assessment form, with what is already known."""

    code: str
    label: str
    hint: str
    kind: str  # "yes_no", "one", "several", "text", "long_text", "date"
    choices: tuple[tuple[str, str], ...]
    value: Any
    source: str
    source_label: str
    known_at: datetime | None
    is_prefilled: bool  # filled in from somewhere else and not yet confirmed in this assessment


@dataclass(frozen=True)
class Section:
    code: str
    title: str
    intro: str
    questions: tuple[Question, ...]
    answered: int

    @property
    def is_complete(self) -> bool:
        return self.answered == len(self.questions)


@dataclass(frozen=True)
class AssessmentDetail:
    header: CaseHeader
    id: UUID | None
    state: str
    started_at: datetime | None
    completed_at: datetime | None
    by: str
    sections: tuple[Section, ...]
    needs: tuple[str, ...]
    earlier: tuple["EarlierAssessment", ...]
    may_change: bool
    saved_at: datetime | None


@dataclass(frozen=True)
class EarlierAssessment:
    id: UUID
    completed_at: datetime
    by: str
