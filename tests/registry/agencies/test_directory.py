"""Finding services and agencies: the right ones, the ready ones first, and only for those who may look."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from anyam.foundation.access import Actor, NotAllowed, NotFound, Role
from anyam.foundation.core import clock
from anyam.registry.agencies import actions, queries
from anyam.registry.agencies.choices import Need
from anyam.registry.agencies.results import LoadedAgencies, ServiceRow

from .conftest import DATA, SYSTEM, actor_in

NGUNUT = "35.04.11.2011"
SENDANG = "35.04.07.2009"


def _names(rows: list[ServiceRow]) -> set[str]:
    return {row.name for row in rows}


def test_the_demo_network_has_about_forty_agencies_and_ninety_services(network: LoadedAgencies) -> None:
    assert len(network.agency_ids) == 41
    assert len(network.service_ids) == 90


def test_loading_the_network_again_adds_nothing(network: LoadedAgencies) -> None:
    again = actions.load_agencies(SYSTEM, file=DATA / "agencies" / "tulungagung.json")
    assert again.agency_ids == network.agency_ids
    assert again.service_ids == {}


@pytest.mark.parametrize("need", [need for need in Need.values if need != Need.OTHER])
@pytest.mark.parametrize("place", [NGUNUT, SENDANG])
def test_a_referral_for_any_need_has_a_choice_of_services(worker: Actor, need: str, place: str) -> None:
    assert len(queries.find_services(worker, need=need, place_code=place)) >= 2


def test_services_fit_the_need_the_age_and_the_place(worker: Actor) -> None:
    for row in queries.find_services(worker, need="psychological", age=4, place_code=NGUNUT):
        assert "psychological" in row.needs
        assert row.age_from <= 4 <= row.age_to
        assert {"35", "35.04", "35.04.11", NGUNUT}.intersection(row.area_codes)


def test_a_health_centre_serves_its_own_districts_only(worker: Actor, network: LoadedAgencies) -> None:
    kauman = network.agency_ids["pkm_kauman"]
    assert queries.find_services(worker, agency_id=kauman, place_code=SENDANG)
    assert queries.find_services(worker, agency_id=kauman, place_code=NGUNUT) == []


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("visum", "Visum et repertum anak korban"),
        ("iskak psikiatri", "Psikiatri anak dan remaja"),
        ("kesehatan gawat", "Gawat darurat anak"),
        ("legal aid", "Bantuan hukum anak korban dan restitusi"),
    ],
)
def test_services_are_found_by_words_of_their_name_agency_or_need_in_either_language(
    worker: Actor, typed: str, found: str
) -> None:
    assert found in _names(queries.find_services(worker, text=typed))


@pytest.mark.parametrize("typed", ["\x00", "'", "visum:*", "& |", "\u202e", "x" * 4000])
def test_odd_text_breaks_nothing(worker: Actor, typed: str) -> None:
    assert isinstance(queries.find_services(worker, text=typed), list)
    assert isinstance(queries.find_agencies(worker, text=typed), list)


def test_the_ready_ones_come_first_and_the_full_ones_last(worker: Actor) -> None:
    states = [row.capacity_state for row in queries.find_services(worker)]
    assert states == sorted(states, key=["open", "limited", "full"].index)
    later = clock.now() + timedelta(days=31)
    with clock.at(later):
        assert all(row.capacity_is_stale for row in queries.find_services(worker))
        assert queries.directory_counts(worker).services_unknown_or_stale == 90


def test_finding_services_asks_the_database_as_often_for_ninety_as_for_one(worker: Actor) -> None:
    with CaptureQueriesContext(connection) as many:
        queries.find_services(worker)
    with CaptureQueriesContext(connection) as few:
        queries.find_services(worker, text="visum repertum iskak")
    assert len(many) <= 5  # two of them say, and take back, as whom rows are read
    assert len(few) <= 5


def test_another_district_sees_nothing_of_this_network(network: LoadedAgencies) -> None:
    stranger = actor_in(network, "rsud", Role.ADMINISTRATOR, district="33.10")
    assert queries.find_services(stranger) == []
    assert queries.find_agencies(stranger) == []
    for agency_id in network.agency_ids.values():
        with pytest.raises(NotFound):
            queries.get_agency(stranger, agency_id)
    for service_id in network.service_ids.values():
        with pytest.raises(NotFound):
            queries.get_service(stranger, service_id)


def test_somebody_without_a_role_sees_nothing(network: LoadedAgencies) -> None:
    with pytest.raises(NotAllowed):
        queries.find_services(Actor.nobody())
    with pytest.raises(NotAllowed):
        queries.agency_names(Actor.nobody(), network.agency_ids.values())


def test_an_agency_page_knows_units_contacts_and_services(worker: Actor, network: LoadedAgencies) -> None:
    detail = queries.get_agency(worker, network.agency_ids["rsud"])
    assert {unit.name for unit in detail.units} == {"IGD", "Poli Anak", "Psikiatri", "PPT"}
    assert len(detail.services) == 4
    assert detail.place_name.endswith("Kab. Tulungagung")
    assert not detail.may_change


def test_the_kind_of_an_agency_is_named_in_the_readers_language(worker: Actor) -> None:
    with translation.override("en"):
        assert "Hospital" in {row.kind_name for row in queries.find_agencies(worker)}
    with translation.override("id"):
        assert "Rumah sakit" in {row.kind_name for row in queries.find_agencies(worker)}


def test_names_come_in_one_query_and_unknown_ones_are_left_out(
    worker: Actor, network: LoadedAgencies
) -> None:
    wanted = [*network.agency_ids.values(), uuid4(), None]
    with CaptureQueriesContext(connection) as asked:
        names = queries.agency_names(worker, wanted)
    assert len(asked) == 3  # two of them say, and take back, as whom rows are read
    assert names[network.agency_ids["rsud"]].short_name == "RSUD dr. Iskak"
    assert len(names) == 41


def test_the_managing_agency_of_a_district_is_found_by_its_kind(network: LoadedAgencies) -> None:
    found = queries.agency_of_kind(SYSTEM, "integrated_service", district_code="35.04")
    assert found is not None
    assert found.id == network.agency_ids["ult_psai"]
    assert queries.agency_of_kind(SYSTEM, "integrated_service", district_code="33.10") is None


def test_what_was_said_about_capacity_is_kept_with_its_dates(network: LoadedAgencies, doctor: Actor) -> None:
    service_id = network.service_ids["rsud", "Gawat darurat anak"]
    with clock.at(clock.now() + timedelta(days=3)):
        actions.state_capacity(doctor, service_id=service_id, state="full", note="dua ranjang lagi Jumat")
        detail = queries.get_service_detail(doctor, service_id)
    assert [said.state for said in detail.capacities] == ["full", "open"]
    assert detail.row.capacity_state == "full"
    assert detail.capacities[0].by_user_id == doctor.user_id
    assert detail.capacities[0].stated_at > datetime(2020, 1, 1, tzinfo=UTC)
