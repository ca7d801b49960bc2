"""The main menu: one list under headings, the same for everybody who may open the same, complete and without script."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.cast import Cast

pytestmark = pytest.mark.django_db

PEOPLE = ("ratna", "yusuf", "dewi", "ningsih", "siti", "wulan", "hartono", "agus", "tamu")
# Reached from a corner of every page, or by those who are not signed in; nothing a worker looks for in a menu.
ELSEWHERE = (
    "/akun",
    "/masuk",
    "/keluar",
    "/kunci",
    "/healthz",
    "/pola",
    "/cari",
    "/notifikasi",
    "/api",
    "/lookup",
)


@pytest.fixture
def cast() -> Cast:
    return Cast()


def signed_in(cast: Cast, name: str) -> Client:
    client = Client(HTTP_HOST="localhost")
    client.force_login(cast.user_of(getattr(cast, name)))
    return client


def menu_of(page: str) -> str:
    return page[page.index('class="all-pages"') : page.index("</details>", page.index('class="all-pages"'))]


def links_in(part: str) -> list[str]:
    return re.findall(r'<a [^>]*?href="(/[^"#?]*)', part)


def simple_addresses() -> Iterator[str]:
    """Every address of the program that names nothing in particular."""

    def walk(patterns: list[URLPattern | URLResolver], before: str) -> Iterator[str]:
        for one in patterns:
            here = before + str(one.pattern)
            if isinstance(one, URLResolver):
                yield from walk(one.url_patterns, here)
            elif not re.search(r"[<(\\^]", here):
                yield f"/{here}"

    yield from walk(get_resolver().url_patterns, "")


@pytest.mark.parametrize("name", PEOPLE)
def test_every_page_in_the_menu_opens_and_stands_there_once(cast: Cast, name: str) -> None:
    client = signed_in(cast, name)
    links = links_in(menu_of(client.get("/meja-kerja/").content.decode()))
    assert len(links) == len(set(links))
    assert {path: client.get(path).status_code for path in links} == dict.fromkeys(links, 200)


@pytest.mark.parametrize("name", ["dewi", "wulan", "agus"])
def test_whatever_somebody_may_open_is_found_from_the_menu(cast: Cast, name: str) -> None:
    """A page with an address of its own stands in the menu, or on a page that stands there: no third guess."""
    client = signed_in(cast, name)
    in_menu = set(links_in(menu_of(client.get("/meja-kerja/").content.decode())))
    found = in_menu | {
        link for path in in_menu for link in links_in(client.get(path).content.decode().split("<main", 1)[1])
    }
    found |= {link for path in found - in_menu for link in links_in(_main_of(client, path))}
    lost = [
        path
        for path in simple_addresses()
        if path not in found and not path.startswith(ELSEWHERE) and _is_page(client, path)
    ]
    assert lost == []


def test_the_page_open_now_stands_in_the_bar_wherever_it_belongs(cast: Cast) -> None:
    page = signed_in(cast, "dewi").get("/kebijakan/").content.decode()
    bar = page[page.index('class="everyday"') :].split("</ul>", 1)[0]
    assert re.search(r'href="/kebijakan/" aria-current="page"', bar)
    assert bar.count("<li>") <= 8


def test_a_menu_has_no_empty_heading(cast: Cast) -> None:
    page = menu_of(signed_in(cast, "siti").get("/meja-kerja/").content.decode())
    headings = re.findall(r'class="menu-label"', page)
    assert len(headings) == page.count("<ul") == 3
    assert page.count("<ul") == len(re.findall(r"<ul[^>]*>\s*<li>", page))


def _is_page(client: Client, path: str) -> bool:
    answer = client.get(path)
    return answer.status_code == 200 and answer["Content-Type"].startswith("text/html")


def _main_of(client: Client, path: str) -> str:
    answer = client.get(path)
    is_page = answer.status_code == 200 and answer["Content-Type"].startswith("text/html")
    return answer.content.decode().split("<main", 1)[-1] if is_page else ""
