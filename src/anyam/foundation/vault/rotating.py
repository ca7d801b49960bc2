"""A new KEK: made, used for new keys, and every data key wrapped with it anew while everybody goes on reading."""

from __future__ import annotations

from collections.abc import Callable

from django.db import connection, transaction

from anyam.foundation.vault import keys
from anyam.foundation.vault.data_keys import kek_in_use, unwrap, wrap_mark
from anyam.foundation.vault.errors import KeysMissing
from anyam.foundation.vault.models import DataKey
from anyam.foundation.vault.sealing import seal

BATCH = 500
Told = Callable[[str], None]


def rotate(told: Told = lambda words: None) -> int:
    """Make the next KEK and wrap everything with it; how many keys were wrapped anew.

    May be broken off and begun again at any point. Columns and files are not touched: their keys stay the same.
    """
    version = kek_in_use()
    if not _are_older(version):
        version = _begin_next(version)
    told(f"wrapping with kek-{version:04d} ...")
    count = 0
    while done := _rewrap_batch(version):
        count += done
        told(f"{count:,} keys")
    if _are_older(version):
        raise RuntimeError("keys wrapped with an older KEK are left")
    return count


def retire(told: Told = lambda words: None) -> list[int]:
    """Delete the files of KEKs that no key needs; their versions.

    Backups from before can then be opened only with a copy from custody, and what was destroyed in between not at all.
    """
    newest = kek_in_use()
    if _are_older(newest):
        raise KeysMissing("keys wrapped with an older KEK are left: rotate first")
    retired = [version for version in keys.ring().versions if version < newest]
    for version in retired:
        keys.kek_path(version).unlink(missing_ok=True)
        told(f"kek-{version:04d} is gone")
    keys.forget()
    return retired


def _begin_next(version: int) -> int:
    """The file first, then the database: whoever meets the new number finds its key."""
    following = max(version, *keys.ring().versions) + 1
    keys.write_key(keys.kek_path(following))
    keys.ring_with(following)
    with (
        connection.cursor() as cursor
    ):  # waits for those who are just wrapping with the old one, then stops them
        cursor.execute("UPDATE vault_vaultstate SET number = %s WHERE name = 'kek'", [following])
    return following


def _are_older(version: int) -> bool:
    return DataKey.objects.filter(kek_version__lt=version, destroyed_at=None).exists()


def _rewrap_batch(version: int) -> int:
    kek = keys.ring_with(version).kek(version)
    with transaction.atomic():
        older = list(
            DataKey.objects.select_for_update()
            .filter(kek_version__lt=version, destroyed_at=None)
            .order_by("pk")[:BATCH]
        )
        wrapped = []
        for key in older:
            place = (key.scope_id, key.compartment)
            clear = unwrap(bytes(key.wrapped), place, key.kek_version)
            wrapped.append(seal(kek, clear, wrap_mark(place, version)))
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE vault_datakey AS kept SET wrapped = new.wrapped, kek_version = %s"
                " FROM unnest(%s::bigint[], %s::bytea[]) AS new(id, wrapped) WHERE kept.id = new.id",
                [version, [key.pk for key in older], wrapped],
            )
    return len(older)
