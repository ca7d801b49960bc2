"""How much work an agency has and how much of it is late: numbers, and nobody's name."""

from django.db.models import Count, Q

from anyam.foundation.access import Actor, Permission, query, require
from anyam.foundation.core import clock

from ..choices import WorkKind
from ..models import WorkItem
from ..results import LateWork, UnitWork


@query
def work_of_unit(actor: Actor) -> UnitWork:
    """The open and late work of one's own agency, by kind, and how it is spread over those who owe it."""
    require(actor, Permission.SEE_WORKLOAD)
    if actor.agency_id is None:
        return UnitWork(0, (), ())
    found = WorkItem.objects.open().filter(agency_id=actor.agency_id)
    late = Q(due_at__lt=clock.now())
    kinds = found.order_by().values("kind").annotate(late=Count("id", filter=late), all=Count("id"))
    people = found.filter(assignee__isnull=False).order_by().values("assignee_id")
    by_kind = [
        LateWork(actor.agency_id, WorkKind(one["kind"]), one["late"], 0) for one in kinds if one["late"]
    ]
    return UnitWork(
        open=sum(one["all"] for one in kinds),
        by_kind=tuple(sorted(by_kind, key=lambda row: (-row.late, row.kind))),
        late_of_each=tuple(sorted(one["late"] for one in people.annotate(late=Count("id", filter=late)))),
    )
