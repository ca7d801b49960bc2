"""Addresses for saying that there is room, who waits for such a word, and what became of it."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from uuid import UUID

from django.db.models import Count

from anyam.foundation.access import Actor, NotFound, Permission, query, require
from anyam.foundation.core import clock

from ..choices import CapacityState, RoomOutcome
from ..models import CapacityLink, CapacityQuestion, CapacityTold, Service
from ..results import CapacityWaiting, KeptRow, LinkPage, LinkRow, LinkService
from ..rules import is_stale

PURPOSE = "capacity-link"
KEPT_FOR = timedelta(days=180)


@query
def capacity_links(actor: Actor) -> list[LinkRow]:
    """The open addresses of the reader's agency, the newest first."""
    require(actor, Permission.STATE_OWN_CAPACITY)
    if actor.agency_id is None:
        return []
    found = CapacityLink.objects.standing().filter(agency_id=actor.agency_id)
    return [LinkRow(one.pk, one.label, one.made_at, one.expires_at, one.used_at) for one in found]


@query
def capacity_link(actor: Actor, token: str) -> LinkPage:
    """What the holder of an address may say something about. Raises NotFound for every other token."""
    require(actor, Permission.WATCH_READINESS)
    link = find_link(token)
    if link is None:
        raise NotFound("capacity link")
    today = clock.today()
    services = Service.objects.filter(agency_id=link.agency_id, is_active=True).defer("words")
    return LinkPage(
        link.agency.name,
        link.expires_at,
        tuple(
            LinkService(
                one.pk, one.name, one.capacity_state, one.capacity_as_of, is_stale(one.capacity_as_of, today)
            )
            for one in services
        ),
    )


@query
def capacity_question(actor: Actor, service_id: UUID) -> CapacityWaiting:
    """Whether somebody waits for a word about this service. Raises NotFound."""
    require(actor, Permission.WATCH_READINESS)
    service = Service.objects.select_related("agency").defer("words").filter(pk=service_id).first()
    if service is None:
        raise NotFound("service")
    waits = CapacityQuestion.objects.filter(service_id=service_id, answered_at__isnull=True).exists()
    return CapacityWaiting(service.agency_id, service.agency.district_code, waits)


@query
def capacity_kept(actor: Actor, agency_id: UUID, service_id: UUID | None = None) -> list[KeptRow]:
    """What became of referrals in the last half year, by what the service had said when they were sent."""
    require(actor, Permission.SEE_DIRECTORY)
    found = CapacityTold.objects.filter(
        service__agency_id=agency_id,
        service__agency__district_code=actor.district_code,
        sent_at__gte=clock.now() - KEPT_FOR,
    )
    if service_id:
        found = found.filter(service_id=service_id)
    counted: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for said, outcome, count in found.order_by().values_list("said", "outcome").annotate(Count("id")):
        counted[said][outcome] += count
    return [
        KeptRow(
            said,
            counted[said][RoomOutcome.ACCEPTED],
            counted[said][RoomOutcome.NO_ROOM],
            counted[said][RoomOutcome.OTHER],
            counted[said][RoomOutcome.WAITING],
        )
        for said in (*CapacityState.values, "")
        if said in counted
    ]


def find_link(token: str) -> CapacityLink | None:
    """The address of this token, while it is neither shut nor over nor its agency gone."""
    found = CapacityLink.objects.of_token(PURPOSE, token).select_related("agency")
    return found.filter(agency__is_active=True).first()
