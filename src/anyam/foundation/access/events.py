"""What administrators did in the machine room."""

from dataclasses import dataclass
from uuid import UUID

from anyam.foundation.events.definitions import event


@event("delivery_restarted")
@dataclass(frozen=True)
class DeliveryRestarted:
    """Somebody gave a delivery that had been given up a fresh set of attempts."""

    subject_id: UUID
