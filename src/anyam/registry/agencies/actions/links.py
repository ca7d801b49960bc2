"""Addresses by which an agency says without signing in whether it has room: one purpose, an end, a way to shut them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.foundation.access import Actor, NotAllowed, NotFound, Permission, action, require
from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.entry.addresses import digest_of, new_token
from anyam.foundation.events.recording import record

from ..choices import CapacityState
from ..events import CapacityLinkOpened, CapacityLinkRevoked
from ..models import CapacityLink, Service
from ..queries.room import PURPOSE, find_link
from .keeping import WrongInput, line
from .services import say

MOST_LINKS = 20
LONGEST_DAYS = 180


class TooManyLinks(Refusal):
    sentence = _("Twenty addresses are open already. Shut one that is no longer used.")


class LinkIsShut(Refusal):
    sentence = _("This address does not work any more. Ask your office for a new one.")


@dataclass(frozen=True)
class OpenedLink:
    """The new address's token. It is shown this once: nobody can look it up later."""

    id: UUID
    token: str


@action()
def open_capacity_link(actor: Actor, *, label: str, days: int) -> OpenedLink:
    """Make an address under which its holder says whether the own agency's services have room, for so many days."""
    require(actor, Permission.STATE_OWN_CAPACITY)
    if actor.agency_id is None:
        raise NotAllowed("an agency opens its own address")
    if not 1 <= days <= LONGEST_DAYS:
        raise WrongInput(_("Choose for how long, at most 180 days."), field="days")
    if CapacityLink.objects.standing().filter(agency_id=actor.agency_id).count() >= MOST_LINKS:
        raise TooManyLinks()
    token = new_token()
    link = CapacityLink.objects.create(
        agency_id=actor.agency_id,
        label=line(label, "label", 80, is_needed=True),
        digest=digest_of(PURPOSE, token),
        made_at=clock.now(),
        expires_at=clock.now() + timedelta(days=days),
        by_user_id=actor.user_id,
    )
    record(actor, CapacityLinkOpened(link.pk, link.agency_id))
    return OpenedLink(link.pk, token)


@action()
def revoke_capacity_link(actor: Actor, *, link_id: UUID) -> None:
    """Shut an address of the own agency; whoever opens it finds nothing from now on."""
    require(actor, Permission.STATE_OWN_CAPACITY)
    link = CapacityLink.objects.select_for_update().filter(pk=link_id).first()
    if link is None or link.agency_id != actor.agency_id:
        raise NotFound("capacity link")
    if link.revoked_at is None:
        link.revoked_at = clock.now()
        link.save(update_fields=["revoked_at"])
        record(actor, CapacityLinkRevoked(link.pk, link.agency_id))


@action()
def state_capacity_by_link(actor: Actor, *, token: str, service_id: UUID, state: str) -> None:
    """Say whether one service of the address's agency has room, as of today. It opens nothing else."""
    require(actor, Permission.WATCH_READINESS)
    link = find_link(token)
    if link is None:
        raise LinkIsShut()
    found = Service.objects.select_related("agency").defer("words").select_for_update(of=("self",))
    service = found.filter(
        pk=service_id, agency_id=link.agency_id, is_active=True, agency__is_active=True
    ).first()
    if service is None:
        raise NotFound("service")
    if state not in CapacityState.values:
        raise WrongInput(_("Choose one of the three answers."), field="state")
    CapacityLink.objects.filter(pk=link.pk).update(used_at=clock.now())
    say(actor, service, state, "", link)
