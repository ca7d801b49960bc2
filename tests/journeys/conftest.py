"""The demo district's network and cast, without its story: the journeys tell their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from io import StringIO
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.management import call_command
from playwright.sync_api import Browser

from anyam.config import env
from anyam.foundation.access import Actor
from anyam.foundation.core import clock
from anyam.interfaces.jobs.demo_district.staff import Staff, colleagues_needed, hire
from anyam.registry.agencies.actions import load_agencies
from tests import instruments
from tests.ready_databases import Worlds

from .player import Player

PASSWORD = "satu-anak-satu-rencana"
DISTRICT = "35.04"


@dataclass
class Network:
    """The agencies, services and people of the demo district, as the journeys name them."""

    staff: Staff
    agency_ids: dict[str, UUID]
    service_ids: dict[tuple[str, str], UUID]

    def service(self, agency: str, *, number: int = 0) -> UUID:
        """One of an agency's services, in the order of the data file."""
        return [service_id for (key, _name), service_id in self.service_ids.items() if key == agency][number]


@pytest.fixture
def network(transactional_db: None, worlds: Worlds) -> Iterator[Network]:
    with worlds.copy_of("network", _network) as network:
        yield network


def _network() -> Network:
    office = Actor.system("setting the stage of a journey")
    call_command("load_places", stdout=StringIO())
    instruments.bring()
    loaded = load_agencies(office, file=env.ROOT / "data" / "agencies" / "tulungagung.json")
    colleagues = [(f"rekan{number}", f"Rekan {number}") for number in range(colleagues_needed())]
    since = clock.today() - timedelta(days=400)
    staff = hire(office, loaded.agency_ids, colleagues, make_password(PASSWORD), since)
    return Network(staff, loaded.agency_ids, loaded.service_ids)


@pytest.fixture
def enter(browser: Browser, live_server: Any, network: Network) -> Iterator[Callable[..., Player]]:
    """Have one of the cast sit down at a browser: `enter("wulan", "id")`."""
    entered: list[Player] = []

    def sit_down(username: str, language: str, has_script: bool = True, width: int = 1280) -> Player:
        entered.append(Player(browser, live_server.url, username, PASSWORD, language, has_script, width))
        return entered[-1]

    assert settings.LANGUAGE_CODE == "id"
    yield sit_down
    for player in entered:
        player.page.context.close()
    broken = [words for player in entered for words in player.broken_policies]
    assert not broken, f"The content policy refused something on these pages: {broken}"
    outside = [url for player in entered for url in player.asked_outside]
    assert not outside, f"These pages asked another machine: {outside}"
