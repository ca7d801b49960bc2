"""What protection costs: pages with and without row-level security, sealing and the record of looks, in one run.

Each page is asked for in turns, once in every way of protecting, so that what else the machine does meets all ways
alike. What is left out is left out here only, from outside the program, which has no switch for it: the database is
asked as the owner, past row-level security; what a sealed value said is remembered by its bytes, so that no key is
looked for and nothing is opened; looks are not written. The control: looks that are written slowly must show.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter, sleep
from typing import Any
from unittest.mock import patch

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client

from anyam.config import env
from anyam.config.database import as_owner
from anyam.foundation.access import Actor
from anyam.foundation.audit import looks
from anyam.foundation.core import clock
from anyam.foundation.vault.fields import SealedField
from tests.registry.places.register import write_network_register
from tests.trust import ground
from tests.trust.board import Row, judged

CLAIM = (
    "Row-level security, sealing and the record of looks each make a page take at most half as long again,"
    " together at most twice as long"
)
MOST_EACH, MOST_TOGETHER = 1.5, 2.0
WAYS: dict[str, frozenset[str]] = {
    "as it is": frozenset(),
    "row-level security": frozenset({"rows"}),
    "sealing": frozenset({"seals"}),
    "record of looks": frozenset({"looks"}),
    "all together": frozenset({"rows", "seals", "looks"}),
}
"""What is left out; the ratio is named after it."""


@dataclass(frozen=True)
class Page:
    """One page as one person opens it, at changing addresses."""

    name: str
    user: Any
    addresses: tuple[str, ...]


@dataclass(frozen=True)
class Size:
    cases: int
    base_cases: int
    base_months: int
    rounds: int


QUICK = Size(cases=2_000, base_cases=12, base_months=4, rounds=60)
FULL = Size(cases=100_000, base_cases=60, base_months=9, rounds=200)


def measure(*, full: bool, seed: int) -> Row:
    """A district of a hundred thousand cases; or of a few, to see that the measuring works."""
    return measured_at(FULL if full else QUICK, seed)


def measured_at(size: Size, seed: int) -> Row:
    with ground.database("price"):
        built = _build(size, seed)
        pages = _pages(seed)
        ratios, p95 = _ratios(pages, size.rounds, Random(seed))
        slow = _slowed(pages, Random(seed))
    over = [f"{page} {way}" for (page, way), ratio in ratios.items() if ratio > _most(way)]
    said = "; ".join(
        f"{page} {way} {ratio:.2f}" + (f" ({p95[page]:.0f} ms)" if way == "all together" else "")
        for (page, way), ratio in ratios.items()
    )
    return judged(
        CLAIM,
        tried=size.rounds * len(pages) * len(WAYS),
        failed=len(over),
        control_caught=slow > MOST_EACH,
        seed=seed,
        note=f"{built:,} cases, p95 with over p95 without: {said}; slowed looks {slow:.2f}",
    )


def _most(way: str) -> float:
    return MOST_TOGETHER if way == "all together" else MOST_EACH


# --- the district -----------------------------------------------------------------------------------------------------


def _build(size: Size, seed: int) -> int:
    """A small district by the real actions, copied until it is as large as asked for."""
    from anyam.interfaces.jobs.bench.many_cases import make_base, multiply
    from anyam.registry.agencies.actions import load_agency_kinds
    from anyam.registry.places.actions import load_places

    system = Actor.system("measured district")
    with TemporaryDirectory() as folder:
        load_places(system, folder=write_network_register(Path(folder)))
    load_agency_kinds(system, file=env.ROOT / "data" / "vocabularies" / "agency_kinds.json")
    make_base(
        seed=seed, until=clock.now(), password="not-used-here", cases=size.base_cases, months=size.base_months
    )
    with as_owner():
        return multiply(size.cases, seed=seed, told=lambda _words: None).cases


def _pages(seed: int) -> list[Page]:
    """Daftar kasus and Kasus, as a manager and a supervisor open them."""
    from anyam.interfaces.jobs.bench.pages import _pages as of_bench

    users = get_user_model().objects
    return [
        Page(page.name, users.get(username=page.username), page.addresses)
        for page in of_bench(Random(seed))
        if page.name.startswith(("cases.", "case."))
    ]


# --- measuring --------------------------------------------------------------------------------------------------------


def _ratios(
    pages: list[Page], rounds: int, chance: Random
) -> tuple[dict[tuple[str, str], float], dict[str, float]]:
    """For each page and way the p95 as it is, over the p95 without; and the p95 as it is, in milliseconds."""
    ratios, as_it_is = {}, {}
    for page in pages:
        taken = timed(page, rounds, chance)
        as_it_is[page.name] = taken["as it is"] * 1000
        for way in list(WAYS)[1:]:
            ratios[page.name, way] = taken["as it is"] / taken[way]
    return ratios, as_it_is


def timed(page: Page, rounds: int, chance: Random) -> dict[str, float]:
    """The p95 of each way, in seconds; the ways take turns in changing order."""
    client = Client(SERVER_NAME="localhost", headers={"accept-language": "id"})
    client.force_login(page.user, backend=settings.AUTHENTICATION_BACKENDS[0])
    times: dict[str, list[float]] = defaultdict(list)
    with as_owner():
        for number in range(-3, rounds):
            address = page.addresses[number % len(page.addresses)]
            _once(
                client, address, frozenset()
            )  # the page's own rows are in the database's memory for every way
            for way in chance.sample(list(WAYS), len(WAYS)):
                taken = _once(client, address, WAYS[way])
                if number >= 0:
                    times[way].append(taken)
    return {way: sorted(found)[int(len(found) * 0.95)] for way, found in times.items()}


def _once(client: Client, address: str, left_out: frozenset[str]) -> float:
    with ExitStack() as stack:
        for part in left_out:
            stack.enter_context(WITHOUT[part]())
        if "rows" not in left_out:
            stack.enter_context(_as_application())
        begun = perf_counter()
        answer = client.get(address)
        taken = perf_counter() - begun
    assert answer.status_code == 200, (address, answer.status_code)
    return taken


def _slowed(pages: list[Page], chance: Random) -> float:
    """The control: the ratio of the record of looks, where each look takes three times as long as the page."""
    page = pages[0]
    whole = timed(page, 5, chance)["as it is"]
    write = looks.record_look

    def slowly(*args: Any, **more: Any) -> None:
        sleep(3 * whole)
        write(*args, **more)

    with _looks_by(slowly):
        taken = timed(page, 10, chance)
    return taken["as it is"] / taken["record of looks"]


# --- leaving out ------------------------------------------------------------------------------------------------------


@contextmanager
def _as_application() -> Iterator[None]:
    """The connection is the owner's; for the block it acts as the role of the server, under row-level security."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {settings.ANYAM_APPLICATION_ROLE}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


@contextmanager
def _without_rows() -> Iterator[None]:
    yield


_said: dict[tuple[Any, bytes], Any] = {}


@contextmanager
def _without_seals() -> Iterator[None]:
    opened = SealedField.opened

    def remembered(field: Any, row_id: object, scope_id: Any, stored: bytes | None) -> Any:
        if not stored:
            return opened(field, row_id, scope_id, stored)
        if (field, stored) not in _said:
            _said[field, stored] = opened(field, row_id, scope_id, stored)
        return _said[field, stored]

    with patch.object(SealedField, "opened", remembered):
        yield


@contextmanager
def _without_looks() -> Iterator[None]:
    with _looks_by(lambda *args, **more: None):
        yield


@contextmanager
def _looks_by(write: Callable[..., None]) -> Iterator[None]:
    """Everywhere in the program."""
    kept = looks.record_look
    holders = [
        module
        for name, module in sys.modules.items()
        if name.startswith("anyam.") and vars(module).get("record_look") is kept
    ]
    with ExitStack() as stack:
        for module in holders:
            stack.enter_context(patch.object(module, "record_look", write))
        yield


WITHOUT = {"rows": _without_rows, "seals": _without_seals, "looks": _without_looks}
