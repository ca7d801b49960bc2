"""Delivering one event to one reaction, as often as it takes, and keeping count."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from procrastinate.types import JSONValue

from anyam.foundation.core import clock
from anyam.foundation.events import definitions, reactions
from anyam.foundation.events.definitions import EventInfo
from anyam.foundation.events.models import Delivery, DeliveryState, EventRow

MOST_ATTEMPTS = 8


def enqueue(delivery_ids: Iterable[UUID]) -> None:
    """Ask the worker to deliver each of these, in the present transaction."""
    from anyam.foundation.events.tasks import deliver_event  # the task module imports this one

    jobs: list[dict[str, JSONValue]] = [{"delivery_id": str(delivery_id)} for delivery_id in delivery_ids]
    if jobs:
        deliver_event.batch_defer(*jobs)


def deliver(delivery_id: UUID) -> None:
    """Run the reaction once. Done is done: a second delivery of the same event changes nothing.

    A failure is written on the delivery and raised again, so that the worker tries later.
    """
    try:
        _deliver(delivery_id)
    except Exception as problem:
        _note_failure(delivery_id, problem)
        raise


def deliver_at_once(row: EventRow, names: Iterable[str]) -> None:
    """Run reactions to an event just kept, inside the action that caused it; what fails undoes the action."""
    now = clock.now()
    done = DeliveryState.DONE
    deliveries = [
        Delivery(event=row, reaction=name, state=done, attempts=1, last_tried_at=now) for name in names
    ]
    Delivery.objects.bulk_create(deliveries)
    for delivery in deliveries:
        happening = definitions.from_payload(row.kind, row.payload)
        reactions.by_name(delivery.reaction)(happening, info_of(row))


def deliver_again(delivery_id: UUID) -> None:
    """Give a failed delivery a fresh set of attempts."""
    Delivery.objects.filter(pk=delivery_id, state=DeliveryState.FAILED).update(
        state=DeliveryState.WAITING, attempts=0
    )
    enqueue([delivery_id])


def info_of(row: EventRow) -> EventInfo:
    """The circumstances of a kept event."""
    return EventInfo(row.pk, row.kind, row.occurred_at, row.user_id, row.agency_id)


@transaction.atomic
def _deliver(delivery_id: UUID) -> None:
    delivery = Delivery.objects.select_for_update(of=("self",)).select_related("event").get(pk=delivery_id)
    if delivery.state == DeliveryState.DONE:
        return
    row = delivery.event
    reactions.by_name(delivery.reaction)(definitions.from_payload(row.kind, row.payload), info_of(row))
    delivery.state, delivery.last_tried_at = DeliveryState.DONE, clock.now()
    delivery.attempts += 1
    delivery.save(update_fields=["state", "attempts", "last_tried_at"])


@transaction.atomic
def _note_failure(delivery_id: UUID, problem: Exception) -> None:
    delivery = Delivery.objects.select_for_update().get(pk=delivery_id)
    delivery.attempts += 1
    delivery.last_tried_at = clock.now()
    # The class alone: a database or validation message may quote what somebody wrote about a child.
    delivery.last_error = type(problem).__name__
    if delivery.attempts >= MOST_ATTEMPTS:
        delivery.state = DeliveryState.FAILED
    delivery.save(update_fields=["attempts", "last_tried_at", "last_error", "state"])
