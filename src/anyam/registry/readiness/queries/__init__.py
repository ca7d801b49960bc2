"""Answers about readiness."""

from .checklists import checklists_to_keep, find_checklists, get_checklist, get_checklist_to_change
from .district import list_agency_readiness
from .inside import get_inside, get_own_inside, get_own_line, get_own_member
from .load import caseload_standard, days_of
from .standards import get_figure_to_change, list_figures, readiness_rights
from .standing import (
    count_readiness_work,
    get_filling,
    get_filling_to_verify,
    get_home,
    readiness_of_agency,
    readiness_of_service,
    service_to_fill,
)
from .work import certificate_duty, paper_duty, update_duty, verify_duty

__all__ = [
    "caseload_standard",
    "certificate_duty",
    "checklists_to_keep",
    "count_readiness_work",
    "days_of",
    "find_checklists",
    "get_checklist",
    "get_checklist_to_change",
    "get_figure_to_change",
    "get_filling",
    "get_filling_to_verify",
    "get_home",
    "get_inside",
    "get_own_inside",
    "get_own_line",
    "get_own_member",
    "list_agency_readiness",
    "list_figures",
    "paper_duty",
    "readiness_of_agency",
    "readiness_of_service",
    "readiness_rights",
    "service_to_fill",
    "update_duty",
    "verify_duty",
]
