"""What the check of SOPs says: a kind, the rows, and what can be done, in the reader's language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ..choices import FindingKind, Severity
from .finding_words import SENTENCES, TO_DO


@dataclass(frozen=True)
class Place:
    """One row of one SOP."""

    sop: str
    step: str


@dataclass(frozen=True)
class Instrument:
    """A law, regulation or decree as the register of policies knows it."""

    code: str
    title: str = ""
    in_force_from: date | None = None
    in_force_until: date | None = None
    """The last day on which it is in force."""
    superseded_by: str = ""


@dataclass(frozen=True)
class DesignedRedundancy:
    """Rows that do the same on purpose (a second opinion, a shelter in reserve), with the reason agreed on."""

    rows: frozenset[Place]
    reason: str


# What keeps an SOP from being signed; everything else is advice.
ADVICE = frozenset(
    {
        *(FindingKind.TOO_MANY_BRANCHES, FindingKind.NO_AGENCY, FindingKind.ANSWER_ELSEWHERE),
        *(FindingKind.RELATION_UNKNOWN, FindingKind.RELATION_MISSING, FindingKind.RETURN_MISMATCH),
        *(FindingKind.MAY_BE_PAST_PROMISE, FindingKind.TIME_MISSING, FindingKind.LOOP_COUNTED_ONCE),
        *(FindingKind.LAW_UNKNOWN, FindingKind.DUPLICATION, FindingKind.CONFLICT, FindingKind.OVERLAP),
        FindingKind.READS_ALIKE,
    }
)


@dataclass(frozen=True)
class Finding:
    """One finding about the rows `steps` of the SOP `sop`, and about rows of `others`."""

    kind: FindingKind
    sop: str
    steps: tuple[str, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict, hash=False)
    """What the sentence names: rows, codes, hours."""
    others: tuple[Place, ...] = ()

    @property
    def severity(self) -> Severity:
        return Severity.ADVICE if self.kind in ADVICE else Severity.BLOCKING

    @property
    def is_blocking(self) -> bool:
        return self.severity is Severity.BLOCKING

    @property
    def sentence(self) -> str:
        """What is wrong, naming the rows."""
        return str(SENTENCES[self.kind]) % self.facts

    @property
    def to_do(self) -> str:
        """What mends it."""
        return str(TO_DO[self.kind]) % self.facts

    def concerns(self, code: str) -> bool:
        return self.sop == code or any(place.sop == code for place in self.others)


def blocking(findings: Iterable[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.is_blocking]
