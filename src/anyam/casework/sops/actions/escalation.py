"""Telling whoever looks after an agency's work that something is late."""

from anyam.foundation.access import Actor, Permission, action, require
from anyam.foundation.core import clock
from anyam.foundation.events.recording import record

from ..events import WorkEscalated
from ..models import WorkItem
from ..rules import TOLD_TO_SUPERVISOR

BATCH = 200


@action()
def escalate_late_work(actor: Actor) -> int:
    """Mark late work of the kinds that cannot wait, once each; how many were marked."""
    require(actor, Permission.ESCALATE_LATE_WORK)
    now = clock.now()
    late = (
        WorkItem.objects.open()
        .filter(due_at__lt=now, escalated_at__isnull=True, kind__in=TOLD_TO_SUPERVISOR, agency__isnull=False)
        .select_for_update(skip_locked=True, of=("self",))
        .order_by("due_at", "id")[:BATCH]
    )
    items = list(late)
    WorkItem.objects.filter(id__in=[item.id for item in items]).update(escalated_at=now)
    for item in items:
        record(
            actor,
            WorkEscalated(
                item.id, item.kind, item.subject_kind, item.subject_id, item.agency_id, item.case_id
            ),
        )
    return len(items)
