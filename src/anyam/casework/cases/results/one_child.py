"""What is told of two records that are, or may be, of one child."""

from dataclasses import dataclass
from uuid import UUID

from anyam.casework.cases.results.cases import CaseHeader, LinkedCase, LinkedReport


@dataclass(frozen=True)
class RecordChoice:
    """Another record that may be of the same child."""

    person_id: UUID
    name: str
    age_text: str
    place_name: str
    reasons: tuple[str, ...]
    numbers: tuple[str, ...]


@dataclass(frozen=True)
class Likeness:
    """One thing known of both records, side by side. `differs` is None where one of them does not know it."""

    label: str
    here: str
    there: str
    differs: bool | None


@dataclass(frozen=True)
class RecordSide:
    """A record with its dossiers in sight."""

    person_id: UUID
    name: str
    cases: tuple[LinkedCase, ...]
    reports: tuple[LinkedReport, ...]


@dataclass(frozen=True)
class Comparison:
    """Two records side by side, and what merging them would do."""

    here: RecordSide
    there: RecordSide
    likenesses: tuple[Likeness, ...]
    keep_id: UUID  # the record known for longer
    open_numbers: tuple[str, ...]  # more than one: the child has several open cases at one agency
    barred: int  # how many people are kept away from one of the two
    are_together: bool


@dataclass(frozen=True)
class SameChild:
    """The page on which records of one child are found and compared."""

    header: CaseHeader
    choices: tuple[RecordChoice, ...]
    comparison: Comparison | None
