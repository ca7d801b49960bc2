"""The main menu: one list under headings, the same for everybody who may open the same, complete and without script."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast

pytestmark = pytest.mark.django_db

PEOPLE = ("ratna", "yusuf", "dewi", "ningsih", "siti", "wulan", "hartono", "agus", "tamu")


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


@pytest.mark.parametrize("name", PEOPLE)
def test_every_page_in_the_menu_opens_and_stands_there_once(cast: Cast, name: str) -> None:
    client = signed_in(cast, name)
    links = links_in(menu_of(client.get("/meja-kerja/").content.decode()))
    assert len(links) == len(set(links))
    assert {path: client.get(path).status_code for path in links} == dict.fromkeys(links, 200)


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


def test_what_is_not_there_or_not_theirs_has_the_menu_and_asks_for_no_counts(cast: Cast) -> None:
    client, case_id = signed_in(cast, "maya"), cast.story().case_id

    for path in ("/tidak-ada/", f"/kasus/{case_id}/"):
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(path)
        assert answer.status_code == 404
        assert links_in(menu_of(answer.content.decode()))
        assert not [one["sql"] for one in asked if "COUNT(" in one["sql"]]
