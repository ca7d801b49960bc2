"""The little that other apps may know of a case."""

from collections.abc import Iterable
from uuid import UUID

from anyam.casework.cases.models import Case
from anyam.casework.cases.results import CaseRef
from anyam.foundation.access import Actor, query


@query
def case_ref(actor: Actor, case_id: UUID) -> CaseRef:
    """The case, if the actor may see it; NotFound otherwise."""
    return _ref(Case.objects.visible_to(actor).select_related("agency").one(pk=case_id))


@query
def case_refs(actor: Actor, ids: Iterable[UUID]) -> dict[UUID, CaseRef]:
    """Those of the cases that the actor may see."""
    found = Case.objects.visible_to(actor).select_related("agency").filter(pk__in=list(ids))
    return {case.pk: _ref(case) for case in found}


def _ref(case: Case) -> CaseRef:
    return CaseRef(
        id=case.pk,
        number=case.number,
        agency_id=case.agency_id,
        district_code=case.agency.district_code,
        child_id=case.child_id,
        level=case.level,
        state=case.state,
        manager_id=case.manager_id,
        worker_id=case.worker_id,
        place_code=case.place_id or "",
    )
