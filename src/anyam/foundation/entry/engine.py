"""Django's sessions in our own table: whose, on which device, since when, and how long they may rest.

Set as SESSION_ENGINE. A session ends at a fixed time after signing in, whatever happens meanwhile; being used does
not prolong it. How long it may rest unused is looked after by the web middleware, which locks it.
"""

from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.core.exceptions import SuspiciousOperation
from django.db import DatabaseError, IntegrityError, transaction

from anyam.foundation.core import clock

STARTED_AT = "entry_started_at"
HOURS = "entry_hours"
IDLE_MINUTES = "entry_idle_minutes"
DEVICE = "entry_device"


def digest_of(session_key: str) -> str:
    """What stands in the table for a cookie's value."""
    return sha256(session_key.encode("utf-8", "replace")).hexdigest()[:40]


class SessionStore(DatabaseStore):
    """As Django's, but the row knows its user, and its key cannot be used as a cookie."""

    row: Any = None

    @classmethod
    def get_model_class(cls) -> Any:
        from anyam.foundation.entry.models import Session

        return Session

    def _get_session_from_db(self) -> Any:
        try:
            self.row = self.model.objects.filter(
                session_key=digest_of(self.session_key or ""), expire_date__gt=clock.now()
            ).first()
        except (SuspiciousOperation, ValueError):
            self.row = None
        if self.row is None:
            self._session_key = None
        return self.row

    def exists(self, session_key: str) -> bool:
        return self.model.objects.filter(session_key=digest_of(session_key)).exists()

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        started_at = _moment(data.get(STARTED_AT)) or clock.now()
        hours = float(data.get(HOURS) or settings.SESSION_COOKIE_AGE / 3600)
        user_id = data.get(SESSION_KEY)
        table: Any = self.model
        return table(
            session_key=digest_of(self._get_or_create_session_key()),  # type: ignore[attr-defined]
            session_data=self.encode(data),
            expire_date=started_at + timedelta(hours=hours),
            user_id=UUID(str(user_id)) if user_id else None,
            device=str(data.get(DEVICE, ""))[:40],
            started_at=started_at,
            last_seen_at=clock.now(),
            idle_minutes=int(data.get(IDLE_MINUTES) or settings.ANYAM_IDLE_MINUTES),
        )

    def save(self, must_create: bool = False) -> None:
        """As Django's; an update leaves alone what other requests may have written meanwhile: seen, locked."""
        if self.session_key is None:
            self.create()
            return
        row = self.create_model_instance(self._get_session(no_load=must_create))  # type: ignore[attr-defined]
        told = ("session_data", "expire_date", "user_id", "device", "idle_minutes")
        try:
            with transaction.atomic():
                if must_create:
                    row.save(force_insert=True)
                    self.row = row
                else:
                    row.save(force_update=True, update_fields=told)
        except IntegrityError:
            if must_create:
                from django.contrib.sessions.backends.base import CreateError

                raise CreateError from None
            raise
        except DatabaseError:
            if must_create:
                raise
            raise UpdateError from None

    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        if key:
            self.model.objects.filter(session_key=digest_of(key)).delete()

    @classmethod
    def clear_expired(cls) -> None:
        cls.get_model_class().objects.filter(expire_date__lt=clock.now()).delete()


def _moment(text: Any) -> datetime | None:
    try:
        return datetime.fromisoformat(str(text))
    except ValueError:
        return None
