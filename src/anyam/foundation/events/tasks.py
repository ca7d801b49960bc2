"""The worker's side of event delivery."""

from uuid import UUID

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from anyam.foundation.events.delivery import MOST_ATTEMPTS, deliver


@app.task(
    name="events.deliver",
    queue="events",
    retry=RetryStrategy(max_attempts=MOST_ATTEMPTS - 1, exponential_wait=3),
)
def deliver_event(delivery_id: str) -> None:
    deliver(UUID(delivery_id))
