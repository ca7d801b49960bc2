"""All that can be asked about reports and cases."""

from anyam.casework.cases.queries.acts import (
    plan_seats,
)
from anyam.casework.cases.queries.assessments import (
    get_assessment,
    get_moving,
)
from anyam.casework.cases.queries.child import (
    get_child,
)
from anyam.casework.cases.queries.circle import contact_advice_in, get_family_circle
from anyam.casework.cases.queries.family import (
    get_family,
)
from anyam.casework.cases.queries.header import (
    case_header,
)
from anyam.casework.cases.queries.instruments import (
    get_case_instruments,
)
from anyam.casework.cases.queries.listing import (
    CaseFilter,
    find_cases,
    find_cases_of,
    find_saved_views,
)
from anyam.casework.cases.queries.load import (
    assigning_facts,
    carried_cases,
    cases_held_by,
    free_to_hold,
    held_up_cases,
)
from anyam.casework.cases.queries.looks import (
    get_looks,
    hours_of_emergency,
)
from anyam.casework.cases.queries.managers import (
    cases_to_assign,
    list_managers,
)
from anyam.casework.cases.queries.matrix import (
    find_agency_tasks,
    get_task_matrix,
    parts_of_action,
)
from anyam.casework.cases.queries.one_child import (
    find_cases_of_children,
    get_same_child,
)
from anyam.casework.cases.queries.opened import (
    opened_parts,
)
from anyam.casework.cases.queries.owing import (
    owed_by_plan,
)
from anyam.casework.cases.queries.pathways import (
    pathways_of,
)
from anyam.casework.cases.queries.plans import (
    acceptances,
    action_in_force,
    asked_actions,
    get_plan,
)
from anyam.casework.cases.queries.ratings import (
    get_rating,
    ratings_of,
    risk_agreement,
)
from anyam.casework.cases.queries.refs import (
    case_ref,
    case_refs,
    case_to_work_on,
    held_cases,
    look_grounds,
)
from anyam.casework.cases.queries.reported import (
    reported_people_of,
)
from anyam.casework.cases.queries.reports import (
    find_reports,
    get_report,
    propose_triage,
    triage_facts_of,
)
from anyam.casework.cases.queries.retention import (
    case_known_by_number,
    closed_cases,
    file_of_case,
    reported_names_of,
)
from anyam.casework.cases.queries.services import (
    get_contacts,
    get_reviews,
)
from anyam.casework.cases.queries.shapes import (
    find_case_days,
    find_cases_by_stage,
)
from anyam.casework.cases.queries.summary import (
    get_case,
    get_timeline,
)

__all__ = [
    "CaseFilter",
    "acceptances",
    "action_in_force",
    "asked_actions",
    "assigning_facts",
    "carried_cases",
    "case_header",
    "case_known_by_number",
    "case_ref",
    "case_refs",
    "case_to_work_on",
    "cases_held_by",
    "cases_to_assign",
    "closed_cases",
    "contact_advice_in",
    "file_of_case",
    "find_agency_tasks",
    "find_case_days",
    "find_cases",
    "find_cases_by_stage",
    "find_cases_of",
    "find_cases_of_children",
    "find_reports",
    "find_saved_views",
    "free_to_hold",
    "get_assessment",
    "get_case",
    "get_case_instruments",
    "get_child",
    "get_contacts",
    "get_family",
    "get_family_circle",
    "get_looks",
    "get_moving",
    "get_plan",
    "get_rating",
    "get_report",
    "get_reviews",
    "get_same_child",
    "get_task_matrix",
    "get_timeline",
    "held_cases",
    "held_up_cases",
    "hours_of_emergency",
    "list_managers",
    "look_grounds",
    "opened_parts",
    "owed_by_plan",
    "parts_of_action",
    "pathways_of",
    "plan_seats",
    "propose_triage",
    "ratings_of",
    "reported_names_of",
    "reported_people_of",
    "risk_agreement",
    "triage_facts_of",
]
