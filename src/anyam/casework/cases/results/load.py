"""What those who share out the work are told of the cases that others carry."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class CarriedCases:
    """So many open cases of one kind, carried by one person: the worker, or the manager where there is none."""

    carrier_id: UUID
    level: str
    stage: str
    place_code: str
    count: int


@dataclass(frozen=True)
class HeldCase:
    """An open case that somebody manages or works on: its number and people, nothing of the child."""

    id: UUID
    number: str
    level: str
    manager_id: UUID
    worker_id: UUID | None


@dataclass(frozen=True)
class AssigningFacts:
    """What decides who fits a case: its needs, and who holds the cases linked with it that the reader may see."""

    stage: str
    needs: frozenset[str]
    family_holders: frozenset[UUID]
