"""Changing the directory: who may, what is refused, and what is kept."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anyam.foundation.access import Actor, NotFound, Role
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.events.queries import events_of
from anyam.registry.agencies import actions, queries
from anyam.registry.agencies.actions import AgencyInput, ContactInput, ServiceInput, UnitInput
from anyam.registry.agencies.results import LoadedAgencies

from .conftest import actor_in

AGENCY = AgencyInput(
    name="Yayasan Pelangi Senja",
    short_name="Pelangi Senja",
    kind_code="foundation",
    place_code="35.04.11.2011",
)
SERVICE = ServiceInput(name="Kelompok belajar", level="primary", needs=("education",))


def test_an_administrator_adds_an_agency_and_its_service_is_found_at_once(
    administrator: Actor, worker: Actor
) -> None:
    agency_id = actions.create_agency(administrator, AGENCY, district_code="35.04")
    service_id = actions.create_service(administrator, agency_id, SERVICE)
    found = queries.find_services(worker, text="pelangi belajar")
    assert [row.id for row in found] == [service_id]
    assert found[0].area_codes == ("35.04",)
    assert found[0].capacity_state == ""
    assert found[0].capacity_is_stale


def test_the_same_submission_twice_makes_one_agency(administrator: Actor) -> None:
    once = uuid4()
    first = actions.create_agency(administrator, AGENCY, district_code="35.04", once=once)
    second = actions.create_agency(administrator, AGENCY, district_code="35.04", once=once)
    assert first == second


def test_an_agency_that_leaves_the_network_takes_its_services_along(
    administrator: Actor, worker: Actor, network: LoadedAgencies
) -> None:
    rsud = network.agency_ids["rsud"]
    row = queries.get_agency(administrator, rsud).row
    gone = AgencyInput(
        row.name, row.short_name, row.kind_code, row.place_code, phone=row.phone, is_active=False
    )
    actions.change_agency(administrator, rsud, gone)
    assert queries.find_services(worker, agency_id=rsud) == []
    with pytest.raises(NotFound):
        queries.get_agency(worker, rsud)
    assert queries.agency_names(worker, [rsud])[rsud].short_name == "RSUD dr. Iskak", (
        "old referrals still name it"
    )
    assert queries.get_service(worker, network.service_ids["rsud", "Gawat darurat anak"]).is_active is False


def test_a_change_keeps_what_was_there_before(administrator: Actor, network: LoadedAgencies) -> None:
    agency_id = network.agency_ids["obh"]
    row = queries.get_agency(administrator, agency_id).row
    same = AgencyInput(
        row.name, "OBH Payung", row.kind_code, row.place_code, "Jl. Contoh Adil No. 12", row.phone
    )
    actions.change_agency(administrator, agency_id, same)
    changes = {change.field: change for change in queries.list_changes(administrator, agency_id)}
    assert changes["short_name"].before == "OBH Payung Adil"
    assert changes["short_name"].after == "OBH Payung"
    assert changes["short_name"].by_user_id == administrator.user_id
    kept = [kept for kept in events_of([agency_id]) if kept.kind == "agency_changed"]
    assert kept[0].payload["fields"] == ["short_name", "address"]
    assert "Contoh" not in str(kept[0].payload), "events hold no texts"


def test_writing_the_same_again_is_no_change(administrator: Actor, network: LoadedAgencies) -> None:
    agency_id = network.agency_ids["obh"]
    detail = queries.get_agency(administrator, agency_id)
    row = detail.row
    same = AgencyInput(row.name, row.short_name, row.kind_code, row.place_code, detail.address, row.phone)
    actions.change_agency(administrator, agency_id, same)
    assert queries.list_changes(administrator, agency_id) == []


def test_a_renamed_agency_is_found_by_its_new_name(administrator: Actor, network: LoadedAgencies) -> None:
    agency_id = network.agency_ids["obh"]
    actions.change_agency(
        administrator,
        agency_id,
        replace(AGENCY, name="Lembaga Teratai", short_name="Teratai", kind_code="legal_aid"),
    )
    assert len(queries.find_services(administrator, text="teratai")) == 3


def test_units_and_contacts_are_added_and_taken_off(
    administrator: Actor, worker: Actor, network: LoadedAgencies
) -> None:
    agency_id = network.agency_ids["obh"]
    unit_id = actions.add_unit(administrator, agency_id, UnitInput("Litigasi"))
    contact_id = actions.add_contact(administrator, agency_id, ContactInput("Piket", "129", unit_id=unit_id))
    assert [c.unit_name for c in queries.get_agency(worker, agency_id).contacts if c.id == contact_id] == [
        "Litigasi"
    ]
    actions.change_contact(administrator, contact_id, ContactInput("Piket", "129", is_active=False))
    assert contact_id not in {c.id for c in queries.get_agency(worker, agency_id).contacts}
    actions.change_unit(administrator, unit_id, UnitInput("Litigasi", is_active=False))
    assert queries.get_agency(worker, agency_id).units == ()


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_nobody_but_an_administrator_changes_the_directory(network: LoadedAgencies, role: Role) -> None:
    actor = actor_in(network, "rsud", role)
    agency_id = network.agency_ids["rsud"]
    service_id = network.service_ids["rsud", "Gawat darurat anak"]
    for attempt in (
        lambda: actions.create_agency(actor, AGENCY, district_code="35.04"),
        lambda: actions.change_agency(actor, agency_id, AGENCY),
        lambda: actions.add_unit(actor, agency_id, UnitInput("X")),
        lambda: actions.add_contact(actor, agency_id, ContactInput("X", "129")),
        lambda: actions.create_service(actor, agency_id, SERVICE),
        lambda: actions.change_service(actor, service_id, SERVICE),
        lambda: queries.agencies_to_change(actor),
        lambda: queries.list_changes(actor, agency_id),
    ):
        with pytest.raises(NotFound):
            attempt()


def test_an_administrator_of_another_district_cannot_touch_this_one(network: LoadedAgencies) -> None:
    stranger = actor_in(network, "ult_psai", Role.ADMINISTRATOR, district="33.10")
    with pytest.raises(NotFound):
        actions.change_agency(stranger, network.agency_ids["obh"], AGENCY)
    with pytest.raises(NotFound):
        actions.create_agency(stranger, AGENCY, district_code="35.04")


def test_officers_state_the_capacity_of_their_own_agency_only(network: LoadedAgencies, doctor: Actor) -> None:
    own = network.service_ids["rsud", "Gawat darurat anak"]
    other = network.service_ids["rs_bhakti", "Visum et repertum"]
    actions.state_capacity(doctor, service_id=own, state="limited")
    assert queries.get_service(doctor, own).capacity_state == "limited"
    assert queries.get_service(doctor, own).may_state_capacity
    assert not queries.get_service(doctor, other).may_state_capacity
    with pytest.raises(NotFound):
        actions.state_capacity(doctor, service_id=other, state="limited")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": "  "}, "name"),
        ({"name": "x" * 161}, "name"),
        ({"level": "quaternary"}, "level"),
        ({"needs": ()}, "needs"),
        ({"needs": ("money",)}, "needs"),
        ({"age_from": -1}, "age_from"),
        ({"age_from": 12, "age_to": 6}, "age_to"),
        ({"age_to": 500}, "age_to"),
        ({"area_codes": ("35.04.99",)}, "area_codes"),
        ({"response_hours": 0}, "response_hours"),
        ({"phone": "hubungi admin"}, "phone"),
        ({"unit_id": uuid4()}, "unit_id"),
    ],
)
def test_a_service_that_makes_no_sense_is_refused_beside_its_field(
    administrator: Actor, network: LoadedAgencies, change: dict[str, object], field: str
) -> None:
    with pytest.raises(Refusal) as refused:
        actions.create_service(administrator, network.agency_ids["obh"], replace(SERVICE, **change))  # type: ignore[arg-type]
    assert refused.value.field == field


def test_two_agencies_or_services_cannot_share_a_name(administrator: Actor, network: LoadedAgencies) -> None:
    with pytest.raises(actions.NameTaken):
        actions.create_agency(administrator, replace(AGENCY, name="OBH payung adil"), district_code="35.04")
    with pytest.raises(actions.NameTaken):
        actions.create_service(
            administrator, network.agency_ids["obh"], replace(SERVICE, name="konsultasi hukum keluarga")
        )


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=200), st.text(max_size=40), st.text(max_size=60))
def test_no_typed_text_breaks_an_agency(administrator: Actor, name: str, phone: str, address: str) -> None:
    typed = replace(AGENCY, name=name, phone=phone, address=address)
    refused_field, agency_id = "", None
    try:
        agency_id = actions.create_agency(administrator, typed, district_code="35.04")
    except Refusal as refused:
        refused_field = refused.field
    if agency_id is None:
        assert refused_field in {"name", "phone", "address"}
    else:
        assert queries.get_agency(administrator, agency_id).row.name
