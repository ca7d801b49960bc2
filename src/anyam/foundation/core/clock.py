"""The one source of the present moment.

Nothing in Anyam asks the operating system for the time directly. A promise, a deadline and a timeline are only as
true as the clock behind them, and the demo district lives through two years in a minute by moving this clock.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime

from django.utils import timezone

_moved_to: ContextVar[datetime | None] = ContextVar("clock_moved_to", default=None)


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return _moved_to.get() or datetime.now(UTC)


def today() -> date:
    """The present date in the district's own time zone (`TIME_ZONE`)."""
    return timezone.localdate(now())


def local(moment: datetime) -> datetime:
    """`moment` in the district's own time zone."""
    return timezone.localtime(moment)


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Hold the clock at `moment` (aware) inside the block; for demo data and tests."""
    token = _moved_to.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _moved_to.reset(token)
