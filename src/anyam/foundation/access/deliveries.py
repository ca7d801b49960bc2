"""The list of news that did not arrive, for administrators."""

from uuid import UUID

from anyam.foundation.access.actor import Actor
from anyam.foundation.access.events import DeliveryRestarted
from anyam.foundation.access.guard import action, query, require
from anyam.foundation.access.permissions import Permission
from anyam.foundation.events import delivery
from anyam.foundation.events.queries import UndeliveredEvent, undelivered
from anyam.foundation.events.recording import record


@query
def find_undelivered(actor: Actor) -> list[UndeliveredEvent]:
    """Reactions that failed: given up first, then those still being tried."""
    require(actor, Permission.SEE_FAILED_DELIVERIES)
    return undelivered()


@action()
def deliver_again(actor: Actor, *, delivery_id: UUID) -> None:
    """Give a delivery that was given up a fresh set of attempts."""
    require(actor, Permission.SEE_FAILED_DELIVERIES)
    delivery.deliver_again(delivery_id)
    record(actor, DeliveryRestarted(delivery_id))
