"""Whoever looks for a page finds it in one guess: all stand in one menu, for mouse and keyboard, without script too."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from .player import RULES, Player

Enter = Callable[..., Player]
MENU = ".all-pages > summary"


@pytest.mark.parametrize(
    ("language", "width", "theme", "words"),
    [
        ("id", 360, "dark", ("Kerja sama", "Kebijakan")),
        ("en", 360, "light", ("Working together", "Policies")),
        ("id", 1280, "light", ("Kerja sama", "Kebijakan")),
        ("en", 1280, "dark", ("Working together", "Policies")),
    ],
)
def test_a_page_is_found_by_mouse_and_by_keyboard(
    enter: Enter, language: str, width: int, theme: str, words: tuple[str, str]
) -> None:
    ratna = enter("ratna", language, width=width)
    page = ratna.page
    page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
    page.locator(MENU).focus()
    page.keyboard.press("Enter")
    heading, wanted = words
    group = page.get_by_role("list", name=heading)
    expect(group).to_be_visible()
    expect(page.locator(".all-pages-body")).to_be_in_viewport(ratio=0.9)
    assert _is_within(ratna, ".all-pages-body"), "the menu sticks out sideways"
    found = Axe().run(page, options={"runOnly": [*RULES, "best-practice"]}).response["violations"]
    assert [(fault["id"], fault["nodes"][0]["html"][:160]) for fault in found] == []
    ratna.takes_picture(f"menu-{language}-{width}-{theme}")
    page.keyboard.press("Escape")
    expect(group).to_be_hidden()
    expect(page.locator(MENU)).to_be_focused()
    page.keyboard.press("Enter")
    ratna.follows(group.get_by_role("link", name=wanted))
    assert ratna.path == "/kebijakan/"
    bar = page.locator(".everyday [aria-current=page]")
    expect(bar).to_have_text(wanted)
    expect(bar).to_be_in_viewport()
    ratna.takes_picture(f"menu-there-{language}-{width}-{theme}")


@pytest.mark.parametrize("width", [360, 1280])
def test_a_page_is_found_without_script(enter: Enter, width: int) -> None:
    dina = enter("dina", "id", has_script=False, width=width)
    dina.page.locator(MENU).click()
    dina.follows(dina.page.locator(".all-pages-body").get_by_role("link", name="Perjanjian"))
    assert dina.path == "/perjanjian/"
    assert not dina.page.locator(".all-pages-body").is_visible()


def _is_within(player: Player, selector: str) -> bool:
    box = player.page.locator(selector).bounding_box()
    return box is not None and box["x"] >= 0 and box["x"] + box["width"] <= player.width
