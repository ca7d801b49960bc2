"""Finding services, the ones ready to take a child first."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from django.contrib.postgres.search import SearchQuery

from anyam.foundation.access import Actor, NotFound, Permission, query, require
from anyam.foundation.core import clock
from anyam.registry.places.queries import place_names

from ..models import Service, ServiceSet
from ..policies import may_ask_room, may_change_agency, may_state_capacity
from ..results import CapacityRow, ServiceDetail, ServiceRow
from ..rules import codes_above, is_stale, prefix_query, readiness_rank

_MOST_STATEMENTS = 24


@query
def find_services(
    actor: Actor,
    *,
    need: str | None = None,
    age: int | None = None,
    place_code: str | None = None,
    level: str | None = None,
    text: str = "",
    agency_id: UUID | None = None,
    include_inactive: bool = False,
) -> list[ServiceRow]:
    """Services that meet `need`, take a child of `age`, serve the place and carry all words of `text`.

    Open ones come first, then limited, then those whose capacity is not known or stale, then full ones.
    """
    found = Service.objects.visible_to(actor)
    require(actor, Permission.SEE_DIRECTORY)
    if not include_inactive:
        found = found.filter(is_active=True, agency__is_active=True)
    if need:
        found = found.filter(needs__contains=[need])
    if age is not None:
        found = found.filter(age_from__lte=age, age_to__gte=age)
    if place_code:
        found = found.filter(area_codes__overlap=list(codes_above(place_code)))
    if level:
        found = found.filter(level=level)
    if agency_id:
        found = found.filter(agency_id=agency_id)
    sought = prefix_query(text)
    if sought:
        found = found.filter(words=_Words(sought))
    return sorted(service_rows(actor, found), key=_offered_first)


@query
def services_to_change(actor: Actor, *, text: str = "", agency_id: UUID | None = None) -> list[ServiceRow]:
    """The services an administrator may change, offered still or not."""
    require(actor, Permission.CHANGE_ANY_AGENCY)
    return find_services(actor, text=text, agency_id=agency_id, include_inactive=True)


@query
def get_service(actor: Actor, service_id: UUID) -> ServiceRow:
    """One service, also when it is no longer offered: an old referral still names it."""
    require(actor, Permission.SEE_DIRECTORY)
    rows = service_rows(actor, _in_district(actor).filter(pk=service_id))
    if not rows:
        raise NotFound(str(service_id))
    return rows[0]


@query
def get_service_detail(actor: Actor, service_id: UUID) -> ServiceDetail:
    """One service with the newest statements about its capacity."""
    row = get_service(actor, service_id)
    require(actor, Permission.SEE_DIRECTORY)
    said = Service.objects.defer("words").get(pk=service_id).capacities.all()[:_MOST_STATEMENTS]
    capacities = tuple(CapacityRow(c.state, c.as_of, c.stated_at, c.by_user_id, c.note) for c in said)
    was_said_today = row.capacity_as_of == clock.today()
    asks = may_ask_room(actor, row.agency_id) and row.is_active and not was_said_today
    return ServiceDetail(row, capacities, may_ask_room=asks)


@query
def service_names(actor: Actor, ids: Iterable[UUID]) -> dict[UUID, ServiceRow]:
    """The rows of these services, offered still or not, for lists that mention them."""
    require(actor, Permission.SEE_DIRECTORY)
    wanted: Collection[UUID] = set(ids)
    if not wanted:
        return {}
    return {row.id: row for row in service_rows(actor, Service.objects.filter(pk__in=wanted))}


def service_rows(actor: Actor, found: ServiceSet) -> list[ServiceRow]:
    """The result rows of a narrowed queryset: two queries, however many services."""
    services = list(found.select_related("agency__kind", "unit").defer("words"))
    places = place_names(actor, {code for service in services for code in service.area_codes})
    return [_row(actor, service, places) for service in services]


def _in_district(actor: Actor) -> ServiceSet:
    found = Service.objects.all()
    return found if actor.is_system else found.filter(agency__district_code=actor.district_code)


def _row(actor: Actor, service: Service, places: dict[str, Any]) -> ServiceRow:
    agency = service.agency
    return ServiceRow(
        id=service.pk,
        name=service.name,
        description=service.description,
        agency_id=agency.pk,
        agency_name=agency.name,
        agency_short=agency.short_name,
        agency_phone=agency.phone,
        sector=agency.kind.sector,
        unit_id=service.unit_id,
        unit_name=service.unit.name if service.unit else "",
        phone=service.phone or agency.phone,
        own_phone=service.phone,
        level=service.level,
        needs=tuple(service.needs),
        age_from=service.age_from,
        age_to=service.age_to,
        area_codes=tuple(service.area_codes),
        area_names=tuple(places[code].label for code in service.area_codes if code in places),
        hours=service.hours,
        cost=service.cost,
        requirements=service.requirements,
        response_hours=service.response_hours,
        is_active=service.is_active and agency.is_active,
        capacity_state=service.capacity_state,
        capacity_as_of=service.capacity_as_of,
        capacity_is_stale=is_stale(service.capacity_as_of, clock.today()),
        may_state_capacity=may_state_capacity(actor, agency.pk, agency.district_code),
        may_change=may_change_agency(actor, agency.district_code),
    )


def _offered_first(row: ServiceRow) -> tuple[Any, ...]:
    rank = readiness_rank(row.capacity_state, row.capacity_as_of, clock.today())
    return (not row.is_active, rank, row.agency_short.casefold(), row.name.casefold())


class _Words(SearchQuery):
    """A tsquery taken as it stands: the words are folded already."""

    template = "%(expressions)s::tsquery"
