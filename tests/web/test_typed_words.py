"""What is typed to find a child stands in no address: not on the way to what is found, and not from there on."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from html import unescape
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.http import HttpRequest, HttpResponse, QueryDict
from django.test import Client

from anyam.casework.cases import actions, queries
from anyam.foundation.access import Actor
from anyam.foundation.core import clock
from anyam.foundation.entry.models import Session
from anyam.interfaces.web.layouts.typed_words import KEPT_FOR, MOST_AT_ONCE, lead_to_found, typed_words
from tests.casework.district import District
from tests.casework.main_job import opened

pytestmark = pytest.mark.django_db

NAME = "Sulastri"
SEARCHES = (("/cari/", "q"), ("/kasus/", "text"))
GONE = "no longer kept"
Browser = Callable[..., Client]


@pytest.fixture
def client(browser_of: Browser, district: District) -> Client:
    return browser_of(district.manager, "en")


def addresses_in(page: HttpResponse) -> list[str]:
    """Every address a browser could be led to from this page."""
    html = page.content.decode()
    return [unescape(one) for one in re.findall(r'(?:href|action|hx-get|hx-post)="([^"]*)"', html)]


def led_to(client: Client, path: str, field: str, words: str = NAME, **more: str) -> str:
    answer = client.post(path, {field: words, **more})
    assert answer.status_code == 303
    return answer["Location"]


@pytest.mark.parametrize(("path", "field"), SEARCHES)
def test_no_address_on_the_way_of_finding_holds_the_word(
    client: Client, district: District, path: str, field: str
) -> None:
    case = opened(district.manager)
    address = led_to(client, path, field)
    for _again in range(2):
        page = client.get(address)
        assert case.number in page.content.decode()
        assert NAME.lower() not in " ".join([address, *addresses_in(page)]).lower()


def test_paging_sorting_filtering_and_clearing_go_on_without_the_word(
    client: Client, district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "find_cases", partial(queries.find_cases, size=1))
    older, newer = opened(district.manager), opened(district.manager)
    address = led_to(client, "/kasus/", "text", level="high", order="oldest")
    key = parse_qs(urlsplit(address).query)["typed"][0]
    assert address == f"/kasus/?level=high&order=oldest&typed={key}"
    links = [one for one in addresses_in(client.get(address)) if one.startswith("?")]
    ways = {
        f"?level=high&order=oldest&typed={key}&page=2": newer,
        f"?level=high&order=activity&typed={key}": newer,
        f"?order=oldest&typed={key}": older,
        "?level=high&order=oldest": older,
    }
    assert not ways.keys() - set(links)
    for link, case in ways.items():
        page = client.get(f"/kasus/{link}")
        assert case.number in page.content.decode()
        assert not [one for one in addresses_in(page) if NAME.lower() in one.lower()]


def test_the_words_stand_in_the_form_again_and_on_a_chip(client: Client, district: District) -> None:
    opened(district.manager)
    for path, field in SEARCHES:
        html = client.get(led_to(client, path, field)).content.decode()
        assert f'value="{NAME}"' in html
    assert f'">{NAME}<' in html


def test_a_view_is_kept_with_its_filters_and_without_the_word(client: Client, district: District) -> None:
    page = client.get(led_to(client, "/kasus/", "text", level="high")).content.decode()
    assert "A number or name you have typed is not." in page
    [query] = re.findall(r'name="query" value="([^"]*)"', page)
    for sent in (unescape(query), f"text={NAME}&level=high&typed=abc"):
        kept = client.post("/kasus/tampilan/", {"name": "Mendesak", "query": sent})
        assert kept["Location"] == "/kasus/?level=high"
        assert [view.query for view in queries.find_saved_views(district.manager)] == ["level=high"]


def test_a_view_that_holds_a_word_from_before_is_shown_without_it(client: Client, district: District) -> None:
    actions.save_view(district.manager, name="Dulu", query=f"text={NAME}&level=high")
    found = addresses_in(client.get("/kasus/"))
    assert found.count("?level=high") == 3  # twice its own, once the view that everybody has
    assert not [one for one in found if NAME in one]


@pytest.mark.parametrize(("path", "field"), SEARCHES)
def test_a_key_opens_nothing_in_another_session(
    client: Client, browser_of: Browser, district: District, path: str, field: str
) -> None:
    opened(district.manager)
    address = led_to(client, path, field)
    for other in (browser_of(district.manager, "en"), browser_of(district.colleague, "en")):
        page = other.get(address)
        assert page.status_code == 200
        assert NAME not in page.content.decode()
        assert GONE in page.content.decode()
    assert GONE not in client.get(path).content.decode()
    assert GONE in client.get(f"{path}?typed=%00&typed=<script>").content.decode()


@pytest.mark.parametrize(("path", "field"), SEARCHES)
def test_a_word_in_an_address_is_not_looked_for(
    client: Client, district: District, path: str, field: str
) -> None:
    page = client.get(path, {field: NAME})
    assert NAME not in page.content.decode().replace(f"{field}={NAME}", "")


def test_the_row_of_the_session_holds_no_word(client: Client) -> None:
    led_to(client, "/cari/", "q")
    row = Session.objects.get(user_id__isnull=False)
    assert "typed_words" in row.get_decoded()
    assert NAME.lower() not in f"{row.session_data} {row.get_decoded()}".lower()


def test_nothing_typed_leads_to_the_plain_address(client: Client) -> None:
    for path, field in SEARCHES:
        for nothing in ("", "  ", "\x00\u202e"):
            assert led_to(client, path, field, nothing) == path
    assert (
        led_to(client, "/kasus/", "text", "", level="high", page="3", stage="x", once="1")
        == "/kasus/?level=high"
    )
    assert client.get(led_to(client, "/cari/", "q", "x" * 9000)).status_code == 200


def test_who_sees_no_cases_is_refused_whichever_way_they_ask(browser_of: Browser, district: District) -> None:
    for stranger in (district.doctor, district.regent):
        browser = browser_of(stranger)
        for answer in (browser.get("/kasus/"), browser.post("/kasus/", {"text": NAME})):
            assert answer.status_code == 404


# --- how long they are kept ------------------------------------------------------------------------------------------


def asked_by(actor: Actor, session: dict[str, Any], address: str = "/cari/") -> HttpRequest:
    request = HttpRequest()
    request.path, query = urlsplit(address).path, urlsplit(address).query
    request.GET, request.session = QueryDict(query), session
    request.user = SimpleNamespace(pk=actor.user_id)
    return request


def typed_at(moment: datetime, actor: Actor, session: dict[str, Any], words: str = NAME) -> str:
    with clock.at(moment):
        return lead_to_found(asked_by(actor, session), words)["Location"]


def test_words_are_kept_for_an_hour(district: District) -> None:
    session: dict[str, Any] = {}
    actor, began = district.manager, clock.now()
    address = typed_at(began, actor, session)
    for after, are_gone in ((KEPT_FOR - timedelta(seconds=1), False), (KEPT_FOR, True)):
        with clock.at(began + after):
            found = typed_words(asked_by(actor, session, address))
            assert (found.text, found.are_gone) == ("" if are_gone else NAME, are_gone)
    typed_at(began + KEPT_FOR, actor, session)
    assert len(session["typed_words"]) == 1, "what has run out is thrown away with the next search"


def test_the_newest_words_are_kept(district: District) -> None:
    session: dict[str, Any] = {}
    actor, now = district.manager, clock.now()
    addresses = [typed_at(now, actor, session, f"{NAME} {number}") for number in range(MOST_AT_ONCE + 1)]
    found = [typed_words(asked_by(actor, session, address)).text for address in addresses]
    assert found == ["", *(f"{NAME} {number}" for number in range(1, MOST_AT_ONCE + 1))]


def test_words_of_somebody_else_stay_sealed_even_in_the_same_session(district: District) -> None:
    session: dict[str, Any] = {}
    address = typed_at(clock.now(), district.manager, session)
    found = typed_words(asked_by(district.colleague, session, address))
    assert (found.text, found.are_gone) == ("", True)
