"""Opening an agency's calendar to a program that cannot sign in, and shutting it again."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.foundation.access import Actor, NotAllowed, NotFound, Permission, action, require
from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.events.recording import record

from ..events import CalendarFeedOpened, CalendarFeedRevoked
from ..models import CalendarFeed
from ..rules import token_digest
from .keeping import line

MOST_FEEDS = 20


class TooManyFeeds(Refusal):
    sentence = _("Twenty addresses are open already. Shut one that is no longer used.")


@dataclass(frozen=True)
class OpenedFeed:
    """The new address's token. It is shown this once: nobody can look it up later."""

    id: UUID
    token: str


@action()
def open_calendar_feed(actor: Actor, *, label: str) -> OpenedFeed:
    """Make an address under which a calendar program reads the dates of the actor's agency."""
    require(actor, Permission.OPEN_CALENDAR_FEED)
    if actor.agency_id is None:
        raise NotAllowed("an agency opens its calendar")
    standing = CalendarFeed.objects.filter(agency_id=actor.agency_id, revoked_at__isnull=True)
    if standing.count() >= MOST_FEEDS:
        raise TooManyFeeds()
    token = secrets.token_urlsafe(32)
    feed = CalendarFeed.objects.create(
        agency_id=actor.agency_id,
        label=line(label, "label", 80, is_needed=True),
        token_digest=token_digest(token),
        made_at=clock.now(),
        by_user_id=actor.user_id,
    )
    record(actor, CalendarFeedOpened(feed.pk, feed.agency_id))
    return OpenedFeed(feed.pk, token)


@action()
def revoke_calendar_feed(actor: Actor, *, feed_id: UUID) -> None:
    """Shut an address of the actor's agency; whoever reads it finds nothing from now on."""
    require(actor, Permission.OPEN_CALENDAR_FEED)
    feed = CalendarFeed.objects.select_for_update().filter(pk=feed_id).first()
    if feed is None or feed.agency_id != actor.agency_id:
        raise NotFound("calendar feed")
    if feed.revoked_at is None:
        feed.revoked_at = clock.now()
        feed.save(update_fields=["revoked_at"])
        record(actor, CalendarFeedRevoked(feed.pk, feed.agency_id))
