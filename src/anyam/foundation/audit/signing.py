"""The key that signs checkpoints: the installation's own, from the key ring outside of the database."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings

from anyam.foundation.vault import signing


@dataclass(frozen=True)
class LogKey:
    """Signs in the log's name."""

    name: str

    @property
    def public(self) -> bytes:
        return signing.public_key()

    def sign(self, text: str) -> bytes:
        return signing.sign(text.encode())


def log_key() -> LogKey:
    """The installation's signing key under the log's name."""
    return LogKey(settings.ANYAM_LOG_NAME)
