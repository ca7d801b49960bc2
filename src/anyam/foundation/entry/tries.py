"""Counting tries in the database: the same count for every process, and after a restart.

A try is counted before it is looked at, so that a hundred at the same moment count as a hundred. What turns out right
is taken off again.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.db import connection

from anyam.foundation.core import clock
from anyam.foundation.entry.models import Tries
from anyam.foundation.entry.sealing import keyed_digest


@dataclass(frozen=True)
class Limit:
    """At most `most` tries of this kind with these words in a `window`. The words are never stored."""

    kind: str
    words: tuple[str, ...]
    most: int
    window: timedelta

    @property
    def key(self) -> str:
        return keyed_digest(self.kind, *self.words)


def count(limit: Limit) -> int:
    """Count one try; the number of tries in the window that began with the first of them."""
    now = clock.now()
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO entry_tries AS t (key, count, ends_at) VALUES (%s, 1, %s)
            ON CONFLICT (key) DO UPDATE SET
                count = CASE WHEN t.ends_at <= %s THEN 1 ELSE LEAST(t.count + 1, 1000000) END,
                ends_at = CASE WHEN t.ends_at <= %s THEN EXCLUDED.ends_at ELSE t.ends_at END
            RETURNING count
            """,
            [limit.key, now + limit.window, now, now],
        )
        return int(cursor.fetchone()[0])


def is_over(limit: Limit) -> bool:
    """Whether the limit is used up; nothing is counted."""
    return Tries.objects.filter(key=limit.key, count__gte=limit.most, ends_at__gt=clock.now()).exists()


def take_all(limits: Iterable[Limit]) -> bool:
    """Count one try against each limit; False when one of them was used up before."""
    # Always in one order, so that two at once never wait crosswise; and all of them, so that each is counted.
    ordered = sorted(limits, key=lambda limit: limit.key)
    counted = [count(limit) <= limit.most for limit in ordered]
    return all(counted)


def give_back(limits: Iterable[Limit]) -> None:
    """Take one try off again: it was the right one."""
    for limit in sorted(limits, key=lambda limit: limit.key):
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE entry_tries SET count = count - 1 WHERE key = %s AND count > 0", [limit.key]
            )


def forget(limits: Iterable[Limit]) -> None:
    """Begin to count anew."""
    Tries.objects.filter(key__in=[limit.key for limit in limits]).delete()


def clear_ended() -> int:
    """Throw away counts that have ended; how many."""
    return Tries.objects.filter(ends_at__lt=clock.now()).delete()[0]
