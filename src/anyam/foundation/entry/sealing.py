"""Sealing what signing in must keep, and digests that only this installation can make.

The vault's key ring lies outside the database and its backups. These few secrets belong to no case, so they have a
scope of their own in it.
"""

import base64
import hmac
from hashlib import sha256
from uuid import UUID, uuid5

from django.conf import settings

from anyam.foundation.vault.blobs import open_blob, seal_blob
from anyam.foundation.vault.errors import KeyDestroyed, SealBroken

SCOPE = UUID("6f1d3c52-8a0b-5b57-9d0e-2f4f0c9f7a11")
COMPARTMENT = "sign_in"


class CannotOpen(Exception):
    """Sealed with a key this installation does not hold, for another purpose, or changed since."""


def seal(text: str, purpose: str) -> str:
    """`text` so that only this installation can read it, and only for `purpose`."""
    box = seal_blob(SCOPE, COMPARTMENT, uuid5(SCOPE, purpose), text.encode())
    return base64.urlsafe_b64encode(box).decode()


def unseal(sealed: str, purpose: str) -> str:
    """What was sealed for `purpose`. Raises CannotOpen."""
    try:
        box = base64.urlsafe_b64decode(sealed.encode())
        return open_blob(SCOPE, COMPARTMENT, uuid5(SCOPE, purpose), box).decode()
    except (SealBroken, KeyDestroyed, ValueError):
        raise CannotOpen from None


def keyed_digest(kind: str, *parts: str) -> str:
    """A digest of `parts` that nobody can try out without the installation's secret key."""
    key = hmac.new(settings.SECRET_KEY.encode(), b"anyam.entry.digest", sha256).digest()
    return hmac.new(key, "\x1f".join((kind, *parts)).encode("utf-8", "replace"), sha256).hexdigest()
