"""When things fall due."""

from datetime import date, datetime, time, timedelta

from anyam.foundation.core import clock
from anyam.foundation.core.working_time import is_working_day

_CLOSES = time(16, 0)


def end_of(day: date) -> datetime:
    """Midnight after the day: until then the day counts."""
    return datetime.combine(day + timedelta(days=1), time(), tzinfo=clock.local(clock.now()).tzinfo)


def by_the_day(day: date) -> datetime:
    """The close of the last working day before `day`; now, where that is over."""
    before = day - timedelta(days=1)
    while not is_working_day(before):
        before -= timedelta(days=1)
    closes = datetime.combine(before, _CLOSES, tzinfo=clock.local(clock.now()).tzinfo)
    return max(closes, clock.now())


def on_the_day(day: date) -> datetime:
    """The close of the office on the day; now, where that is over."""
    return max(datetime.combine(day, _CLOSES, tzinfo=clock.local(clock.now()).tzinfo), clock.now())
