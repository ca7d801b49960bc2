"""Changing agencies, their units and their contacts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from anyam.foundation.access import Actor, NotAllowed, NotFound, Permission, action, require
from anyam.foundation.core import clock
from anyam.foundation.events.recording import record
from anyam.registry.places.queries import place_names

from ..choices import DirectoryPart
from ..events import AgencyChanged, AgencyCreated, ContactAdded, ContactChanged, UnitAdded, UnitChanged
from ..models import Agency, AgencyContact, AgencyKind, Unit
from ..policies import may_change_agency
from .keeping import NameTaken, NotInDirectory, WrongInput, apply, line, phone, refresh_words


@dataclass(frozen=True)
class AgencyInput:
    """What is known of an agency. `place_code` is where it sits, which may be outside the district."""

    name: str
    short_name: str
    kind_code: str
    place_code: str = ""
    address: str = ""
    phone: str = ""
    emergency_phone: str = ""
    is_active: bool = True


@dataclass(frozen=True)
class UnitInput:
    name: str
    phone: str = ""
    is_active: bool = True


@dataclass(frozen=True)
class ContactInput:
    job_title: str
    phone: str
    name: str = ""
    unit_id: UUID | None = None
    is_public: bool = False
    is_active: bool = True


@action(is_once=True)
def create_agency(actor: Actor, agency: AgencyInput, *, district_code: str, once: UUID | None = None) -> UUID:
    """Add an agency to a district's network."""
    require(actor, Permission.CHANGE_ANY_AGENCY)
    if not may_change_agency(actor, district_code):
        raise NotAllowed(district_code)
    new = Agency(district_code=district_code, since=clock.now(), **_agency_values(actor, agency))
    _refuse_taken_name(new, new.name)
    new.save(force_insert=True)
    record(actor, AgencyCreated(new.pk, new.kind_id))
    return new.pk


@action()
def change_agency(actor: Actor, agency_id: UUID, agency: AgencyInput) -> None:
    """Write what is now known of an agency; `is_active=False` takes it and its services out of the directory."""
    row = changeable_agency(actor, agency_id)
    values = _agency_values(actor, agency)
    _refuse_taken_name(row, values["name"])
    changed = apply(actor, row, DirectoryPart.AGENCY, row, values)
    if {"name", "short_name"}.intersection(changed):
        refresh_words(row.services.select_related("agency"))
    if changed:
        record(actor, AgencyChanged(row.pk, changed))


@action(is_once=True)
def add_unit(actor: Actor, agency_id: UUID, unit: UnitInput, *, once: UUID | None = None) -> UUID:
    agency = changeable_agency(actor, agency_id)
    new = Unit(agency=agency, **_unit_values(unit))
    _refuse_taken_unit(new, new.name)
    new.save(force_insert=True)
    record(actor, UnitAdded(agency.pk, new.pk))
    return new.pk


@action()
def change_unit(actor: Actor, unit_id: UUID, unit: UnitInput) -> None:
    row = _one(Unit, unit_id)
    agency = changeable_agency(actor, row.agency_id)
    values = _unit_values(unit)
    _refuse_taken_unit(row, values["name"])
    changed = apply(actor, agency, DirectoryPart.UNIT, row, values)
    if changed:
        record(actor, UnitChanged(agency.pk, row.pk, changed))


@action(is_once=True)
def add_contact(actor: Actor, agency_id: UUID, contact: ContactInput, *, once: UUID | None = None) -> UUID:
    agency = changeable_agency(actor, agency_id)
    new = AgencyContact(agency=agency, **_contact_values(agency, contact))
    new.save(force_insert=True)
    record(actor, ContactAdded(agency.pk, new.pk))
    return new.pk


@action()
def change_contact(actor: Actor, contact_id: UUID, contact: ContactInput) -> None:
    """Write what is now known of a contact; `is_active=False` takes it off the agency's page."""
    row = _one(AgencyContact, contact_id)
    agency = changeable_agency(actor, row.agency_id)
    changed = apply(actor, agency, DirectoryPart.CONTACT, row, _contact_values(agency, contact))
    if changed:
        record(actor, ContactChanged(agency.pk, row.pk, changed))


def changeable_agency(actor: Actor, agency_id: UUID) -> Agency:
    """The agency, locked, if the actor may change it; asks."""
    agency = Agency.objects.visible_to(actor).select_for_update().one(pk=agency_id)
    require(actor, Permission.CHANGE_ANY_AGENCY)
    if not may_change_agency(actor, agency.district_code):
        raise NotAllowed(str(agency_id))
    return agency


def unit_of(agency: Agency, unit_id: UUID | None) -> Unit | None:
    """The agency's own unit, or None; refused where it belongs elsewhere."""
    if unit_id is None:
        return None
    unit = agency.units.filter(pk=unit_id).first()
    if unit is None:
        raise NotInDirectory(field="unit_id")
    return unit


def _agency_values(actor: Actor, agency: AgencyInput) -> dict[str, Any]:
    if not AgencyKind.objects.filter(pk=agency.kind_code).exists():
        raise NotInDirectory(field="kind_code")
    if agency.place_code and agency.place_code not in place_names(actor, [agency.place_code]):
        raise NotInDirectory(field="place_code")
    return {
        "name": line(agency.name, "name", 160, is_needed=True),
        "short_name": line(agency.short_name, "short_name", 40, is_needed=True),
        "kind_id": agency.kind_code,
        "place_id": agency.place_code or None,
        "address": line(agency.address, "address", 240),
        "phone": phone(agency.phone),
        "emergency_phone": phone(agency.emergency_phone, "emergency_phone"),
        "is_active": agency.is_active,
    }


def _unit_values(unit: UnitInput) -> dict[str, Any]:
    return {
        "name": line(unit.name, "name", 120, is_needed=True),
        "phone": phone(unit.phone),
        "is_active": unit.is_active,
    }


def _contact_values(agency: Agency, contact: ContactInput) -> dict[str, Any]:
    unit = unit_of(agency, contact.unit_id)
    return {
        "job_title": line(contact.job_title, "job_title", 120, is_needed=True),
        "name": line(contact.name, "name", 120),
        "phone": phone(contact.phone, is_needed=True),
        "unit_id": unit.pk if unit else None,
        "is_public": contact.is_public,
        "is_active": contact.is_active,
    }


def _refuse_taken_name(agency: Agency, name: str) -> None:
    others = Agency.objects.filter(district_code=agency.district_code, name__iexact=name).exclude(
        pk=agency.pk
    )
    if others.exists():
        raise NameTaken(field="name")


def _refuse_taken_unit(unit: Unit, name: str) -> None:
    if Unit.objects.filter(agency_id=unit.agency_id, name__iexact=name).exclude(pk=unit.pk).exists():
        raise NameTaken(field="name")


def _one(model: Any, pk: UUID) -> Any:
    row = model.objects.filter(pk=pk).first()
    if row is None:
        raise NotFound(str(pk))
    return row


__all__ = [
    "AgencyInput",
    "ContactInput",
    "NameTaken",
    "NotInDirectory",
    "UnitInput",
    "WrongInput",
    "add_contact",
    "add_unit",
    "change_agency",
    "change_contact",
    "change_unit",
    "changeable_agency",
    "create_agency",
    "unit_of",
]
