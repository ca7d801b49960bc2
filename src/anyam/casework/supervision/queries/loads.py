"""What everybody carries, weighed by level, stage and distance."""

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

from anyam.casework.cases.choices import Level
from anyam.casework.cases.queries import carried_cases
from anyam.foundation.access import Actor
from anyam.registry.readiness.queries import caseload_standard
from anyam.registry.readiness.results import CaseloadStandard

from ..rules import zone_of
from .zones import newest_zones


@dataclass
class Carried:
    """The open cases of one person."""

    load: Decimal = Decimal(0)
    by_level: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    @property
    def levels(self) -> tuple[int, ...]:
        return tuple(self.by_level[level] for level in Level.values)


@dataclass(frozen=True)
class Loads:
    """The district's figures, one's agency's zones, and what follows from them for each carrier."""

    standard: CaseloadStandard
    zones: dict[str, str]
    carried: dict[UUID, Carried]

    def of(self, user_id: UUID) -> Carried:
        return self.carried.get(user_id, Carried())

    def weigh(self, level: str, stage: str, place_code: str) -> Decimal:
        return self.standard.weigh(level, stage, zone_of(place_code, self.zones))


def loads_of(actor: Actor) -> Loads:
    """The loads at the actor's agency; the caller has asked."""
    zones = {code: one.zone for code, one in newest_zones(actor.agency_id).items()}
    found = Loads(caseload_standard(actor), zones, defaultdict(Carried))
    for group in carried_cases(actor):
        one = found.carried[group.carrier_id]
        one.load += found.weigh(group.level, group.stage, group.place_code) * group.count
        one.by_level[group.level] += group.count
    return found
