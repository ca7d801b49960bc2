"""The lock in a real browser: nothing is readable behind it, and nothing that was typed is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, CDPSession, Page, expect

from anyam.foundation.access import Role
from anyam.foundation.entry.models import Session
from tests.casework.district import District
from tests.journeys.player import Player

from .conftest import with_password
from .people import PASSWORD

TYPED = "Nama yang sedang diketik"


@pytest.fixture
def enter(browser: Browser, live_server: Any, transactional_db: None) -> Iterator[Callable[[], Player]]:
    """A case manager sits down at a browser of their own."""
    entered: list[Player] = []

    def sit_down() -> Player:
        user = with_password(District(), "Dewi", Role.CASE_MANAGER)
        entered.append(Player(browser, live_server.url, user.username, PASSWORD, "id"))
        return entered[-1]

    yield sit_down
    for player in entered:
        player.page.context.close()


def type_something(player: Player) -> Page:
    player.opens("/akun/")
    page = player.page
    page.locator('[name="full_name"]').fill(TYPED)
    return page


def lock_by_button(page: Page) -> None:
    page.locator("details.menu > summary").last.click()
    page.locator("[data-lock-now]").click()
    expect(page.locator("[data-lock-face]")).to_be_visible()


def unlock(page: Page, password: str = PASSWORD) -> None:
    page.locator("[data-lock-face] [name=password]").fill(password)
    page.keyboard.press("Enter")


@pytest.mark.parametrize("width", [360, 1280])
def test_the_lock_takes_everything_out_of_the_page_and_gives_it_back(
    enter: Callable[[], Player], width: int
) -> None:
    player = enter()
    player.page.set_viewport_size({"width": width, "height": 740})
    page = type_something(player)
    lock_by_button(page)
    assert TYPED not in page.content()
    assert page.locator("[name=full_name], nav, .top").count() == 0
    assert page.title() == "Anyam"
    player.checks_access()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    unlock(page, "salah")
    expect(page.locator("[data-lock-said]")).to_contain_text("belum tepat")
    unlock(page)
    expect(page.locator('[name="full_name"]')).to_have_value(TYPED)
    with page.expect_navigation():
        page.locator('[name="full_name"]').press("Enter")
    expect(page.locator('[name="full_name"]')).to_have_value(TYPED)


def test_behind_the_cover_the_session_is_locked_too(enter: Callable[[], Player]) -> None:
    player = enter()
    page = type_something(player)
    lock_by_button(page)
    expect.set_options(timeout=5000)
    page.wait_for_function("() => true")
    second = page.context.new_page()
    second.goto(f"{player.base}/kasus/")
    assert "/masuk/buka-kunci/" in second.url
    assert Session.objects.filter(locked_at__isnull=False).exists()
    second.locator('[name="password"]').first.fill(PASSWORD)
    second.keyboard.press("Enter")
    second.wait_for_url("**/kasus/")
    page.bring_to_front()


def test_another_tab_is_covered_and_opened_together_with_this_one(enter: Callable[[], Player]) -> None:
    player = enter()
    page = type_something(player)
    other = page.context.new_page()
    other.goto(f"{player.base}/akun/")
    lock_by_button(page)
    expect(other.locator("[data-lock-face]")).to_be_visible()
    unlock(page)
    expect(page.locator('[name="full_name"]')).to_have_value(TYPED)
    expect(other.locator('[name="full_name"]')).to_be_visible()


def test_left_alone_the_page_covers_itself(enter: Callable[[], Player]) -> None:
    player = enter()
    player.page.clock.install()
    page = type_something(player)
    page.clock.fast_forward("14:00")
    assert page.locator("[data-lock-face]").count() == 0
    page.clock.fast_forward("02:00")
    expect(page.locator("[data-lock-face]")).to_be_visible()
    assert TYPED not in page.content()
    page.clock.resume()
    unlock(page)
    expect(page.locator('[name="full_name"]')).to_have_value(TYPED)


# --- passkeys in the browser ------------------------------------------------------------------------------------------


def give_a_device(page: Page) -> CDPSession:
    """A device with a fingerprint reader that always agrees."""
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return devices


def test_a_passkey_is_made_signs_in_and_opens_the_lock(enter: Callable[[], Player]) -> None:
    player = enter()
    page = player.page
    give_a_device(page)
    player.opens("/akun/keamanan/kunci-sandi/")
    page.locator('[name="name"]').fill("Ponsel kantor")
    with page.expect_navigation():
        page.get_by_role("button", name="Buat kunci sandi").click()
    player.sees("Kode pemulihan")
    player.opens("/akun/keamanan/")
    player.sees("Ponsel kantor")
    lock_by_button(page)
    page.locator("[data-lock-passkey]").click()
    expect(page.get_by_role("heading", name="Keamanan akun")).to_be_visible()
    page.locator("details.menu > summary").last.click()
    with page.expect_navigation():
        page.get_by_role("button", name="Keluar", exact=True).click()
    with page.expect_navigation():
        page.get_by_role("button", name="Pakai kunci sandi").click()
    page.wait_for_url("**/meja-kerja/**")
    assert not player.broken_policies
