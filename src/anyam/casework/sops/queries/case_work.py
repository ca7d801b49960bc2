"""The open work on cases, for those who have found the case already."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from anyam.foundation.access import Actor, Permission, query, require
from anyam.foundation.core import clock

from ..choices import SubjectKind, WorkKind
from ..models import WorkItem
from ..results import CaseWork


@query
def open_work_of_case(actor: Actor, case_id: UUID) -> list[CaseWork]:
    """What a case is waiting for, of whichever agency, the most urgent first. The caller has found the case."""
    require(actor, Permission.SEE_OWN_WORK)
    return [
        _case_work(item) for item in WorkItem.objects.open().filter(case_id=case_id).order_by("due_at", "id")
    ]


@query
def next_work_of_cases(actor: Actor, case_ids: Iterable[UUID]) -> dict[UUID, CaseWork]:
    """For each of these cases the most urgent open work, in one query. The caller has found the cases."""
    require(actor, Permission.SEE_OWN_WORK)
    found = WorkItem.objects.open().filter(case_id__in=list(case_ids)).order_by("case_id", "due_at", "id")
    return {item.case_id: _case_work(item) for item in found.distinct("case_id") if item.case_id}


@query
def work_of_cases_between(
    actor: Actor, case_ids: Iterable[UUID], since: datetime, until: datetime
) -> list[tuple[UUID, CaseWork]]:
    """What is open on these cases and due in this span, the earliest first. The caller has found the cases."""
    require(actor, Permission.SEE_OWN_WORK)
    found = WorkItem.objects.open().filter(case_id__in=list(case_ids), due_at__gte=since, due_at__lt=until)
    return [(item.case_id, _case_work(item)) for item in found.order_by("due_at", "id") if item.case_id]


def _case_work(item: WorkItem) -> CaseWork:
    return CaseWork(
        kind=WorkKind(item.kind),
        subject_kind=SubjectKind(item.subject_kind),
        subject_id=item.subject_id,
        agency_id=item.agency_id,
        assignee_id=item.assignee_id,
        due_at=item.due_at,
        is_overdue=item.due_at < clock.now(),
    )


@query
def due_of_subjects(actor: Actor, subject_ids: Iterable[UUID]) -> dict[UUID, datetime]:
    """For each of these subjects the earliest open due time. The caller has found the subjects."""
    require(actor, Permission.SEE_OWN_WORK)
    found = WorkItem.objects.open().filter(subject_id__in=list(subject_ids)).order_by("-due_at")
    return dict(found.values_list("subject_id", "due_at"))
