"""Forms are filled in on a case: what applies shows while typing, rows are added and taken out, versions move on."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from anyam.foundation.access import Actor
from tests import instruments
from tests.casework import main_job
from tests.journeys.conftest import Network
from tests.journeys.player import PICTURES, Player

Enter = Callable[..., Player]
pytestmark = pytest.mark.parametrize(("language", "width"), [("id", 1280), ("en", 360)])


def look(player: Player, name: str) -> None:
    """A picture by day and by night."""
    if PICTURES:
        player.page.evaluate("window.scrollTo(0, 0)")
    player.takes_picture(f"forms-{name}")
    if PICTURES:
        player.page.emulate_media(color_scheme="dark")
        player.takes_picture(f"forms-{name}-dark")
        player.page.emulate_media(color_scheme="light")


@pytest.fixture
def manager(network: Network) -> Actor:
    instruments.bring("risk_assessment", "caregiver_assessment", "child_feedback", "home_visit", "monitoring")
    return network.staff.actors[network.staff.named("ratna").user_id]


def test_forms_are_filled_in_read_and_moved_on(
    enter: Enter, manager: Actor, language: str, width: int
) -> None:
    case = main_job.opened(manager)
    tag = f"{language}-{width}"
    ratna = enter("ratna", language, width=width)
    ratna.opens(f"/kasus/{case.pk}/formulir/")
    look(ratna, f"list-{tag}")
    a_level_is_proposed_and_judged(ratna, f"/kasus/{case.pk}/formulir/risk_assessment/", tag)
    rows_come_and_go(ratna, f"/kasus/{case.pk}/formulir/caregiver_assessment/", tag)
    a_draft_moves_on(ratna, f"/kasus/{case.pk}/formulir/biopsychosocial/", tag)
    ratna.opens(f"/kasus/{case.pk}/formulir/")
    look(ratna, f"list-after-{tag}")


def a_level_is_proposed_and_judged(ratna: Player, form: str, tag: str) -> None:
    ratna.opens(f"{form}bagian/danger/")
    danger = {"danger/safe_tonight": "no", "danger/suspect_contact": "no", "danger/course": "once"}
    ratna.writes({"source": "observed", **danger})
    ratna.presses(button="next")
    ratna.opens(f"{form}bagian/protection/")
    ratna.writes({"source": "observed", "protection/carer_able": "yes"})
    ratna.presses(button="next")
    reason = ratna.page.locator('[data-place="judgement/level_reason"]')
    expect(reason).to_be_hidden()
    ratna.writes({"source": "observed", "judgement/risk_level": "medium"})
    expect(reason).to_be_visible()
    look(ratna, f"judgement-{tag}")
    ratna.opens(form)
    look(ratna, f"missing-{tag}")
    ratna.opens(f"{form}bagian/judgement/")
    judged = {"judgement/level_reason": "Nenek menjaga.", "judgement/safety_plan": "Tidur di rumah nenek."}
    ratna.writes({"source": "observed", "judgement/risk_level": "medium"})
    ratna.writes(judged)
    ratna.presses()
    ratna.presses("/selesai/")
    look(ratna, f"filled-{tag}")
    ratna.follows(ratna.page.locator('a[href$="/cetak/"]').first)
    look(ratna, f"print-{tag}")


def rows_come_and_go(ratna: Player, form: str, tag: str) -> None:
    ratna.opens(f"{form}bagian/members/")
    ratna.presses_named("more")
    ratna.writes({"source": "caregiver", "members[1]/age": "40", "members[1]/relation": "grandparent"})
    ratna.presses_named("more")
    ratna.writes({"members[2]/age": "12"})
    look(ratna, f"rows-{tag}")
    ratna.presses_named("remove")
    expect(ratna.page.locator('[name="members[1]/age"]')).to_have_value("12")


def a_draft_moves_on(ratna: Player, form: str, tag: str) -> None:
    ratna.opens(f"{form}bagian/safety/")
    ratna.writes({"source": "child", "safety/safe_tonight-known": "same", "safety/safe_adult": "Bu guru"})
    look(ratna, f"section-{tag}")
    ratna.presses(button="next")
    instruments.bring_newer()
    ratna.opens(form)
    look(ratna, f"newer-{tag}")
    ratna.follows(ratna.page.locator('a[href$="/versi-baru/"]').first)
    look(ratna, f"moving-{tag}")
    ratna.follows(ratna.page.locator("main form button").first)
    ratna.sees_nothing_of("/versi-baru/")
