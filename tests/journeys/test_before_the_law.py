"""A 13-year-old goes through diversion with every clock of the law; a street child is picked up twice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from anyam.casework.cases import actions as cases
from anyam.casework.cases.results import ChildInput
from anyam.casework.custody.actions import load_legal_limits, watch_custody
from anyam.config import env
from anyam.foundation.access import Actor
from anyam.foundation.core import clock
from tests.casework import main_job

from .conftest import Network
from .player import Player

Enter = Callable[..., Player]

pytestmark = pytest.mark.parametrize(("language", "width"), [("id", 1280), ("en", 360)])


@pytest.fixture
def law(network: Network) -> Network:
    load_legal_limits(Actor.system("reference data"), file=env.ROOT / "data" / "legal_limits.json")
    return network


def a_case(network: Network, years: int) -> UUID:
    desk, manager = network.staff.named("wulan"), network.staff.named("ratna")
    child = ChildInput(full_name="Bagas Anggara", sex="male", age_years=years)
    report_id = cases.take_report(desk, report=main_job.a_report(children=(child,)))
    cases.triage_report(desk, report_id=report_id, facts={"with_law": True})
    return cases.open_cases(manager, report_id=report_id, manager_id=manager.user_id)


def typed(moment: datetime) -> str:
    return f"{clock.local(moment):%Y-%m-%dT%H:%M}"


def pictured(player: Player, name: str, width: int) -> None:
    """Light and dark."""
    player.takes_picture(f"law-{name}-{width}")
    player.page.emulate_media(color_scheme="dark")
    player.takes_picture(f"law-{name}-{width}-dark")
    player.page.emulate_media(color_scheme="light")


def test_a_13_year_old_goes_through_diversion(enter: Enter, law: Network, language: str, width: int) -> None:
    case_id = a_case(law, 13)
    police, here = str(law.agency_ids["polres"]), f"/kasus/{case_id}/hukum/"
    ratna, joko, yusuf = (enter(name, language, width=width) for name in ("ratna", "joko", "yusuf"))
    ratna.opens(here)
    pictured(ratna, "empty", width)

    ratna.opens(f"{here}perkara/")
    ratna.writes({"level": "investigation", "level_since": typed(clock.now()), "threatened_years": "5"})
    ratna.writes({"is_repeated": "no", "offence": "Pasal 362, telepon genggam"})
    pictured(ratna, "matter", width)
    ratna.presses()

    ratna.opens(f"{here}ditahan/")
    began_at = clock.now() - timedelta(hours=30)
    ratna.writes({"stage": "arrest", "agency_id": police, "began_at": typed(began_at)})
    ratna.writes({"place_kind": "police_child", "order_number": "SP-7/2026"})
    pictured(ratna, "record", width)
    ratna.presses()
    watch_custody(Actor.system("clock of custody"))
    pictured(ratna, "alarm-case", width)
    assert ratna.page.locator("[data-alarm=loud]").count() == 1
    for player, name in ((ratna, "manager"), (joko, "police"), (yusuf, "coordinator")):
        player.opens("/meja-kerja/")
        assert player.page.locator("[data-alarm=loud]").count() == 1, name
        if name != "manager":
            player.sees_nothing_of("Bagas")
        pictured(player, f"alarm-{name}", width)
    joko.follows("[data-alarm=loud] a.quiet")
    joko.sees_nothing_of("Bagas")
    joko.sees_nothing_of("362")
    pictured(joko, "hold", width)
    joko.is_refused(here)
    joko.opens("/meja-kerja/")
    joko.follows("[data-alarm=loud] a.danger")
    joko.writes({"reason": "guaranteed", "ended_at": typed(clock.now()), "note": "BA-3"})
    pictured(joko, "end", width)
    joko.presses()
    for player in (ratna, joko, yusuf):
        player.opens("/meja-kerja/")
        assert player.page.locator("[data-alarm]").count() == 0

    ratna.opens(f"{here}surat/litmas/")
    ratna.writes({"agency_id": police, "asked_at": typed(clock.now())})
    ratna.presses()
    ratna.opens(here)
    ratna.follows("main a[href^='/diversi/']")
    pictured(ratna, "offer", width)
    ratna.writes({"offered_at": typed(clock.now())})
    ratna.presses()
    ratna.follows("main a.button[href^='/diversi/']")
    due_on = f"{clock.today() + timedelta(days=30):%Y-%m-%d}"
    ratna.writes(
        {"is_agreed": "yes", "kind_1": "community", "due_on_1": due_on, "words_1": "Mengajar mengaji"}
    )
    pictured(ratna, "settle", width)
    ratna.presses()
    ratna.sees("Mengajar mengaji")
    pictured(ratna, "agreed", width)
    ratna.follows("main a[href*='/diversi/kesepakatan/']")
    ratna.writes({"is_kept": "yes"})
    ratna.presses()
    ratna.opens(f"{here}perkara/selesai/")
    ratna.writes({"ending": "diversion"})
    ratna.presses()
    pictured(ratna, "ended", width)


def test_a_street_child_is_picked_up_twice(enter: Enter, law: Network, language: str, width: int) -> None:
    case_id = a_case(law, 10)
    here, police = f"/kasus/{case_id}/hukum/", str(law.agency_ids["polres"])
    ratna = enter("ratna", language, width=width)
    for hours in (60, 2):
        ratna.opens(f"{here}ditahan/")
        began_at = clock.now() - timedelta(hours=hours)
        ratna.writes({"stage": "pickup", "agency_id": police, "began_at": typed(began_at)})
        ratna.writes({"place_kind": "office"})
        ratna.presses()
        ratna.follows("main a[href$='/selesai/']")
        ended_at = began_at + timedelta(hours=1)
        ratna.writes({"reason": "home", "ended_at": typed(ended_at)})
        ratna.presses()
    ratna.sees({"id": "Terjaring di jalan 2 kali", "en": "2 times"}[language])
    pictured(ratna, "twice", width)


def test_an_administrator_adds_the_next_row_of_a_limit(
    enter: Enter, law: Network, language: str, width: int
) -> None:
    admin = enter("admin", language, width=width)
    admin.opens("/batas-hukum/")
    pictured(admin, "limits", width)
    admin.follows("main a[href$='hold.arrest/']")
    admin.writes({"amount": "12", "unit": "hours", "law": "Putusan 1/2026", "is_confirmed": True})
    pictured(admin, "limit", width)
    admin.presses()
    admin.sees("Putusan 1/2026")
