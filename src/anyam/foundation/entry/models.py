"""What is kept about being signed in. No network address is kept anywhere here."""

from typing import Any

from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

from anyam.foundation.core import clock
from anyam.foundation.core.privacy import Privacy
from anyam.foundation.core.records import Record


class Session(AbstractBaseSession):
    """One browser in which somebody is signed in, or is about to.

    The primary key is a digest of the cookie's value: who reads this table can sign in as nobody.
    """

    # Ids, times and what the pages have to say next; of what was typed only words to find a child, sealed, for an hour.
    PRIVACY = {"session_data": Privacy.OPERATIONAL, "*": Privacy.OPERATIONAL}

    user_id = models.UUIDField(null=True)
    device = models.CharField(max_length=40, blank=True)
    started_at = models.DateTimeField(default=clock.now)
    last_seen_at = models.DateTimeField(default=clock.now)
    idle_minutes = models.PositiveSmallIntegerField(default=15)
    locked_at = models.DateTimeField(null=True)

    class Meta(AbstractBaseSession.Meta):
        db_table = "entry_session"
        indexes = [
            models.Index(
                fields=["user_id"], name="entry_session_of_user", condition=models.Q(user_id__isnull=False)
            )
        ]

    @classmethod
    def get_session_store_class(cls) -> Any:
        from anyam.foundation.entry.engine import SessionStore

        return SessionStore


class Tries(models.Model):
    """How often something was tried since the count began. The key is a keyed digest: it names nobody."""

    PRIVACY = {"*": Privacy.OPERATIONAL}

    key = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField()
    ends_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.count}"


class HeldForm(Record):
    """A form that was sent when a proof was missing. It waits, sealed, for the person who sent it."""

    PRIVACY = {"sealed": Privacy.SENSITIVE, "*": Privacy.OPERATIONAL}

    user_id = models.UUIDField()
    path = models.CharField(max_length=2000)
    sealed = models.TextField()
    is_released = models.BooleanField(default=False)
    ends_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return str(self.pk)
