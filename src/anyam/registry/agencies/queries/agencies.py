"""Finding agencies and reading all the directory knows of one."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from django.db.models import Count, Q
from django.utils.translation import get_language

from anyam.foundation.access import Actor, Permission, query, require
from anyam.foundation.core import clock
from anyam.foundation.core.remembering import remembered
from anyam.registry.places.queries import place_names

from ..choices import CapacityState
from ..models import Agency, AgencyContact, AgencyKind, AgencySet, DirectoryChange, Service, Unit
from ..policies import may_change_agency
from ..results import (
    AgencyDetail,
    AgencyName,
    AgencyRow,
    ChangeRow,
    ContactRow,
    DirectoryCounts,
    KindRow,
    UnitRow,
)
from ..rules import begins_words, is_stale
from .services import service_rows

_MOST_CHANGES = 50


@query
def find_agencies(
    actor: Actor,
    *,
    text: str = "",
    kind: str | None = None,
    sector: str | None = None,
    include_inactive: bool = False,
) -> list[AgencyRow]:
    """The agencies of the actor's district, by short name, whose names carry all words of `text`."""
    found = Agency.objects.visible_to(actor)
    require(actor, Permission.SEE_DIRECTORY)
    if not include_inactive:
        found = found.filter(is_active=True)
    if kind:
        found = found.filter(kind=kind)
    if sector:
        found = found.filter(kind__sector=sector)
    rows = [_row(agency) for agency in _with_counts(found)]
    fitting = [row for row in rows if begins_words(text, [row.name, row.short_name, row.kind_name])]
    return sorted(fitting, key=lambda row: (not row.is_active, row.short_name.casefold()))


@query
def get_agency(actor: Actor, agency_id: UUID) -> AgencyDetail:
    """One agency with its units, contacts and services. Contacts taken off are shown to administrators only."""
    agency = _with_counts(Agency.objects.visible_to(actor)).one(pk=agency_id)
    require(actor, Permission.SEE_DIRECTORY)
    may_change = may_change_agency(actor, agency.district_code)
    services: list[Any] = service_rows(actor, Service.objects.filter(agency=agency))
    places = place_names(actor, [agency.place_id])
    return AgencyDetail(
        row=_row(agency),
        address=agency.address,
        place_name=places[agency.place_id].full_name if agency.place_id in places else "",
        units=tuple(_unit_row(unit) for unit in agency.units.all() if unit.is_active or may_change),
        contacts=tuple(
            _contact_row(contact)
            for contact in agency.contacts.select_related("unit")
            if contact.is_active or may_change
        ),
        services=tuple(
            sorted((s for s in services if s.is_active or may_change), key=lambda s: s.name.casefold())
        ),
        may_change=may_change,
    )


@query
def agencies_to_change(actor: Actor, *, text: str = "", kind: str | None = None) -> list[AgencyRow]:
    """The agencies an administrator may change, active or not."""
    require(actor, Permission.CHANGE_ANY_AGENCY)
    return find_agencies(actor, text=text, kind=kind, include_inactive=True)


@query
def agency_to_change(actor: Actor, agency_id: UUID) -> AgencyDetail:
    """One agency for who may change it; NotFound for everybody else."""
    require(actor, Permission.CHANGE_ANY_AGENCY)
    return get_agency(actor, agency_id)


@query
def agency_names(actor: Actor, ids: Iterable[UUID | None]) -> dict[UUID, AgencyName]:
    """Names and telephone numbers of these agencies, active or not, in one query."""
    require(actor, Permission.SEE_DIRECTORY)
    wanted: Collection[UUID] = {agency_id for agency_id in ids if agency_id}
    if not wanted:
        return {}
    return dict(_names_of(frozenset(wanted)))


@remembered
def _names_of(ids: frozenset[UUID]) -> dict[UUID, AgencyName]:
    found = Agency.objects.filter(pk__in=ids).values_list("pk", "name", "short_name", "phone")
    return {row[0]: AgencyName(*row) for row in found}


@query
def districts_of(actor: Actor, ids: Iterable[UUID]) -> dict[UUID, str]:
    """The district's code of each of these agencies."""
    require(actor, Permission.SEE_DIRECTORY)
    return dict(Agency.objects.filter(pk__in=set(ids)).values_list("pk", "district_code"))


@query
def agency_of_kind(actor: Actor, kind_code: str, *, district_code: str = "") -> AgencyName | None:
    """The first active agency of a kind in a district, for example its integrated service; None where there is none."""
    require(actor, Permission.SEE_DIRECTORY)
    found = Agency.objects.filter(
        kind=kind_code, is_active=True, district_code=district_code or actor.district_code
    )
    row = found.order_by("since", "id").values_list("pk", "name", "short_name", "phone").first()
    return AgencyName(*row) if row else None


@query
def list_kinds(actor: Actor) -> list[KindRow]:
    """Every kind of agency, by name in the reader's language."""
    require(actor, Permission.SEE_DIRECTORY)
    rows = [KindRow(kind.code, _kind_name(kind), kind.sector) for kind in AgencyKind.objects.all()]
    return sorted(rows, key=lambda row: row.name.casefold())


@query
def list_changes(actor: Actor, agency_id: UUID) -> list[ChangeRow]:
    """What was changed about an agency, newest first."""
    agency = Agency.objects.visible_to(actor).one(pk=agency_id)
    require(actor, Permission.CHANGE_ANY_AGENCY)
    found = DirectoryChange.objects.filter(agency=agency)[:_MOST_CHANGES]
    return [ChangeRow(c.at, c.by_user_id, c.part, c.field, c.before, c.after) for c in found]


@query
def directory_counts(actor: Actor) -> DirectoryCounts:
    """How many agencies and services there are, and how many services have not said whether they can take a child."""
    services = Service.objects.visible_to(actor).filter(is_active=True, agency__is_active=True)
    require(actor, Permission.SEE_DIRECTORY)
    today = clock.today()
    said = list(services.values_list("capacity_state", "capacity_as_of"))
    return DirectoryCounts(
        agencies=Agency.objects.visible_to(actor).filter(is_active=True).count(),
        services=len(said),
        services_unknown_or_stale=sum(is_stale(as_of, today) for _state, as_of in said),
        services_full=sum(
            state == CapacityState.FULL and not is_stale(as_of, today) for state, as_of in said
        ),
    )


def _with_counts(found: AgencySet) -> AgencySet:
    offered = Count("services", filter=Q(services__is_active=True))
    return found.select_related("kind").annotate(service_count=offered)


def _row(agency: Any) -> AgencyRow:
    return AgencyRow(
        id=agency.pk,
        name=agency.name,
        short_name=agency.short_name,
        kind_code=agency.kind_id,
        kind_name=_kind_name(agency.kind),
        sector=agency.kind.sector,
        place_code=agency.place_id or "",
        phone=agency.phone,
        emergency_phone=agency.emergency_phone,
        is_active=agency.is_active,
        service_count=agency.service_count,
    )


def _kind_name(kind: AgencyKind) -> str:
    return kind.name_en if (get_language() or "").startswith("en") else kind.name_id


def _unit_row(unit: Unit) -> UnitRow:
    return UnitRow(unit.pk, unit.name, unit.phone, unit.is_active)


def _contact_row(contact: AgencyContact) -> ContactRow:
    return ContactRow(
        id=contact.pk,
        unit_id=contact.unit_id,
        unit_name=contact.unit.name if contact.unit else "",
        name=contact.name,
        job_title=contact.job_title,
        phone=contact.phone,
        is_public=contact.is_public,
        is_active=contact.is_active,
    )
