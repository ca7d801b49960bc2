"""The stage of the simulation: a moving clock, a queue of what happens next, and one source of chance."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from itertools import count
from math import exp, log
from random import Random

from django.db import connection, transaction

from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.core.working_time import Counting, deadline, is_working_day

Deed = Callable[[], None]

OPENS, CLOSES = 8, 16


class Stage:
    """Deeds in the order of time. What lies after `until` never happens: there the present begins."""

    def __init__(self, chance: Random, until: datetime) -> None:
        self.chance, self.until = chance, until
        self.refusals: Counter[str] = Counter()
        self.done = 0
        self._queue: list[tuple[datetime, int, Deed]] = []
        self._order = count()

    def at(self, moment: datetime, deed: Deed) -> None:
        """Have `deed` done at `moment`."""
        if moment <= self.until:
            heapq.heappush(self._queue, (moment.replace(microsecond=0), next(self._order), deed))

    def run(self, *, told: Callable[[datetime], None] | None = None) -> None:
        """Do everything up to the present, a month in one transaction each: all of it or nothing of it."""
        while self._queue:
            month = _month(self._queue[0][0])
            with transaction.atomic():
                while self._queue and _month(self._queue[0][0]) == month:
                    self._next()
            if told:
                told(clock.now() if not self._queue else self._queue[0][0])

    def _next(self) -> None:
        moment, _number, deed = heapq.heappop(self._queue)
        with clock.at(moment):
            try:
                with _one_savepoint():
                    deed()
            except Refusal as refusal:
                # Somebody tried at the wrong moment, as people do; the sentence is counted and life goes on.
                self.refusals[f"{type(refusal).__name__}: {refusal}"] += 1
        self.done += 1

    # --- chance -----------------------------------------------------------------------------------------------------

    def is_so(self, probability: float) -> bool:
        return self.chance.random() < probability

    def about(self, median: float, spread: float = 0.6) -> float:
        """A duration around `median`: mostly near it, now and then much longer."""
        return exp(self.chance.normalvariate(log(median), spread))

    # --- time -------------------------------------------------------------------------------------------------------

    def later(self, hours: float, *, round_the_clock: bool = False) -> datetime:
        """The moment `hours` from now, in working time unless somebody is always on duty."""
        counting = Counting.CLOCK if round_the_clock else Counting.WORKING
        return deadline(clock.now(), hours, counting)

    def on_day(self, days: float) -> datetime:
        """A moment in office hours about `days` from now; weekends and holidays move it on."""
        day = clock.local(clock.now() + timedelta(days=days)).replace(
            hour=self.chance.randrange(OPENS, CLOSES),
            minute=self.chance.randrange(60),
            second=self.chance.randrange(60),
        )
        while not is_working_day(day.date()) or day <= clock.now():
            day += timedelta(days=1)
        return day


@contextmanager
def _one_savepoint() -> Iterator[None]:
    """All of a deed or nothing of it, with one savepoint, not one for each action in it: half the statements."""
    with transaction.atomic():
        connection.features.uses_savepoints = False
        try:
            yield
        except BaseException:
            connection.needs_rollback = (
                False  # set by the actions within; the savepoint around them takes it all back
            )
            raise
        finally:
            connection.features.uses_savepoints = True


@contextmanager
def tried() -> Iterator[None]:
    """Within a deed: what is refused is taken back by itself, and the deed may go on another way."""
    connection.features.uses_savepoints = True
    try:
        with _one_savepoint():
            yield
    finally:
        connection.features.uses_savepoints = False


def working_time_before(end: datetime, hours: float) -> datetime:
    """The moment from which `hours` of working time lead to `end` (or to the last time offices were open)."""
    low, high = end - timedelta(days=30), end
    for _ in range(24):
        middle = low + (high - low) / 2
        if deadline(middle, hours, Counting.WORKING) < end:
            low = middle
        else:
            high = middle
    return low.replace(microsecond=0)


def _month(moment: datetime) -> tuple[int, int]:
    local = clock.local(moment)
    return local.year, local.month
