"""Who is reported in a case: so that nobody asks them for consent, and nothing about the child goes to them."""

from uuid import UUID

from anyam.casework.cases import choices
from anyam.casework.cases.models import ReportedPerson
from anyam.casework.cases.queries.header import find_case
from anyam.casework.cases.results import ReportedKin
from anyam.foundation.access import Actor, query


@query
def reported_people_of(actor: Actor, case_id: UUID) -> tuple[ReportedKin, ...]:
    """The relations (and persons, where known) of everybody reported in the reports behind a case in sight."""
    case = find_case(actor, case_id)
    relations = choices.relations_to_reported()
    found = (
        ReportedPerson.objects.filter(report__children__case_id=case.pk)
        .order_by("id")
        .values_list("id", "relation", "person_id")
        .distinct()
    )
    return tuple(ReportedKin(relation, relations.label(relation), person) for _id, relation, person in found)
