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
from .links import (
    LinkIsShut,
    OpenedLink,
    TooManyLinks,
    open_capacity_link,
    revoke_capacity_link,
    state_capacity_by_link,
)
from .loading import load_agencies, load_agency_kinds
from .room import SaidToday, ask_capacity, compare_capacity, note_capacity
from .services import ServiceInput, change_service, create_service, state_capacity

__all__ = [
    "AgencyInput",
    "ContactInput",
    "LinkIsShut",
    "NameTaken",
    "NotInDirectory",
    "OpenedLink",
    "SaidToday",
    "ServiceInput",
    "TooManyLinks",
    "UnitInput",
    "WrongInput",
    "add_contact",
    "add_unit",
    "ask_capacity",
    "change_agency",
    "change_contact",
    "change_service",
    "change_unit",
    "compare_capacity",
    "create_agency",
    "create_service",
    "load_agencies",
    "load_agency_kinds",
    "note_capacity",
    "open_capacity_link",
    "revoke_capacity_link",
    "state_capacity",
    "state_capacity_by_link",
]
