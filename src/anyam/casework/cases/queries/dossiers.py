"""A case as that in which facts about a child lie; told as the system, to whom the reader's right was shown."""

from uuid import UUID

from anyam.casework.cases.choices import CaseState
from anyam.casework.cases.models import Case, ReportedChild
from anyam.casework.facts.queries import tells_of_dossiers
from anyam.casework.facts.results import Dossier
from anyam.foundation.access import Actor
from anyam.registry.people.queries import records_of

_SYSTEM = Actor.system("the dossiers of a child")


@tells_of_dossiers
def case_as_dossier(case_id: UUID) -> Dossier | None:
    """The case with every other dossier of its child, or None where there is no such case."""
    case = Case.objects.select_related("agency").filter(pk=case_id).first()
    if case is None:
        return None
    return Dossier(
        id=case.pk,
        number=case.number,
        child_id=case.child_id,
        agency_id=case.agency_id,
        manager_id=case.manager_id,
        district_code=case.agency.district_code,
        is_open=case.state == CaseState.OPEN,
        of_child=frozenset(dossiers_of_child(case.child_id)),
    )


def dossiers_of_child(child_id: UUID, agency_id: UUID | None = None) -> set[UUID]:
    """The child's cases, of one agency or of all, and the reports that name the child, under any of its records."""
    records = records_of(_SYSTEM, child_id)
    cases = Case.objects.filter(child_id__in=records)
    if agency_id:
        cases = cases.filter(agency_id=agency_id)
    reports = ReportedChild.objects.filter(person_id__in=records)
    return {*cases.values_list("pk", flat=True), *reports.values_list("report_id", flat=True)}
