"""The component library in a real browser: accessible, nothing sticks out, and usable by keyboard."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from .served_pages import ORIGIN, middleware_without_sign_in, serve

PAGES = ["/pola/", "/pola/kasus/", "/pola/konfirmasi/", "/no/such/page/"]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(autouse=True)
def _no_sign_in(settings: Any) -> None:
    settings.MIDDLEWARE = middleware_without_sign_in()
    settings.DEBUG = False


def _open(browser: Browser, width: int, theme: str, language: str) -> Page:
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=theme)  # type: ignore[arg-type]
    serve(page, language)
    return page


# Every pair of width, theme and language once: four runs instead of eight.
@pytest.mark.parametrize(
    ("width", "theme", "language"),
    [(360, "light", "en"), (360, "dark", "id"), (1280, "light", "id"), (1280, "dark", "en")],
)
def test_the_pages_have_no_accessibility_faults(
    browser: Browser, width: int, theme: str, language: str
) -> None:
    page = _open(browser, width, theme, language)
    for path in PAGES:
        page.goto(ORIGIN + path)
        found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
        faults = [(fault["id"], node["html"][:160]) for fault in found for node in fault["nodes"]]
        assert faults == [], f"{path} at {width} px, {theme}, {language}"
        assert page.locator("html").get_attribute("lang") == language
    page.close()


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_nothing_sticks_out_sideways(browser: Browser, width: int) -> None:
    page = _open(browser, width, "light", "id")
    for path in PAGES:
        page.goto(ORIGIN + path)
        too_wide = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert too_wide == 0, f"{path} is {too_wide} px too wide at {width} px"
    page.close()


def test_no_page_needs_inline_script_or_style(browser: Browser) -> None:
    page = _open(browser, 1280, "light", "id")
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda problem: complaints.append(str(problem)))
    page.goto(f"{ORIGIN}/pola/")
    page.wait_for_load_state("networkidle")
    assert complaints == []
    page.close()


def test_choosing_a_village_by_keyboard(browser: Browser) -> None:
    page = _open(browser, 1280, "light", "id")
    page.goto(f"{ORIGIN}/pola/")
    village = page.locator("#id_village")
    village.press_sequentially("sumber")
    page.locator(".lookup-list [role=option]").nth(1).wait_for()
    village.press("ArrowDown")
    village.press("ArrowDown")
    village.press("Enter")
    assert village.input_value() == "Sumberjati, Kecamatan Telaga"
    assert page.locator("input[name=village]").input_value() == "99.01.01.2002"
    page.close()


def test_enter_sends_the_form_and_does_not_look_up(browser: Browser) -> None:
    page = _open(browser, 1280, "light", "id")
    page.goto(f"{ORIGIN}/pola/")
    with page.expect_request(lambda request: request.method == "POST") as sent:
        page.locator("#id_name").press("Enter")
    assert "village_search" not in (sent.value.post_data or "")
    assert "siblings-add" not in (sent.value.post_data or "")
    page.close()


def test_add_another_row_and_take_it_away(browser: Browser) -> None:
    page = _open(browser, 1280, "light", "id")
    page.goto(f"{ORIGIN}/pola/")
    page.get_by_role("button", name="Tambah orang").click()
    assert page.locator("#id_siblings-1-name").is_visible()
    page.locator("#id_siblings-1-DELETE").check()
    assert not page.locator("#id_siblings-1-name").is_visible()
    page.close()


def test_escape_twice_hides_the_screen(browser: Browser) -> None:
    page = _open(browser, 1280, "light", "id")
    page.goto(f"{ORIGIN}/pola/kasus/")
    page.keyboard.press("Escape")
    curtain = page.locator("#curtain")
    expect(curtain).not_to_be_visible()
    page.keyboard.press("Escape")
    expect(curtain).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(curtain, "only the button shows the screen again").to_be_visible()
    assert page.title() == "Anyam"
    page.get_by_role("button", name="Tampilkan kembali").click()
    expect(curtain).not_to_be_visible()
    page.close()


def test_slash_goes_to_search_but_not_while_writing(browser: Browser) -> None:
    page = _open(browser, 1280, "light", "id")
    page.goto(f"{ORIGIN}/pola/")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "top-search"
    page.keyboard.type("a/b")
    assert page.locator("#top-search").input_value() == "a/b"
    page.close()


def test_errors_get_the_focus_and_lead_to_their_field(browser: Browser) -> None:
    page = _open(browser, 1280, "light", "id")
    page.goto(f"{ORIGIN}/pola/")
    summary = page.locator("[data-error-summary]")
    assert summary.evaluate("box => box === document.activeElement")
    summary.get_by_role("link").first.click()
    assert page.evaluate("document.activeElement.id") == "id_wrong-name"
    page.close()
