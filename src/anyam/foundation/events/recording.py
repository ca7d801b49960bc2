"""Recording an event in the action's own transaction."""

from django.db import transaction

from anyam.foundation.core import clock
from anyam.foundation.core.by import By
from anyam.foundation.events import definitions, reactions
from anyam.foundation.events.definitions import Happening
from anyam.foundation.events.delivery import deliver_at_once, enqueue
from anyam.foundation.events.models import Delivery, EventRow


def record(by: By, happening: Happening) -> int:
    """Keep one event and send it to its reactions; the event's number.

    The row and the jobs that deliver it are written in the caller's transaction: either all of it happened, or nothing.
    Raises TransactionManagementError outside a transaction.
    """
    transaction.get_connection().validate_no_broken_transaction()
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("an event is recorded inside the action that caused it")
    kind = definitions.kind_of(happening)
    row = EventRow.objects.create(
        kind=kind,
        occurred_at=clock.now(),
        user_id=by.user_id,
        agency_id=by.agency_id,
        reason=by.reason,
        subject_id=happening.subject_id,
        case_id=getattr(happening, "case_id", None),
        payload=definitions.to_payload(happening),
    )
    _send(row)
    return row.pk


def _send(row: EventRow) -> None:
    names = reactions.names_for(row.kind)
    if reactions.is_delivering_at_once():
        deliver_at_once(row, names)
        return
    for delivery in Delivery.objects.bulk_create(Delivery(event=row, reaction=name) for name in names):
        enqueue(delivery.pk)
