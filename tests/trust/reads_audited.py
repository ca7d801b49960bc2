"""Every page and API answer that shows a child's data leaves a look, in the name of whoever asked.

Everybody at work with one child opens every address with its ids filled in. Every telling word in the district carries
a canary; where an answer holds one, the same request must have left a row, and the two most dangerous compartments,
the address and the reporter, a row of their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any
from unittest.mock import patch

from django.apps import apps
from django.test import Client

from anyam.casework.cases.queries import header
from anyam.foundation.access import Actor
from anyam.foundation.access.row_context import acting
from anyam.registry.people.queries import knowing
from tests.architecture.addresses import addresses
from tests.cast import MARKER, PHONE_MARKER, Cast, Story
from tests.contracts.sweep import LAST, filling, visit
from tests.contracts.test_stranger_sweep import values_of
from tests.trust import ground
from tests.trust.board import Row, judged

CLAIM = "No answer shows a child's data without a row that says who looked"
QUICK = ("dewi", "ratna")
FULL = ("dewi", "yusuf", "ningsih", "ratna", "siti", "rudi", "wulan", "rahmat", "citra", "bagus", "agus")
TYPED = f"{MARKER}melati"  # stands in the search box again, whatever was found
OF_ITS_OWN = {f"{MARKER}alamat": "address", f"{MARKER}parti": "reporter"}


@dataclass(frozen=True)
class Unseen:
    """An answer with a canary and without its look."""

    who: str
    name: str
    canary: str


def measure(*, full: bool, seed: int) -> Row:
    """All addresses for two people, or for eleven."""
    with ground.database("reads"):
        cast = Cast()
        story = cast.story()
        with acting(Actor.system("what belongs to the case")):
            values = values_of(cast, story)
        who = FULL if full else QUICK
        told, unseen = _walk(cast, story, values, who, Random(seed))
        caught = _control(cast, story, values, Random(seed))
    note = "; ".join(f"{one.who} at {one.name}" for one in unseen) or f"{told} answers held a child's data"
    return judged(CLAIM, tried=told, failed=len(unseen), control_caught=caught, seed=seed, note=note)


def _control(cast: Cast, story: Story, values: dict[str, Any], random: Random) -> bool:
    """A page whose look was forgotten, and an address that is read past its query, are both caught."""
    with patch.object(header, "record_look"), patch.object(knowing, "record_names_seen"):
        _, without_header = _walk(cast, story, values, ("dewi",), random, areas=("cases:",))
    with patch.object(knowing, "record_look"):
        _, without_address = _walk(cast, story, values, ("dewi",), random, areas=("cases:",))
    return any(one.name.startswith("cases:") for one in without_header) and any(
        one.canary == f"{MARKER}alamat" for one in without_address
    )


def _walk(
    cast: Cast,
    story: Story,
    values: dict[str, Any],
    people: tuple[str, ...],
    random: Random,
    areas: tuple[str, ...] = ("",),
) -> tuple[int, list[Unseen]]:
    """How many answers held a canary, and those that left no look."""
    told, unseen = 0, []
    for who in people:
        actor = getattr(cast, who)
        client = Client(HTTP_HOST="localhost", raise_request_exception=False)
        client.force_login(cast.user_of(actor))
        own = {**values, "referral_id": story.accepted_id} if who == "siti" else values
        for name, path in [*_paths(own, random), *_searches(client)]:
            if not name.startswith(areas):
                continue
            before = _last_look()
            text = visit(who, client, "GET", name, path).text.replace(TYPED, "")
            found = [
                canary for canary in (MARKER, PHONE_MARKER, *OF_ITS_OWN) if canary.lower() in text.lower()
            ]
            if not found:
                continue
            told += 1
            parts = set(_looks().filter(pk__gt=before, user_id=actor.user_id).values_list("part", flat=True))
            unseen += [
                Unseen(who, name, canary)
                for canary in found
                if not parts or (canary in OF_ITS_OWN and OF_ITS_OWN[canary] not in parts)
            ]
    return told, unseen


def _paths(values: dict[str, Any], random: Random) -> Iterator[tuple[str, str]]:
    found = [address for address in addresses() if address.name not in LAST]
    random.shuffle(found)
    for address in found:
        yield address.name, address.filled(filling(address, values))


def _searches(client: Client) -> Iterator[tuple[str, str]]:
    """The addresses to which whoever types the child's name is led."""
    for name, path, field in (("search:results", "/cari/", "q"), ("cases:list", "/kasus/", "text")):
        led_to = client.post(path, {field: TYPED}).get("Location")
        if led_to:
            yield name, led_to


def _looks() -> Any:
    return apps.get_model("audit.Look").objects


def _last_look() -> int:
    return _looks().order_by("-id").values_list("pk", flat=True).first() or 0
