"""An SOP is written in the browser: columns, rows by buttons, a drawing that follows the typing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from .conftest import Network
from .player import Player

COLUMNS = (("Petugas layanan", "ult_psai"), ("Petugas RSUD", "rsud"))


@pytest.mark.parametrize("has_script", [True, False])
def test_an_sop_is_written_with_and_without_script(
    enter: Callable[..., Player], network: Network, has_script: bool
) -> None:
    yusuf = enter("yusuf", "id", has_script)
    page = yusuf.page
    yusuf.opens("/sop/baru/")
    yusuf.writes({"title": "Penanganan pengaduan", "code": "aduan-01", "level": "macro"})
    yusuf.presses()
    _name_columns(yusuf, network)
    yusuf.presses()
    assert yusuf.path.endswith("/langkah/")
    press(yusuf, "add-0")
    page.locator('[name="row-1-activity"]').fill("Memeriksa <kelengkapan>")
    page.locator('[name="row-1-symbol"]').select_option("decision")
    page.locator('[name="row-1-performers"][value="p2"]').check()
    page.locator('[name="row-1-performers"][value="p1"]').uncheck()
    press(yusuf, "arrow-1")
    page.locator('[name="row-1-answer-0"]').fill("Lengkap")
    page.locator('[name="row-1-answer-1"]').fill("Belum")
    page.locator('[name="row-1-answer-1"]').blur()
    if has_script:
        drawing = page.locator("#sop-picture svg")
        expect(drawing.locator(".sop-mark.decision")).to_have_count(1)
        expect(drawing.locator(".sop-answer").get_by_text("Belum")).to_be_visible()
        expect(drawing.locator(".sop-words").get_by_text("Memeriksa <kelengkapan>")).to_be_visible()
    yusuf.follows('.sop-bar button[value="save"]')
    assert page.locator('[name="row-1-answer-1"]').input_value() == "Belum"
    page.locator('[name="row-1-hours"]').fill("besok")
    page.locator('[name="row-1-hours"]').blur()
    yusuf.follows('.sop-bar button[value="save"]')
    expect(page.locator(".error-summary")).to_contain_text("Baris 2")
    assert page.locator('[name="row-1-hours"]').input_value() == "besok"
    yusuf.takes_picture(f"sop-editor-{has_script}")
    yusuf.opens("/sop/")
    yusuf.sees("ADUAN-01")


def press(player: Player, button: str) -> None:
    """A button for rows: with script a part of the page comes back, without script the whole page."""
    rows = player.page.locator('input[name="rows"]')
    if not player.has_script:
        with player.page.expect_navigation():
            player.page.locator(f'button[value="{button}"]').click()
        return
    with player.page.expect_response(lambda answer: answer.url.endswith("/langkah/") and answer.ok):
        player.page.locator(f'button[value="{button}"]').click()
    expect(player.page.locator(".htmx-request, .htmx-settling, .htmx-swapping")).to_have_count(0)
    expect(rows).to_have_count(1)


def _name_columns(player: Player, network: Network) -> None:
    for number, (title, agency) in enumerate(COLUMNS):
        if player.page.locator(f'[name="performers-{number}-title"]').count() == 0:
            if player.has_script:
                player.page.locator("[data-add-row]").click()
            else:
                with player.page.expect_navigation():
                    player.page.locator('[name="performers-add"]').click()
        player.writes(
            {
                f"performers-{number}-title": title,
                f"performers-{number}-agency_id": str(network.agency_ids[agency]),
            }
        )
