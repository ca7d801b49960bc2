"""Linked cases, the child's other records, and the reports behind a case."""

from uuid import UUID

from anyam.casework.cases import policies
from anyam.casework.cases.queries.header import find_case, header_of
from anyam.casework.cases.queries.one_child import (
    merges_in_sight,
    open_at_one_agency,
    other_records_in_sight,
    same_child_cases,
)
from anyam.casework.cases.queries.summary import linked_cases, linked_reports
from anyam.casework.cases.results import FamilyDetail
from anyam.foundation.access import Actor, query


@query
def get_family(actor: Actor, case_id: UUID) -> FamilyDetail:
    """The cases of siblings, the same child under other records, and the reports behind this case."""
    case = find_case(actor, case_id)
    records = {case.child_id, *other_records_in_sight(actor, case.child_id)}
    return FamilyDetail(
        header=header_of(actor, case, part="family"),
        siblings=linked_cases(actor, case),
        same_child=same_child_cases(actor, case),
        reports=linked_reports(actor, case),
        merges=merges_in_sight(actor, case.child_id),
        open_numbers=open_at_one_agency(actor, records),
        may_merge=policies.may_merge(actor, case),
    )
