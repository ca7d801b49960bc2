"""Sealing whole files, up to some 25 MB in memory."""

from __future__ import annotations

from uuid import UUID

from anyam.foundation.vault.data_keys import key_for_opening, key_for_sealing
from anyam.foundation.vault.errors import KeyDestroyed
from anyam.foundation.vault.sealing import parts, seal, unseal


def seal_blob(scope_id: UUID, compartment: str, blob_id: UUID, content: bytes) -> bytes:
    """`content`, readable again only as this blob of this scope and compartment. Raises KeyDestroyed."""
    cipher, mark = key_for_sealing((scope_id, compartment))
    return seal(cipher, content, _bound(scope_id, compartment, blob_id, mark))


def open_blob(scope_id: UUID, compartment: str, blob_id: UUID, sealed: bytes) -> bytes:
    """What was sealed. Raises SealBroken, KeyDestroyed."""
    key = key_for_opening((scope_id, compartment))
    if key.cipher is None:
        raise KeyDestroyed("the key of this file was destroyed")
    return unseal(key.cipher, sealed, _bound(scope_id, compartment, blob_id, key.mark))


def _bound(scope_id: UUID, compartment: str, blob_id: UUID, key_mark: bytes) -> bytes:
    return parts(b"blob", blob_id.bytes, scope_id.bytes, compartment.encode(), key_mark)
