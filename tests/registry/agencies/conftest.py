"""The demo network, and people who use it."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from anyam.config import env
from anyam.foundation.access import Actor, Role
from anyam.registry.agencies.actions import load_agencies, load_agency_kinds
from anyam.registry.agencies.results import LoadedAgencies
from anyam.registry.places.actions import load_places

from ..places.register import write_network_register

SYSTEM = Actor.system("test network")
DATA = env.ROOT / "data"


@pytest.fixture(scope="module")
def loaded_network(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[LoadedAgencies]:
    """The demo district's agencies on the part of the register they stand in, loaded once for a module."""
    with django_db_blocker.unblock():
        load_places(SYSTEM, folder=write_network_register(tmp_path_factory.mktemp("register")))
        load_agency_kinds(SYSTEM, file=DATA / "vocabularies" / "agency_kinds.json")
        yield load_agencies(SYSTEM, file=DATA / "agencies" / "tulungagung.json")
        with connection.cursor() as cursor:
            cursor.execute(
                "TRUNCATE agencies_agencykind, places_place, places_registerload, events_eventrow CASCADE"
            )


@pytest.fixture
def network(loaded_network: LoadedAgencies, db: None) -> LoadedAgencies:
    """The demo network; what a test changes in it is undone."""
    return loaded_network


def actor_in(network: LoadedAgencies, key: str, *roles: Role, district: str = "35.04") -> Actor:
    """Somebody of the agency with this key."""
    return Actor(
        user_id=UUID(int=7), agency_id=network.agency_ids[key], district_code=district, roles=frozenset(roles)
    )


@pytest.fixture
def administrator(network: LoadedAgencies) -> Actor:
    return actor_in(network, "ult_psai", Role.ADMINISTRATOR)


@pytest.fixture
def worker(network: LoadedAgencies) -> Actor:
    return actor_in(network, "ult_psai", Role.CASE_WORKER)


@pytest.fixture
def doctor(network: LoadedAgencies) -> Actor:
    """A partner officer of the hospital."""
    return actor_in(network, "rsud", Role.PARTNER_OFFICER)
