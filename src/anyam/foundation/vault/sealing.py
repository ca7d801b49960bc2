"""The one way bytes are sealed: AES-256-GCM, a fresh nonce, and the place where they belong as associated data.

    sealed = format (1 byte) + nonce (12) + ciphertext and tag

Words are filled up to blocks before, so that the length does not tell "yes" from "no".
"""

from __future__ import annotations

import os
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from anyam.foundation.vault.errors import SealBroken

FORMAT = b"\x01"
NONCE_LENGTH = 12
TAG_LENGTH = 16
BLOCK = 32
_SHORTEST = len(FORMAT) + NONCE_LENGTH + TAG_LENGTH


def seal(cipher: AESGCM, clear: bytes, bound_to: bytes, *, nonce: bytes | None = None) -> bytes:
    """`clear`, readable again only with the same key and the same `bound_to`. Only test vectors give a nonce."""
    nonce = os.urandom(NONCE_LENGTH) if nonce is None else nonce
    return FORMAT + nonce + cipher.encrypt(nonce, clear, FORMAT + bound_to)


def unseal(cipher: AESGCM, sealed: bytes, bound_to: bytes) -> bytes:
    """What was sealed. Raises SealBroken when a single bit of it, its key or its place is another."""
    if len(sealed) < _SHORTEST or sealed[:1] != FORMAT:
        raise SealBroken("not in the form in which things are sealed here")
    try:
        return cipher.decrypt(sealed[1 : 1 + NONCE_LENGTH], sealed[1 + NONCE_LENGTH :], FORMAT + bound_to)
    except InvalidTag:
        raise SealBroken("sealed with another key or for another place, or changed since") from None


def filled(clear: bytes) -> bytes:
    """`clear` with an end mark, filled with zeros to whole blocks."""
    marked = clear + b"\x80"
    return marked + b"\x00" * (-len(marked) % BLOCK)


def unfilled(clear: bytes) -> bytes:
    return clear.rstrip(b"\x00")[:-1]


def parts(*given: bytes) -> bytes:
    """Several parts as one, each with its length before it: two different lists never give the same bytes."""
    return b"".join(len(part).to_bytes(4, "big") + part for part in given)


def row_mark(row_id: object) -> bytes:
    """A row's own identifier as bytes."""
    return row_id.bytes if isinstance(row_id, UUID) else f"={row_id}".encode()
