"""How long the pages people open most take, with how many queries, and how heavy a first visit is."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from random import Random
from time import perf_counter
from urllib.parse import urljoin
from uuid import UUID

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles import finders
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from anyam.foundation.vault.copying import SealedTable
from anyam.interfaces.jobs.demo_district.names import NameBook, Namer

from .reading import rows_as_system, system_cursor

REQUESTS, WARM_UP, COUNTED = 80, 8, 12


@dataclass(frozen=True)
class Search:
    """Words typed into the search box: they are sent, and lead to the page that shows what was found."""

    words: str


@dataclass(frozen=True)
class Page:
    """One page as one person opens it, at changing addresses."""

    name: str
    username: str
    addresses: tuple[str | Search, ...]


@dataclass(frozen=True)
class Measured:
    name: str
    queries: int
    p50_ms: float
    p95_ms: float
    first_visit_bytes: int
    html_bytes: int


def measure(seed: int) -> Iterator[Measured]:
    """Every page, one after another, in this process: what the server takes, without a network."""
    for page in _pages(Random(seed)):  # noqa: S311
        client = _signed_in(page.username)
        addresses = list(islice(cycle(page.addresses), WARM_UP + REQUESTS))
        for address in addresses[:WARM_UP]:
            _get(client, address)
        times = sorted(_timed(client, address) for address in addresses[WARM_UP:])
        html = _get(client, page.addresses[0])
        yield Measured(
            name=page.name,
            queries=max(_queries(client, address) for address in addresses[:COUNTED]),
            p50_ms=round(times[len(times) // 2], 1),
            p95_ms=round(times[int(len(times) * 0.95)], 1),
            first_visit_bytes=_zipped(html) + sum(_weight_of_parts(html)),
            html_bytes=_zipped(html),
        )


def _pages(chance: Random) -> Iterator[Page]:
    names = _names(chance)
    for role, username in (("manager", "ratna"), ("supervisor", "endang"), ("partner", "dina")):
        yield Page(f"desk.{role}", username, (reverse("desk:home"),))
    for role, username in (("manager", "ratna"), ("supervisor", "endang")):
        listing = reverse("cases:list")
        yield Page(
            f"cases.{role}",
            username,
            (listing, f"{listing}?halaman=2", f"{listing}?page=3", f"{listing}?level=high"),
        )
        cases = _ids(_CASES_OF[role], username)
        yield Page(f"case.{role}", username, tuple(reverse("cases:summary", args=[one]) for one in cases))
        yield Page(f"search.{role}", username, tuple(Search(name) for name in names))
    yield Page("inbox.partner", "dina", (reverse("referrals:inbox"),))
    yield Page(
        "referral.partner",
        "dina",
        tuple(reverse("referrals:detail", args=[one]) for one in _ids(_REFERRALS_OF, "dina")),
    )


_CASES_OF = {
    "manager": "SELECT g.dossier_id FROM access_grant AS g JOIN accounts_user AS u ON u.id = g.user_id"
    " JOIN cases_case AS c ON c.id = g.dossier_id"
    " WHERE u.username = %s AND g.until IS NULL ORDER BY md5(c.id::text) LIMIT 40",
    "supervisor": "SELECT c.id FROM cases_case AS c JOIN accounts_assignment AS a ON a.agency_id = c.agency_id"
    " JOIN accounts_user AS u ON u.id = a.user_id WHERE u.username = %s ORDER BY md5(c.id::text) LIMIT 40",
}
_REFERRALS_OF = (
    "SELECT r.id FROM referrals_referral AS r JOIN accounts_assignment AS a ON a.agency_id = r.to_agency_id"
    " JOIN accounts_user AS u ON u.id = a.user_id"
    " WHERE u.username = %s AND r.sent_at IS NOT NULL ORDER BY md5(r.id::text) LIMIT 40"
)


def _ids(statement: str, username: str) -> list[UUID]:
    return [one for (one,) in rows_as_system(statement, username)]


def _names(chance: Random) -> list[str]:
    """Names of children as somebody else would type them."""
    some = "t.person_id IN (SELECT child_id FROM cases_case ORDER BY md5(child_id::text) LIMIT 40)"
    with system_cursor() as cursor:
        known = [
            says["full_name"].decode()
            for says in SealedTable("people_identity").opened(cursor, some).values()
        ]
    namer = Namer(NameBook.read(), chance)
    return [namer.variant(name) if number % 2 else name for number, name in enumerate(known)]


# --- asking -----------------------------------------------------------------------------------------------------------


def _signed_in(username: str) -> Client:
    client = Client(SERVER_NAME="localhost", headers={"accept-language": "id"})
    client.force_login(
        get_user_model().objects.get(username=username), backend=settings.AUTHENTICATION_BACKENDS[0]
    )
    return client


def _get(client: Client, address: str | Search) -> bytes:
    if isinstance(address, Search):
        answer = client.post(reverse("search:results"), {"q": address.words}, follow=True)
    else:
        answer = client.get(address)
    if answer.status_code != 200:
        raise PageFailed(f"{address} answered {answer.status_code}")
    return answer.content


class PageFailed(Exception):
    """A page that is measured must answer."""


def _timed(client: Client, address: str | Search) -> float:
    begun = perf_counter()
    _get(client, address)
    return (perf_counter() - begun) * 1000


def _queries(client: Client, address: str | Search) -> int:
    with CaptureQueriesContext(connection) as queries:
        _get(client, address)
    return len(queries)


# --- the weight of a first visit --------------------------------------------------------------------------------------

_LINKED = re.compile(r"""(?:href|src)=["']([^"']+\.(?:css|js|svg|woff2|png|webmanifest)(?:\?[^"']*)?)["']""")
_IN_STYLES = re.compile(r"""url\(["']?([^"')]+?\.(?:woff2|svg|png))["']?\)""")


def _weight_of_parts(html: bytes) -> Iterator[int]:
    """What the page makes a browser load: styles, scripts, icon, and what the styles load in turn."""
    seen: set[str] = set()
    waiting = list(_LINKED.findall(html.decode()))
    while waiting:
        address = waiting.pop().split("?")[0]
        if address in seen or not address.startswith(settings.STATIC_URL):
            continue
        seen.add(address)
        content = _static(address)
        yield _zipped(content) if not address.endswith((".woff2", ".png")) else len(content)
        if address.endswith(".css"):
            waiting += [urljoin(address, inner) for inner in _IN_STYLES.findall(content.decode())]


def _static(address: str) -> bytes:
    name = address.removeprefix(settings.STATIC_URL)
    plain = re.sub(r"\.[0-9a-f]{12}(\.\w+)$", r"\1", name)
    for found in (Path(settings.STATIC_ROOT or "") / name, finders.find(name), finders.find(plain)):
        if found and Path(str(found)).is_file():
            return Path(str(found)).read_bytes()
    raise PageFailed(f"{address} is not there: run script/setup")


def _zipped(content: bytes) -> int:
    return len(gzip.compress(content, 6))
