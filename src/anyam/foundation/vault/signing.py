"""Signatures of this installation (Ed25519), for what others keep as evidence."""

from __future__ import annotations

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from anyam.foundation.vault import keys


def sign(message: bytes) -> bytes:
    """64 bytes that only the holder of the signing key can make for this message."""
    return keys.ring().signing.sign(message)


def public_key() -> bytes:
    """The 32 bytes that others keep to verify with."""
    return keys.ring().signing.public_key().public_bytes_raw()


def is_signed(message: bytes, signature: bytes, *, by: bytes | None = None) -> bool:
    """Whether the holder of the public key `by` (this installation's own by default) signed exactly this message."""
    try:
        Ed25519PublicKey.from_public_bytes(public_key() if by is None else by).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True
