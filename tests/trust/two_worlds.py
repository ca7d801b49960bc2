"""A stranger's pages are the same, byte by byte, whether or not the hidden case exists.

One district is made in which the strangers have work of their own. In the second world another agency has a case as
well: a child of a similar name with reports, referrals, files, notices and looks. Each stranger opens the same
addresses in both, with the ids, the numbers, the names and the NIK of the hidden child in them: lists, searches,
suggestions, pages that are not theirs, forms. Status, headers and bytes must be equal, and so must the number of
statements sent to the database. The clock stands still; what is drawn by lot in each answer is named in DRAWN_BY_LOT.

Emergency access by a case's number tells a case worker by design that there is such a case; it is not sent here.
The numbers of new reports and cases are not compared: they count within a district and say how many were taken there.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from random import Random
from typing import Any
from unittest.mock import patch
from urllib.parse import urlencode

from django.apps import apps
from django.db import connection, transaction
from django.test import Client

from anyam.casework.cases import actions as cases
from anyam.casework.cases.results import ChildInput
from anyam.casework.referrals.queries import boxes
from anyam.foundation.access import Actor, Role
from anyam.foundation.access.row_context import acting
from anyam.foundation.core import clock
from anyam.foundation.vault import data_keys
from anyam.registry.agencies.actions import AgencyInput, create_agency
from tests.architecture.addresses import addresses
from tests.cast import SYSTEM, Agency, Cast, Story, a_report
from tests.contracts.sweep import API_BODY, FORM, LAST, filling
from tests.contracts.test_stranger_sweep import district_of, values_of
from tests.trust import ground
from tests.trust.board import Row, judged, told

CLAIM = "Nothing a stranger can open differs by a byte whether or not the hidden case exists"
QUICK, FULL = (100, 3), (2_000, 20)
# What every answer draws anew.
DRAWN_BY_LOT = (
    rb'(?<=name="csrfmiddlewaretoken" value=")[^"]+',
    rb'(?<=X-CSRFToken": ")[^"]+',
    rb"(?<=X-CSRFToken&quot;: &quot;)[^&]+",
    rb'(?<=nonce=")[^"]+',
    rb"(?<='nonce-)[^']+",
    rb'(?<=name="once" value=")[^"]+',
    rb'(?<=submission" value=")[^"]+',
    rb"(?<=held=)[0-9a-f-]+",
    rb"(?<=typed=)[\w-]+",
    rb'(?<="token": ")[^"]+',
    rb"(?<=csrftoken=)[^;]+",
    rb"(?<=sessionid=)[^;]+",
    rb"(?<=[Ee]xpires=)[^;]+",
    rb"^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$",  # the moment, as a header says it
)
# Where what is told rightly differs, and why.
TOLD_RIGHTLY: dict[str, str] = {
    "accounts:app": "shows a new secret of one's own each time, also as a picture; nothing about any case",
    "health:healthz": "tells how the machine stands, also how long deliveries wait; nothing about any case",
}
# And to whom it is told rightly.
TOLD_TO: dict[str, frozenset[str]] = {
    # Somebody looked at the hidden case by breaking the glass, and the reviewer was asked to judge it.
    "reviewer": frozenset(
        {
            *("oversight:reviews", "oversight:review", "oversight:judge", "oversight:reply"),
            *("desk:home", "api:work"),
            # How many looks the seals hold is told to those who keep them, and checking reads so many.
            *("oversight:seals", "oversight:check_seal"),
        }
    ),
}
SIMILAR = "Melati Putri"
NIK = "3504115503170001"


@dataclass(frozen=True)
class Wish:
    """One request that every stranger sends in both worlds."""

    verb: str
    name: str
    path: str
    typed: str = ""
    """What is sent in the body; empty for what every address is sent."""

    def __str__(self) -> str:
        return f"{self.verb} {self.name}"


Answer = tuple[int, tuple[tuple[str, str], ...], bytes, int]


def measure(*, full: bool, seed: int) -> Row:
    pages, people = FULL if full else QUICK
    logging.disable(logging.ERROR)
    try:
        with ground.database("worlds") as room:
            worlds = Worlds(room, people)
            wishes = worlds.wishes(Random(seed), pages)
            data_keys.forget()  # as after `room.restore()`: what a process remembers saves it statements
            with_case = worlds.answers(wishes)
            leak = worlds.answers(wishes[:40], _counting_all())
            room.restore()
            without = worlds.answers(wishes)
            honest = worlds.answers(wishes[:40], _counting_all())
    finally:
        logging.disable(logging.NOTSET)
    odd = [key for key, answer in with_case.items() if answer != without[key]]
    caught = any(answer != honest[key] for key, answer in leak.items())
    opened = sum(answer[0] == 200 for answer in without.values())
    note = f"{len(wishes)} requests of {len(worlds.strangers)} strangers in both worlds, {opened} of them opened a page"
    faults = [
        told(f"{who}: {wish} ({_difference(with_case[who, wish], without[who, wish])})") for who, wish in odd
    ]
    return judged(
        CLAIM,
        tried=len(with_case),
        failed=len(odd),
        control_caught=caught,
        seed=seed,
        note="; ".join([note, *faults[:3]]),
    )


def _counting_all() -> AbstractContextManager[Any]:
    """The seeded leak: the number beside a menu counts the referrals of everybody."""

    def capped(found: Any) -> int:
        with acting(Actor.system("careless")):
            return int(apps.get_model("referrals.Referral").objects.count())

    return patch.object(boxes, "_capped", capped)


def _difference(one: Answer, other: Answer) -> str:
    """Where two answers part, in a few words."""
    for part, name in ((0, "status"), (1, "headers"), (3, "statements")):
        if one[part] != other[part]:
            return f"{name}: {_apart(one[part], other[part])}"
    at = next((n for n, pair in enumerate(zip(one[2], other[2], strict=False)) if pair[0] != pair[1]), 0)
    return f"{one[2][max(0, at - 60) : at + 60]!r} and {other[2][max(0, at - 60) : at + 60]!r}"


def _apart(one: Any, other: Any) -> str:
    if isinstance(one, tuple):
        return f"{sorted(set(one) ^ set(other))}"
    return f"{one} and {other}"


class Worlds:
    """The room holds the world with the hidden case; `room.restore()` leads to the one without."""

    def __init__(self, room: ground.Room, people: int) -> None:
        self.cast = Cast()
        self.strangers = dict(list(self._strangers())[:people])
        self._own_work()
        self.district = district_of(self.cast)
        self.moment: datetime = clock.now()
        self.clients = {who: self._client(actor) for who, actor in self.strangers.items()}
        room.keep()
        self.story, self.values = self._hidden()

    def _strangers(self) -> Iterator[tuple[str, Actor]]:
        cast = self.cast
        yield "supervisor elsewhere", cast.maya
        yield "officer without referral", cast.eko
        yield "nobody", Actor.nobody()
        yield "no role", cast.joko
        yield "regent's office", cast.tamu
        yield "former manager", cast.sari
        yield "reviewer", cast.rahmat
        far = AgencyInput(
            name="ULT Blitar", short_name="ULT B", kind_code="integrated_service", place_code="35.05"
        )
        far_away = Agency(create_agency(SYSTEM, far, district_code="35.05"), cast.centre.id)
        for where, agency in (
            ("elsewhere", cast.other_centre),
            ("at the registry", cast.civil_registry),
            ("far away", far_away),
        ):
            for role in (
                Role.FRONT_OFFICE,
                Role.CASE_WORKER,
                Role.CASE_MANAGER,
                Role.AGENCY_HEAD,
                Role.PARTNER_OFFICER,
            ):
                yield f"{role.value} {where}", cast.person("Orang", agency, role)

    def _own_work(self) -> None:
        """A child of the strangers' own, with nearly the hidden child's name."""
        maya = self.cast.maya
        children = (ChildInput(full_name=SIMILAR, sex="female"),)
        report_id = cases.take_report(maya, report=a_report(children=children))
        cases.triage_report(maya, report_id=report_id, facts={"sexual_violence": True})
        cases.open_cases(maya, report_id=report_id, manager_id=maya.person_id)
        for agency in (self.cast.hospital, self.cast.police, self.cast.ngo, self.cast.school):
            assert agency
        for somebody in ("ratna", "yusuf", "dewi", "ningsih", "siti", "rudi", "budi", "citra", "agus"):
            getattr(self.cast, somebody)

    def _hidden(self) -> tuple[Story, dict[str, Any]]:
        story = self.cast.story()
        with acting(SYSTEM):
            identity = apps.get_model("people.Identity").objects.get(person_id=story.child_id)
            identity.full_name, identity.nik = f"{SIMILAR} Ayu", NIK
            identity.save()
            return story, values_of(self.cast, story, self.district)

    def _client(self, actor: Actor) -> Client:
        client = Client(HTTP_HOST="localhost", raise_request_exception=False)
        if actor.user_id:
            client.force_login(self.cast.user_of(actor))
        return client

    # --- what they ask for ----------

    def wishes(self, chance: Random, size: int) -> list[Wish]:
        """Searches for the hidden child first, then addresses by chance."""
        searches = list(self._searches())
        inner = list(dict.fromkeys(self._addresses()))
        chance.shuffle(inner)
        return [*searches, *inner][:size]

    def _searches(self) -> Iterator[Wish]:
        story = self.story
        words = [
            SIMILAR,
            f"{SIMILAR} Ayu",
            "Ayu",
            NIK,
            story.case_number,
            story.report_number,
            str(story.case_id),
        ]
        for word in words:
            yield Wish("POST", "search:results", "/cari/", urlencode({"q": word}))
            yield Wish("POST", "cases:list", "/kasus/", urlencode({"text": word}))
            yield Wish("POST", "api:search_cases", "/api/v1/cases/search", json.dumps({"text": word}))
            yield Wish("POST", "reports:known_children", "/laporan/baru/anak/", _of_child(word))
        for query in (
            "",
            "?state=closed",
            "?level=high",
            "?mine=1",
            "?news=1",
            "?shape=board",
            "?shape=month",
            "?order=oldest",
            "?page=2",
        ):
            yield Wish("GET", "cases:list", f"/kasus/{query}")

    def _addresses(self) -> Iterator[Wish]:
        found = [a for a in addresses() if a.name not in LAST and a.name not in TOLD_RIGHTLY]
        story = self.story
        hidden = [story.report_id, story.child_id, story.referral_id, story.accepted_id, story.draft_id]
        for other in (None, story.case_id, *hidden, story.assessment_id, story.goal_id):
            for address in found:
                values = filling(address, self.values)
                if other:
                    values |= {name: other for name, kind in address.parts.items() if "uuid" in kind}
                for verb in ("GET", "POST"):
                    yield Wish(verb, address.name, address.filled(values))

    # --- what they get ----------

    def answers(
        self, wishes: Sequence[Wish], planted: AbstractContextManager[Any] | None = None
    ) -> dict[tuple[str, Wish], Answer]:
        asked = [
            (who, wish)
            for who in self.clients
            for wish in wishes
            if wish.name not in TOLD_TO.get(who, frozenset())
        ]
        with clock.at(self.moment), planted or nullcontext():
            return {pair: self._answer(*pair) for pair in asked}

    def _answer(self, who: str, wish: Wish) -> Answer:
        """Status, headers, bytes and the number of statements; the request is taken back.

        What somebody types to find a child leads to the page that shows what was found: that page is the answer.
        """
        counted = 0

        def count(execute: Any, *given: Any) -> Any:
            nonlocal counted
            counted += 1
            return execute(*given)

        sent, kind = (API_BODY, "application/json") if wish.path.startswith("/api/") else (b"", FORM)
        client = self.clients[who]
        with transaction.atomic(), connection.execute_wrapper(count):
            answer = client.generic(wish.verb, wish.path, data=wish.typed or sent, content_type=kind)
            if wish.typed and answer.status_code == HTTPStatus.SEE_OTHER:
                answer = client.get(answer["Location"])
            content = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
            transaction.set_rollback(True)
        headers = tuple(sorted((name, _plain(value.encode()).decode()) for name, value in answer.items()))
        return answer.status_code, headers, _plain(content), counted


def _of_child(word: str) -> str:
    """A row of the form of a report, with the word as the child's name and as the NIK."""
    return urlencode({"row": "children-0", "children-0-full_name": word, "children-0-nik": word})


def _plain(content: bytes) -> bytes:
    for pattern in DRAWN_BY_LOT:
        content = re.sub(pattern, b"-", content)
    return content
