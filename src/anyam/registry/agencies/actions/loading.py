"""Loading kinds and whole networks of agencies from the files in `data/`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from uuid import UUID

from anyam.foundation.access import Actor, Permission, action, require

from ..models import Agency, AgencyKind
from ..results import LoadedAgencies
from .agencies import AgencyInput, ContactInput, UnitInput, add_contact, add_unit, create_agency
from .services import ServiceInput, create_service, state_capacity


@action()
def load_agency_kinds(actor: Actor, *, file: Path) -> int:
    """Bring the kinds of agency up to the file; the number of kinds. Kinds a district added stay."""
    require(actor, Permission.CHANGE_ANY_AGENCY)
    items = json.loads(file.read_text(encoding="utf-8"))["items"]
    AgencyKind.objects.bulk_create(
        [AgencyKind(code=i["code"], name_id=i["id"], name_en=i["en"], sector=i["sector"]) for i in items],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name_id", "name_en", "sector"],
    )
    return len(items)


@action()
def load_agencies(actor: Actor, *, file: Path) -> LoadedAgencies:
    """Create a district's agencies with their units, contacts and services through the ordinary actions.

    Every service states its capacity as of the clock's today. An agency that is there already is left as it is.
    """
    require(actor, Permission.CHANGE_ANY_AGENCY)
    network = json.loads(file.read_text(encoding="utf-8"))
    loaded = LoadedAgencies(district_code=network["district"])
    known = dict(Agency.objects.filter(district_code=network["district"]).values_list("name", "pk"))
    for given in network["agencies"]:
        if given["name"] in known:
            loaded.agency_ids[given["key"]] = known[given["name"]]
        else:
            _load_agency(actor, given, loaded)
    return loaded


def _load_agency(actor: Actor, given: dict[str, Any], loaded: LoadedAgencies) -> None:
    agency_id = create_agency(
        actor,
        AgencyInput(
            name=given["name"],
            short_name=given["short_name"],
            kind_code=given["kind"],
            place_code=given["place"],
            address=given["address"],
            phone=given["phone"],
            emergency_phone=given["emergency_phone"],
        ),
        district_code=loaded.district_code,
    )
    key = given["key"]
    loaded.agency_ids[key] = agency_id
    for unit in given["units"]:
        loaded.unit_ids[key, unit] = add_unit(actor, agency_id, UnitInput(name=unit))
    for contact in given["contacts"]:
        unit_id = loaded.unit_ids.get((key, contact["unit"]))
        add_contact(
            actor,
            agency_id,
            ContactInput(
                job_title=contact["job_title"],
                phone=contact["phone"],
                unit_id=unit_id,
                is_public=contact["is_public"],
            ),
        )
    for service in given["services"]:
        service_id = create_service(
            actor, agency_id, _service_input(service, loaded.unit_ids.get((key, service["unit"])))
        )
        loaded.service_ids[key, service["name"]] = service_id
        loaded.capacities[service_id] = service["capacity"]
        state_capacity(actor, service_id=service_id, state=service["capacity"])


def _service_input(given: dict[str, Any], unit_id: UUID | None) -> ServiceInput:
    return ServiceInput(
        name=given["name"],
        level=given["level"],
        needs=tuple(given["needs"]),
        age_from=given["age_from"],
        age_to=given["age_to"],
        area_codes=tuple(given["area"]),
        description=given["description"],
        hours=given["hours"],
        cost=given["cost"],
        requirements=given["requirements"],
        response_hours=given["response_hours"],
        unit_id=unit_id,
    )
