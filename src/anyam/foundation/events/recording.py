"""Recording an event in the action's own transaction."""

from collections.abc import Sequence

from django.db import transaction

from anyam.foundation.core import clock
from anyam.foundation.core.by import By
from anyam.foundation.events import definitions, reactions
from anyam.foundation.events.definitions import Happening
from anyam.foundation.events.delivery import deliver_at_once, enqueue
from anyam.foundation.events.models import Delivery, EventRow


def record(by: By, happening: Happening) -> int:
    """Keep one event and send it to its reactions; the event's number. As `record_all`."""
    return record_all(by, [happening])[0]


def record_all(by: By, happenings: Sequence[Happening]) -> list[int]:
    """Keep these events in their order and send each to its reactions; their numbers.

    The rows and the jobs that deliver them are written in the caller's transaction: either all of it happened, or
    nothing. Raises TransactionManagementError outside a transaction.
    """
    transaction.get_connection().validate_no_broken_transaction()
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("an event is recorded inside the action that caused it")
    now = clock.now()
    rows = EventRow.objects.bulk_create(
        EventRow(
            kind=definitions.kind_of(happening),
            occurred_at=now,
            user_id=by.user_id,
            agency_id=by.agency_id,
            reason=by.reason,
            subject_id=happening.subject_id,
            case_id=getattr(happening, "case_id", None),
            payload=definitions.to_payload(happening),
        )
        for happening in happenings
    )
    _send(rows)
    return [row.pk for row in rows]


def _send(rows: Sequence[EventRow]) -> None:
    if reactions.is_delivering_at_once():
        for row in rows:
            deliver_at_once(row, reactions.names_for(row.kind))
        return
    waiting = [Delivery(event=row, reaction=name) for row in rows for name in reactions.names_for(row.kind)]
    enqueue(delivery.pk for delivery in Delivery.objects.bulk_create(waiting))
