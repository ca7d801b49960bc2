"""Everything that may be asked of the directory."""

from .agencies import (
    agency_names,
    agency_of_kind,
    directory_counts,
    find_agencies,
    get_agency,
    list_changes,
    list_kinds,
)
from .services import find_services, get_service, get_service_detail, service_names

__all__ = [
    "agency_names",
    "agency_of_kind",
    "directory_counts",
    "find_agencies",
    "find_services",
    "get_agency",
    "get_service",
    "get_service_detail",
    "list_changes",
    "list_kinds",
    "service_names",
]
