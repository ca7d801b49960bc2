"""Everything that may be asked of the directory."""

from .agencies import (
    agencies_to_change,
    agency_names,
    agency_of_kind,
    agency_to_change,
    directory_counts,
    districts_of,
    find_agencies,
    get_agency,
    list_changes,
    list_kinds,
)
from .contacts import first_contacts
from .kinds import agency_kinds_of
from .room import capacity_kept, capacity_link, capacity_links, capacity_question
from .services import find_services, get_service, get_service_detail, service_names, services_to_change

__all__ = [
    "agencies_to_change",
    "agency_kinds_of",
    "agency_names",
    "agency_of_kind",
    "agency_to_change",
    "capacity_kept",
    "capacity_link",
    "capacity_links",
    "capacity_question",
    "directory_counts",
    "districts_of",
    "find_agencies",
    "find_services",
    "first_contacts",
    "get_agency",
    "get_service",
    "get_service_detail",
    "list_changes",
    "list_kinds",
    "service_names",
    "services_to_change",
]
