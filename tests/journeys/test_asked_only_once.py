"""A child was asked what happened: the next agency uses the record, the one after that goes on with a reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from uuid import UUID

import pytest
from django.contrib.auth.hashers import make_password

from anyam.casework.cases import actions as cases
from anyam.casework.cases.queries import case_ref
from anyam.casework.facts.models import Interview, SparedInterview
from anyam.foundation.access import Actor, Role
from anyam.foundation.access.choices import Part, Reason
from anyam.foundation.access.row_context import acting
from anyam.foundation.core import clock
from anyam.registry.accounts.actions import assign_role, create_user
from anyam.registry.accounts.queries import actor_for
from anyam.registry.people.models import Merging
from tests.casework import main_job

from .conftest import PASSWORD, Network
from .player import Player

SYSTEM = Actor.system("setting the stage of a journey")
RECORD = "Unit PPA Polres, map 7"
Picture = Callable[[str], str]


@dataclass(frozen=True)
class Stage:
    """Three agencies, each with a case of its own for the same child."""

    service: UUID
    unit: UUID
    office: UUID


@pytest.fixture
def stage(network: Network) -> Stage:
    """The unit's manager was let in by the service's manager; the social office knows only that there is more."""
    ratna = network.staff.named("ratna")
    unit, office = _manager(network, "nining", "uptd_ppa"), _manager(network, "bambang", "dinsos")
    opened = [_case_of(ratna), _case_of(unit), _case_of(office)]
    children = sorted(case_ref(SYSTEM, one).child_id for one in opened)
    with acting(SYSTEM):
        for other in children[1:]:
            Merging.objects.create(
                kept_id=children[0], other_id=other, reason="papers", merged_at=clock.now()
            )
    cases.give_access(
        ratna,
        case_id=opened[0],
        user_id=unit.person_id,
        agency_id=network.agency_ids["uptd_ppa"],
        reason=Reason.CONFERENCE,
        parts=[Part.NARRATIVE],
        until=clock.now() + timedelta(days=30),
    )
    return Stage(*opened)


def _manager(network: Network, username: str, agency: str) -> Actor:
    user_id = create_user(
        SYSTEM,
        username=username,
        full_name=username.title(),
        phone="0812-0000-9999",
        encoded_password=make_password(PASSWORD),
    )
    since = clock.today() - timedelta(days=30)
    for role in (Role.CASE_MANAGER, Role.FRONT_OFFICE):
        assign_role(SYSTEM, user_id=user_id, agency_id=network.agency_ids[agency], role=role, starts_on=since)
    return actor_for(user_id)


def _case_of(manager: Actor) -> UUID:
    return main_job.opened(manager).pk


@pytest.mark.parametrize(("language", "width", "has_script"), [("id", 1280, True), ("en", 360, False)])
def test_the_second_agency_uses_the_record_and_the_third_goes_on_with_a_reason(
    enter: Callable[..., Player], stage: Stage, network: Network, language: str, width: int, has_script: bool
) -> None:
    enter = partial(enter, language=language, has_script=has_script, width=width)
    picture = partial("{}-{}-{}".format, language, width)
    _the_service_enters_what_the_police_asked(enter("ratna"), stage.service, network, picture)
    _the_unit_uses_the_record(enter("nining"), stage.unit, network, picture)
    _the_office_goes_on(enter("bambang"), stage.office, network, picture)


def _asked(network: Network, agency: str, **more: str | list[str]) -> dict[str, str | bool | list[str]]:
    return {
        "topics": ["what_happened"],
        "agency_id": str(network.agency_ids[agency]),
        "role": "social_worker",
        "purpose": "assessment",
        "basis": "protection",
        "setting": "child_room",
        "companion": "social_worker",
        "records": ["notes"],
        "record_place": "Lemari 2",
        **more,
    }


def _the_service_enters_what_the_police_asked(
    ratna: Player, case_id: UUID, network: Network, picture: Picture
) -> None:
    ratna.opens(f"/kasus/{case_id}/diketahui/")
    ratna.takes_picture(picture("facts-empty"))
    ratna.opens(f"/kasus/{case_id}/diketahui/language/catat/")
    ratna.writes({"value": ["javanese"], "source": "observed"})
    ratna.takes_picture(picture("facts-note"))
    ratna.presses()
    for value, said in (("Bibi", {}), ("Kakek", {"difference": "disagrees"})):
        ratna.opens(f"/kasus/{case_id}/diketahui/carer/catat/")
        ratna.writes({"value": value, "source": "child" if said else "caregiver", **said})
        ratna.presses()
    ratna.takes_picture(picture("facts-contradicted"))
    ratna.opens("/meja-kerja/")
    ratna.follows(f'a[href="/kasus/{case_id}/diketahui/"]')
    ratna.takes_picture(picture("facts-sheet"))
    ratna.opens(f"/kasus/{case_id}/diketahui/carer/putuskan/")
    ratna.takes_picture(picture("facts-settle"))
    ratna.page.locator('input[name="keep"]').last.check(force=True)
    ratna.writes({"reason": "child"})
    ratna.presses()
    ratna.sees("Bibi")
    ratna.takes_picture(picture("facts-history"))
    ratna.opens(f"/kasus/{case_id}/diketahui/cetak/")
    ratna.sees_nothing_of("Sulastri")
    ratna.takes_picture(picture("facts-paper"))
    ratna.opens(f"/kasus/{case_id}/wawancara/")
    ratna.takes_picture(picture("interviews-empty"))
    ratna.opens(f"/kasus/{case_id}/wawancara/catat/")
    ratna.writes(_asked(network, "polres", role="investigator", record_place=RECORD))
    ratna.presses()
    ratna.sees(RECORD)
    ratna.takes_picture(picture("interviews"))


def _the_unit_uses_the_record(nining: Player, case_id: UUID, network: Network, picture: Picture) -> None:
    nining.opens(f"/kasus/{case_id}/wawancara/catat/")
    nining.writes(_asked(network, "uptd_ppa"))
    _sends(nining)
    nining.sees(RECORD)
    nining.takes_picture(picture("interviews-asked"))
    nining.follows('button[name="who_acts"][value="use"]')
    nining.takes_picture(picture("interviews-spared"))
    with acting(SYSTEM):
        assert not Interview.objects.filter(dossier_id=case_id).exists()
        assert SparedInterview.objects.get().dossier_id == case_id


def _the_office_goes_on(bambang: Player, case_id: UUID, network: Network, picture: Picture) -> None:
    bambang.opens(f"/kasus/{case_id}/wawancara/catat/")
    bambang.writes(_asked(network, "dinsos"))
    _sends(bambang)
    bambang.sees_nothing_of(RECORD)
    bambang.page.locator('input[name="despite"][value="danger"]').check(force=True)
    bambang.takes_picture(picture("interviews-hidden"))
    bambang.follows('button[name="who_acts"][value="go_on"]')
    with acting(SYSTEM):
        assert Interview.objects.get(dossier_id=case_id).reason == "danger"


def _sends(player: Player) -> None:
    """Send the form, expecting to be asked back."""
    with player.page.expect_navigation():
        player.page.locator("main form .form-end button:not([name])").last.click()
    player.checks_access()
