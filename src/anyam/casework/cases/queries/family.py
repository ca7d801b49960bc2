"""Linked cases and the reports behind a case."""

from uuid import UUID

from anyam.casework.cases.queries.header import find_case, header_of
from anyam.casework.cases.queries.summary import linked_cases, linked_reports
from anyam.casework.cases.results import FamilyDetail
from anyam.foundation.access import Actor, query


@query
def get_family(actor: Actor, case_id: UUID) -> FamilyDetail:
    """The cases of siblings and the reports behind this case."""
    case = find_case(actor, case_id)
    header = header_of(actor, case, part="family")
    return FamilyDetail(header, linked_cases(actor, case), linked_reports(actor, case))
