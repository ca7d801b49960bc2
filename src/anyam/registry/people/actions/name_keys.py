"""Keeping the keys under which a person is found in step with their names."""

from __future__ import annotations

from uuid import UUID

from ..models import Identity, NameKey, SafeAddress
from ..rules import Key, keys_to_keep


def keep_keys(identity: Identity) -> None:
    """Write the keys that are missing and drop those that no longer fit."""
    wanted = {key.digest: key.kind for key in _keys(identity)}
    present = {
        bytes(key) for key in NameKey.objects.filter(person_id=identity.pk).values_list("key", flat=True)
    }
    gone = present - wanted.keys()
    if gone:
        NameKey.objects.filter(person_id=identity.pk, key__in=gone).delete()
    NameKey.objects.bulk_create(_rows(identity.pk, {key: wanted[key] for key in wanted.keys() - present}))


def write_first_keys(identity: Identity) -> None:
    """The keys of somebody just made known."""
    NameKey.objects.bulk_create(_rows(identity.pk, {key.digest: key.kind for key in _keys(identity)}))


def _keys(identity: Identity) -> set[Key]:
    address = SafeAddress.objects.filter(person_id=identity.pk, is_secret=False).first()
    return keys_to_keep(
        identity.full_name,
        identity.nickname,
        identity.other_names,
        identity.mother_name,
        identity.nik,
        identity.birth_on.year if identity.birth_on else None,
        address.place_code if address else "",
    )


def _rows(person_id: UUID, kinds: dict[bytes, str]) -> list[NameKey]:
    return [NameKey(person_id=person_id, key=key, kind=kinds[key]) for key in sorted(kinds)]
