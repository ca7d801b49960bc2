"""Everything that changes the directory of agencies and services."""

from .agencies import (
    AgencyInput,
    ContactInput,
    NameTaken,
    NotInDirectory,
    UnitInput,
    WrongInput,
    add_contact,
    add_unit,
    change_agency,
    change_contact,
    change_unit,
    create_agency,
)
from .loading import load_agencies, load_agency_kinds
from .services import ServiceInput, change_service, create_service, state_capacity

__all__ = [
    "AgencyInput",
    "ContactInput",
    "NameTaken",
    "NotInDirectory",
    "ServiceInput",
    "UnitInput",
    "WrongInput",
    "add_contact",
    "add_unit",
    "change_agency",
    "change_contact",
    "change_service",
    "change_unit",
    "create_agency",
    "create_service",
    "load_agencies",
    "load_agency_kinds",
    "state_capacity",
]
