"""Doing a thing once, however often it is sent: double clicks, reloads and retried requests are ordinary."""

from collections.abc import Callable
from uuid import UUID

from django.db import connection

from anyam.foundation.core import clock
from anyam.foundation.events.models import Receipt


def once(key: str, make: Callable[[], UUID]) -> UUID:
    """Run `make` and keep its result under `key`; a repeated `key` returns the first result.

    Two at the same time: the second waits for the first transaction to end and then returns its result, because the
    insert below waits on the unique key.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO events_receipt (key, at) VALUES (%s, %s) ON CONFLICT (key) DO NOTHING",
            [key, clock.now()],
        )
        is_first = cursor.rowcount == 1
    if is_first:
        result = make()
        Receipt.objects.filter(key=key).update(result_id=result)
        return result
    found = Receipt.objects.values_list("result_id", flat=True).get(key=key)
    if found is None:
        raise RuntimeError("a receipt without result cannot be committed")
    return found
