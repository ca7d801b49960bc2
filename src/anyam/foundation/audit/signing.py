"""The key that signs checkpoints: outside of the database, readable by the service alone."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from django.conf import settings

_FILE = "log_signing.key"


@dataclass(frozen=True)
class LogKey:
    """Signs in the log's name."""

    name: str
    private: Ed25519PrivateKey

    @property
    def public(self) -> bytes:
        return self.private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)

    def sign(self, text: str) -> bytes:
        return self.private.sign(text.encode())


def log_key() -> LogKey:
    """The installation's own key, made the first time it is needed."""
    path = Path(settings.ANYAM_KEYS) / _FILE
    if not path.exists():
        _write_once(path)
    return LogKey(settings.ANYAM_LOG_NAME, Ed25519PrivateKey.from_private_bytes(path.read_bytes()))


def _write_once(path: Path) -> None:
    """Where two processes start at once, the first one's key stays."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.touch(mode=0o600)
    raw = Ed25519PrivateKey.generate().private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption())
    draft.write_bytes(raw)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
