"""Secret addresses: whoever holds one may do one thing without signing in, until it ends or somebody shuts it.

Of the token only a digest is kept: who reads the table cannot use the address. An app derives its own table from
`SecretAddress`, names its purpose, and says what the address opens.
"""

import secrets
from datetime import datetime
from typing import Any, Self

from django.db import models

from anyam.foundation.core import clock
from anyam.foundation.core.records import Record
from anyam.foundation.entry.sealing import keyed_digest

_LONGEST_TOKEN = 100


def new_token() -> str:
    """A token of 256 random bits. It is shown to one person once: nobody can look it up later."""
    return secrets.token_urlsafe(32)


def digest_of(purpose: str, token: str) -> str:
    """What is kept of a token; the same token for another purpose gives another digest."""
    return keyed_digest(purpose, token[:_LONGEST_TOKEN])


class SecretAddressSet(models.QuerySet[Any]):
    def standing(self, at: datetime | None = None) -> Self:
        """Those that are neither shut nor over."""
        return self.filter(revoked_at__isnull=True, expires_at__gt=at or clock.now())

    def of_token(self, purpose: str, token: str) -> Self:
        """The standing address of a token."""
        return self.standing().filter(digest=digest_of(purpose, token))


class SecretAddress(Record):
    """What every secret address has: of whom, from when, until when, shut when, last used when."""

    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    by_user_id = models.UUIDField(null=True)
    revoked_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)

    objects = SecretAddressSet.as_manager()

    class Meta:
        abstract = True
