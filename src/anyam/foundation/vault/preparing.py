"""Keys for a new installation, and none for one that has lost them."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.db import connection

from anyam.foundation.vault import keys
from anyam.foundation.vault.data_keys import unwrap
from anyam.foundation.vault.errors import KeysMissing
from anyam.foundation.vault.models import DataKey


def prepare_keys() -> None:
    """Make the key ring where nothing is sealed yet. Raises KeysMissing, KeysUnsafe, SealBroken."""
    is_sealed = has_sealed_things()
    if not keys.are_made(Path(settings.ANYAM_KEYS)):
        if is_sealed:
            raise KeysMissing(
                "the database holds sealed things, but the folder of keys is empty: bring the keys back from custody"
            )
        keys.make(Path(settings.ANYAM_KEYS))
    keys.ring()
    if is_sealed:
        newest = DataKey.objects.filter(destroyed_at=None).latest("pk")
        unwrap(bytes(newest.wrapped), (newest.scope_id, newest.compartment), newest.kek_version)


def has_sealed_things() -> bool:
    """Whether any key is in use in this database, which may be empty yet."""
    is_there = DataKey._meta.db_table in connection.introspection.table_names()
    return is_there and DataKey.objects.filter(destroyed_at=None).exists()
