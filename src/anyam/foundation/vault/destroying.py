"""Destroying data keys: what they sealed is gone at once, here and in every later dump.

Backups from before still hold the wrapped keys. They are gone there too once the KEK is rotated and the old one is
retired (`rotating`), together with its copies in custody.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from anyam.foundation.core import clock
from anyam.foundation.vault.data_keys import kek_in_use, note_destroyed
from anyam.foundation.vault.models import DataKey


@dataclass(frozen=True)
class Destroyed:
    """The tombstone of one key."""

    scope_id: UUID
    compartment: str
    reason: str
    at: datetime


def destroy_keys(scope_id: UUID, compartment: str | None = None, *, reason: str) -> int:
    """Destroy the keys of a scope, or of one of its compartments; how many there were. `reason` is a code.

    A compartment named but never used gets a tombstone as well, so that nothing is sealed in it afterwards.
    """
    with transaction.atomic():
        if compartment is not None:
            _bury(Destroyed(scope_id, compartment, reason, clock.now()))
        found = DataKey.objects.filter(scope_id=scope_id)
        if compartment is not None:
            found = found.filter(compartment=compartment)
        rows = list(found.select_for_update().order_by("pk"))
        standing = [row.pk for row in rows if row.destroyed_at is None]
        if standing:
            _empty(standing, reason)
        note_destroyed({(row.scope_id, row.compartment): row.pk for row in rows})
        return len(standing)


def destroyed_keys() -> list[Destroyed]:
    """Every tombstone: carry these over when an older backup is restored."""
    found = DataKey.objects.filter(destroyed_at__isnull=False).order_by("pk")
    return [
        Destroyed(key.scope_id, key.compartment, key.destroyed_reason, key.destroyed_at)
        for key in found
        if key.destroyed_at
    ]


def destroy_again(tombstones: Iterable[Destroyed]) -> int:
    """Destroy what was destroyed before, in a database restored from an older backup; how many keys came back."""
    buried = 0
    with transaction.atomic():
        for one in tombstones:
            buried += destroy_keys(one.scope_id, one.compartment, reason=one.reason)
    return buried


def _bury(never_used: Destroyed) -> None:
    """A tombstone for a place that has no key, and nothing where it has one."""
    tombstone = DataKey(
        scope_id=never_used.scope_id,
        compartment=never_used.compartment,
        kek_version=kek_in_use(),
        wrapped=b"",
        created_at=never_used.at,
        destroyed_at=never_used.at,
        destroyed_reason=never_used.reason,
    )
    DataKey.objects.bulk_create([tombstone], ignore_conflicts=True)


def _empty(standing: list[int], reason: str) -> None:
    DataKey.objects.filter(pk__in=standing).update(
        wrapped=b"", destroyed_at=clock.now(), destroyed_reason=reason
    )
    with connection.cursor() as cursor:
        cursor.execute("UPDATE vault_vaultstate SET number = number + 1 WHERE name = 'generation'")
