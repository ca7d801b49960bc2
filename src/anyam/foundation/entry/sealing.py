"""Sealing what signing in must keep, and digests that only this installation can make.

The key ring of the vault keeps the children's compartments. These few secrets belong to no case, so they hang on the
installation's own secret key, which lies outside the database and its backups as well.
"""

import base64
import hmac
import secrets
from collections.abc import Iterator
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

_NONCE = 12


class CannotOpen(Exception):
    """Sealed with a key this installation does not hold, for another purpose, or changed since."""


def seal(text: str, purpose: str) -> str:
    """`text` so that only this installation can read it, and only for `purpose`."""
    nonce = secrets.token_bytes(_NONCE)
    box = AESGCM(next(_keys("seal"))).encrypt(nonce, text.encode(), purpose.encode())
    return base64.urlsafe_b64encode(nonce + box).decode()


def unseal(sealed: str, purpose: str) -> str:
    """What was sealed for `purpose`. Raises CannotOpen."""
    try:
        raw = base64.urlsafe_b64decode(sealed.encode())
    except ValueError:
        raise CannotOpen from None
    for key in _keys("seal"):
        try:
            return AESGCM(key).decrypt(raw[:_NONCE], raw[_NONCE:], purpose.encode()).decode()
        except (InvalidTag, ValueError):
            continue
    raise CannotOpen


def keyed_digest(kind: str, *parts: str) -> str:
    """A digest of `parts` that nobody can try out without the installation's key."""
    told = "\x1f".join((kind, *parts)).encode("utf-8", "replace")
    return hmac.new(next(_keys("digest")), told, sha256).hexdigest()


def _keys(use: str) -> Iterator[bytes]:
    """The present key, then those that were the present key before."""
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        yield hmac.new(str(secret).encode(), f"anyam.entry.{use}".encode(), sha256).digest()
