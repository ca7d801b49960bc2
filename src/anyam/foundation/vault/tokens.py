"""Tokens: short keyed digests by which something is found again by equality, and by nothing else.

Without the index key a token says nothing, not even to somebody who tries every NIK there is. Whoever holds a dump
still sees which rows share a token: how common a name is, not which name.
"""

from __future__ import annotations

from hashlib import blake2b

from anyam.foundation.vault import keys

LENGTH = 16


def token(kind: str, value: str) -> bytes:
    """The token of `value`; the same value gives another token for each kind."""
    return blake2b(
        value.encode("utf-8", "replace"), digest_size=LENGTH, key=keys.ring().token_key(kind)
    ).digest()
