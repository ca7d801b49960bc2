"""Asking an agency whether it has room, and what became of what it said: kept as facts, judged by nobody."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from anyam.foundation.access import Actor, NotAllowed, Permission, action, require
from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.events.recording import record

from ..choices import RoomOutcome
from ..events import CapacityAsked, CapacityCompared, CapacityNoted
from ..models import Capacity, CapacityQuestion, CapacityTold, Service
from ..policies import may_ask_room
from ..rules import is_stale


class SaidToday(Refusal):
    sentence = _("The agency has said today whether it has room. You can rely on it, or call.")


@action()
def ask_capacity(actor: Actor, *, service_id: UUID) -> None:
    """Ask an agency to say whether a service has room, before a child is referred. Nothing about the child is said."""
    require(actor, Permission.SEND_REFERRAL)
    service = Service.objects.visible_to(actor).select_related("agency").defer("words").one(pk=service_id)
    if actor.agency_id is None or not may_ask_room(actor, service.agency_id):
        raise NotAllowed("one asks another agency")
    if service.capacity_as_of == clock.today():
        raise SaidToday()
    _row, is_new = CapacityQuestion.objects.get_or_create(
        service=service,
        by_agency_id=actor.agency_id,
        answered_at__isnull=True,
        defaults={"asked_at": clock.now()},
    )
    if is_new:
        record(actor, CapacityAsked(service.pk, service.agency_id, actor.agency_id))


@action()
def note_capacity(actor: Actor, *, asked_for: UUID, service_id: UUID, sent_at: datetime) -> None:
    """Keep what a service had said about room when a referral went to it. Called again it keeps the latest sending."""
    require(actor, Permission.WATCH_READINESS)
    service = Service.objects.defer("words").get(pk=service_id)
    said = Capacity.objects.filter(service_id=service_id, stated_at__lte=sent_at).first()
    counts = said is not None and not is_stale(said.as_of, localdate(sent_at))
    told, _is_new = CapacityTold.objects.update_or_create(
        asked_for=asked_for,
        defaults={
            "service_id": service_id,
            "sent_at": sent_at,
            "said": said.state if said and counts else "",
            "as_of": said.as_of if said else None,
        },
    )
    record(actor, CapacityNoted(service_id, service.agency_id, told.said))


@action()
def compare_capacity(actor: Actor, *, asked_for: UUID, outcome: RoomOutcome) -> None:
    """Keep what the service answered beside what it had said. The first answer counts."""
    require(actor, Permission.WATCH_READINESS)
    found = CapacityTold.objects.select_for_update(of=("self",)).select_related("service")
    told = found.filter(asked_for=asked_for, outcome="").first()
    if told is None:
        return
    told.outcome, told.answered_at = outcome, clock.now()
    told.save(update_fields=["outcome", "answered_at"])
    record(actor, CapacityCompared(told.service_id, told.service.agency_id, told.said, outcome))
