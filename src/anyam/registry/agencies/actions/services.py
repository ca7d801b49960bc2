"""Changing services and saying whether they can take a child."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.postgres.search import SearchVectorField
from django.db.models import Value
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from anyam.foundation.access import Actor, NotAllowed, Permission, action, require_any
from anyam.foundation.core import clock
from anyam.foundation.events.recording import record
from anyam.registry.places.queries import place_names

from ..choices import CapacityState, DirectoryPart, Need, ServiceLevel
from ..events import CapacityStated, ServiceChanged, ServiceCreated
from ..models import Agency, Capacity, CapacityLink, CapacityQuestion, Service
from ..policies import may_state_capacity
from ..rules import CHILDHOOD_ENDS_AT, LONGEST_RESPONSE_HOURS, OLDEST_AGE
from .agencies import changeable_agency, unit_of
from .keeping import NameTaken, NotInDirectory, WrongInput, apply, line, phone, refresh_words


@dataclass(frozen=True)
class ServiceInput:
    """What is known of a service. An empty `area_codes` means the agency's whole district."""

    name: str
    level: str
    needs: tuple[str, ...]
    age_from: int = 0
    age_to: int = CHILDHOOD_ENDS_AT - 1
    area_codes: tuple[str, ...] = ()
    description: str = ""
    hours: str = ""
    cost: str = ""
    requirements: str = ""
    response_hours: int | None = None
    phone: str = ""
    unit_id: UUID | None = None
    is_active: bool = True


@action(is_once=True)
def create_service(actor: Actor, agency_id: UUID, service: ServiceInput, *, once: UUID | None = None) -> UUID:
    """Add a service to an agency. Until somebody states its capacity, the directory says that it is not known."""
    agency = changeable_agency(actor, agency_id)
    no_words = Cast(Value(""), SearchVectorField())
    new = Service(agency=agency, words=no_words, **_service_values(actor, agency, service))
    _refuse_taken_name(new, new.name)
    new.save(force_insert=True)
    refresh_words([new])
    record(actor, ServiceCreated(new.pk, agency.pk, new.level, tuple(new.needs)))
    return new.pk


@action()
def change_service(actor: Actor, service_id: UUID, service: ServiceInput) -> None:
    """Write what is now known of a service; `is_active=False` takes it out of the directory."""
    row = Service.objects.visible_to(actor).select_related("agency").defer("words").one(pk=service_id)
    agency = changeable_agency(actor, row.agency_id)
    values = _service_values(actor, agency, service)
    _refuse_taken_name(row, values["name"])
    changed = apply(actor, agency, DirectoryPart.SERVICE, row, values)
    if not changed:
        return
    refresh_words([row])
    record(actor, ServiceChanged(row.pk, agency.pk, changed))


@action()
def state_capacity(actor: Actor, *, service_id: UUID, state: str, note: str = "") -> None:
    """Say whether a service can take children as of today. The statement is added; earlier ones are kept."""
    require_any(actor, Permission.STATE_OWN_CAPACITY, Permission.CHANGE_ANY_AGENCY)
    found = Service.objects.visible_to(actor).select_related("agency").defer("words")
    service = found.select_for_update(of=("self",)).one(pk=service_id)
    if not may_state_capacity(actor, service.agency_id, service.agency.district_code):
        raise NotAllowed(str(service_id))
    if state not in CapacityState.values:
        raise WrongInput(_("Choose one of the three answers."), field="state")
    say(actor, service, state, line(note, "note", 200))


def say(actor: Actor, service: Service, state: str, note: str, link: CapacityLink | None = None) -> None:
    """Add a statement about a locked service's capacity; it answers everybody who waits for one."""
    said = Capacity.objects.create(
        service=service,
        state=state,
        as_of=clock.today(),
        stated_at=clock.now(),
        by_user_id=actor.user_id,
        link=link,
        note=note,
    )
    before = service.capacity_state
    service.capacity_state, service.capacity_as_of = said.state, said.as_of
    service.save(update_fields=["capacity_state", "capacity_as_of"])
    CapacityQuestion.objects.filter(service=service, answered_at__isnull=True).update(answered_at=clock.now())
    record(actor, CapacityStated(service.pk, service.agency_id, said.state, before, said.as_of))


def _service_values(actor: Actor, agency: Agency, service: ServiceInput) -> dict[str, Any]:
    unit = unit_of(agency, service.unit_id)
    return {
        "name": line(service.name, "name", 160, is_needed=True),
        "description": line(service.description, "description", 500),
        "level": _known(service.level, ServiceLevel.values, "level"),
        "needs": _needs(service),
        **_ages(service),
        "area_codes": _area(actor, agency, service),
        "hours": line(service.hours, "hours", 160),
        "cost": line(service.cost, "cost", 160),
        "requirements": line(service.requirements, "requirements", 300),
        "response_hours": _response_hours(service.response_hours),
        "phone": phone(service.phone),
        "unit_id": unit.pk if unit else None,
        "is_active": service.is_active,
    }


def _needs(service: ServiceInput) -> list[str]:
    if not service.needs:
        raise WrongInput(_("Choose at least one need this service meets."), field="needs")
    return [_known(need, Need.values, "needs") for need in dict.fromkeys(service.needs)]


def _ages(service: ServiceInput) -> dict[str, int]:
    if not 0 <= service.age_from <= OLDEST_AGE:
        raise WrongInput(_("Write an age in years, from 0."), field="age_from")
    if not service.age_from <= service.age_to <= OLDEST_AGE:
        raise WrongInput(_("The oldest age cannot be below the youngest."), field="age_to")
    return {"age_from": service.age_from, "age_to": service.age_to}


def _area(actor: Actor, agency: Agency, service: ServiceInput) -> list[str]:
    codes = list(dict.fromkeys(service.area_codes)) or [agency.district_code]
    if len(place_names(actor, codes)) != len(codes):
        raise NotInDirectory(field="area_codes")
    return sorted(codes)


def _response_hours(hours: int | None) -> int | None:
    if hours is not None and not 0 < hours <= LONGEST_RESPONSE_HOURS:
        raise WrongInput(_("Write the hours as a whole number from 1."), field="response_hours")
    return hours


def _known(value: str, values: list[str], field: str) -> str:
    if value not in values:
        raise NotInDirectory(field=field)
    return value


def _refuse_taken_name(service: Service, name: str) -> None:
    others = Service.objects.filter(agency_id=service.agency_id, name__iexact=name).exclude(pk=service.pk)
    if others.exists():
        raise NameTaken(field="name")


__all__ = ["ServiceInput", "change_service", "create_service", "state_capacity"]
