"""Calling out work that is about to be late, or is: one rung after the other."""

from datetime import datetime

from anyam.foundation.access import Actor, Permission, action, require
from anyam.foundation.core import clock
from anyam.foundation.events.recording import record_all

from ..choices import PromiseKey, Rung, WorkKind
from ..events import WorkEscalated, WorkReminded
from ..models import WorkItem
from ..queries import due_by_promise
from ..rules import next_call

BATCH = 200


@action()
def escalate_late_work(actor: Actor) -> int:
    """Take work whose moment has come one rung up, and tell whoever stands there; how many were called out."""
    require(actor, Permission.ESCALATE_LATE_WORK)
    now = clock.now()
    due = (
        WorkItem.objects.open()
        .filter(calls_at__lte=now)
        .select_for_update(skip_locked=True, of=("self",))
        .order_by("calls_at", "id")[:BATCH]
    )
    items = list(due)
    record_all(actor, [_climb(actor, item, now) for item in items])
    # In small statements: one of many rows compares each of them with each.
    WorkItem.objects.bulk_update(items, ["rung", "next_rung", "calls_at", "escalated_at"], batch_size=25)
    return len(items)


def _climb(actor: Actor, item: WorkItem, now: datetime) -> WorkReminded | WorkEscalated:
    """Move the item one rung up; the event that says so."""
    item.rung = item.next_rung
    rung = Rung(item.rung)
    if rung >= Rung.UNIT and item.escalated_at is None:
        item.escalated_at = now

    def after(key: PromiseKey, moment: datetime) -> datetime:
        return due_by_promise(actor, key, moment, district_code=item.district_code)

    following = next_call(WorkKind(item.kind), rung, item.due_at, now, after)
    item.next_rung, item.calls_at = following or (Rung.NONE, None)
    about = (item.id, item.kind, item.subject_kind, item.subject_id, item.agency_id, item.case_id)
    if rung is Rung.REMINDED:
        return WorkReminded(*about, assignee_id=item.assignee_id, role=item.role)
    return WorkEscalated(*about, rung=rung.name.lower(), district_code=item.district_code)
