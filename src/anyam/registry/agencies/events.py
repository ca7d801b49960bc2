"""What happens to agencies and services. No names and no texts: only which, and which fields."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from anyam.foundation.events.definitions import event


@event("agency_created")
@dataclass(frozen=True)
class AgencyCreated:
    subject_id: UUID
    kind_code: str


@event("agency_changed")
@dataclass(frozen=True)
class AgencyChanged:
    subject_id: UUID
    fields: tuple[str, ...]


@event("unit_added")
@dataclass(frozen=True)
class UnitAdded:
    subject_id: UUID
    unit_id: UUID


@event("unit_changed")
@dataclass(frozen=True)
class UnitChanged:
    subject_id: UUID
    unit_id: UUID
    fields: tuple[str, ...]


@event("contact_added")
@dataclass(frozen=True)
class ContactAdded:
    subject_id: UUID
    contact_id: UUID


@event("contact_changed")
@dataclass(frozen=True)
class ContactChanged:
    subject_id: UUID
    contact_id: UUID
    fields: tuple[str, ...]


@event("service_created")
@dataclass(frozen=True)
class ServiceCreated:
    subject_id: UUID
    service_agency_id: UUID
    level: str
    needs: tuple[str, ...]


@event("service_changed")
@dataclass(frozen=True)
class ServiceChanged:
    subject_id: UUID
    service_agency_id: UUID
    fields: tuple[str, ...]


@event("capacity_stated")
@dataclass(frozen=True)
class CapacityStated:
    subject_id: UUID
    service_agency_id: UUID
    state: str
    previous_state: str
    as_of: date


@event("capacity_link_opened")
@dataclass(frozen=True)
class CapacityLinkOpened:
    subject_id: UUID
    link_agency_id: UUID


@event("capacity_link_revoked")
@dataclass(frozen=True)
class CapacityLinkRevoked:
    subject_id: UUID
    link_agency_id: UUID


@event("capacity_asked")
@dataclass(frozen=True)
class CapacityAsked:
    """`subject_id` is the service."""

    subject_id: UUID
    service_agency_id: UUID
    by_agency_id: UUID


@event("capacity_noted")
@dataclass(frozen=True)
class CapacityNoted:
    """What a service had said when a referral was sent; empty where nothing that counts."""

    subject_id: UUID
    service_agency_id: UUID
    state: str


@event("capacity_compared")
@dataclass(frozen=True)
class CapacityCompared:
    """What a service had said, beside what it answered."""

    subject_id: UUID
    service_agency_id: UUID
    state: str
    outcome: str
