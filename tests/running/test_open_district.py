"""The first administrator comes by command, and only whole."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from anyam.config import env
from anyam.foundation.access import Actor
from anyam.registry.accounts.queries import find_users
from anyam.registry.agencies.actions import load_agency_kinds
from anyam.registry.places.actions import load_places

from ..registry.places.register import write_network_register

SYSTEM = Actor.system("test")
AGENCY = "Dinas Sosial Kabupaten Tulungagung"


@pytest.fixture
def reference_data(db: None, tmp_path: Path) -> None:
    load_places(SYSTEM, folder=write_network_register(tmp_path))
    load_agency_kinds(SYSTEM, file=env.ROOT / "data" / "vocabularies" / "agency_kinds.json")


def open_district(**changes: str) -> str:
    words = StringIO()
    options = {
        "agency": AGENCY,
        "short_name": "Dinsos",
        "username": "admin.dinsos",
        "name": "Rahayu",
        **changes,
    }
    call_command("open_district", "35.04", stdout=words, **options)
    return words.getvalue()


def test_the_first_administrator_signs_in_with_the_printed_password(
    reference_data: None, client: Client
) -> None:
    said = open_district()
    password = said.split(" may sign in with ")[1].split(" and must ")[0]
    answer = client.post("/masuk/", {"username": "admin.dinsos", "password": password})
    assert answer.status_code in {302, 303}, answer.content.decode()


@pytest.mark.parametrize(
    "mistake", [{"kind": "no_such_kind"}, {"agency": ""}, {"name": ""}, {"username": "a b"}]
)
def test_a_mistake_is_said_and_leaves_nothing(reference_data: None, mistake: dict[str, str]) -> None:
    with pytest.raises(CommandError):
        open_district(**mistake)
    assert not find_users(SYSTEM).rows
    open_district()
