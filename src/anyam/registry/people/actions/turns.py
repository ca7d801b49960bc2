"""Taking turns over people: what depends on which records are of one person waits for those who change that."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import connection

from anyam.foundation.access import Actor, step
from anyam.foundation.access.row_context import acting

from ..models import Person, records_together

# One number for the whole register: merging and parting are rare, and short.
_WHO_IS_ONE = 4_270_816
_AS_THEY_ARE = "SELECT pg_advisory_xact_lock_shared(%s)"
_ALONE = "SELECT pg_advisory_xact_lock(%s)"
SYSTEM = Actor.system("records of one person")


@step
def hold_people(actor: Actor, person_ids: Iterable[UUID]) -> dict[UUID, frozenset[UUID]]:
    """All records of each of these people, theirs among them, held until the action ends.

    Until then nobody merges or parts them, and whoever holds one of them for the same reason waits. Take hold of people
    before cases: `registry.people` comes first in the order of locks.
    """
    wait_for_turn(is_changing=False)
    return lock_records(person_ids)


def wait_for_turn(*, is_changing: bool) -> None:
    """Many may rely at once on who is one person; whoever changes it does so alone."""
    with connection.cursor() as cursor:
        cursor.execute(_ALONE if is_changing else _AS_THEY_ARE, [_WHO_IS_ONE])


def lock_records(person_ids: Iterable[UUID]) -> dict[UUID, frozenset[UUID]]:
    """All records of these people, locked in the order of their numbers."""
    with acting(SYSTEM):
        together = records_together(person_ids)
        every = {record for records in together.values() for record in records}
        locked = Person.objects.select_for_update(no_key=True).filter(pk__in=every).order_by("pk")
        list(locked.values_list("pk", flat=True))
    return together
