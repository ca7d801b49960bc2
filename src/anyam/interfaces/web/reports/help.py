"""Whom to call when a child is in danger now."""

from __future__ import annotations

from dataclasses import dataclass

from anyam.foundation.access import Actor
from anyam.foundation.core.vocabularies import vocabulary
from anyam.registry.agencies import queries as agencies
from anyam.registry.agencies.results import AgencyRow

# Who has somebody on duty for a child in danger, the first to be called first.
ON_DUTY = ("integrated_service", "protection_unit", "shelter")


@dataclass(frozen=True)
class Call:
    """A number to call."""

    name: str
    phone: str


def emergency_calls(actor: Actor) -> tuple[Call, ...]:
    """The national lines, then the district's own emergency numbers."""
    national = [Call(term.label, term.extra["phone"]) for term in vocabulary("emergency_lines").terms]
    local = [
        Call(agency.short_name, agency.emergency_phone)
        for agency in sorted(agencies.find_agencies(actor), key=_urgency)
        if agency.kind_code in ON_DUTY and agency.emergency_phone
    ]
    return (*national, *local)


def _urgency(agency: AgencyRow) -> int:
    return ON_DUTY.index(agency.kind_code) if agency.kind_code in ON_DUTY else len(ON_DUTY)
