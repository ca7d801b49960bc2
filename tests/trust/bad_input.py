"""Garbage at every address and operation, from everybody: answered quickly, never by falling over, never by damage.

Pages get their own forms back with fields spoilt, the API what its description allows and much that it does not, and
all of them torn bodies, wrong charsets, odd headers and addresses that do not fit.
"""

from __future__ import annotations

import logging
import random
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import Resolver404, include, path, resolve

from tests.architecture.addresses import Address, addresses
from tests.contracts.sweep import HEALTH, filling
from tests.trust import _garbage, ground
from tests.trust._world import PEOPLE, World, world_in
from tests.trust.board import Row, judged

CLAIM = "Whatever is sent to any page or operation, by anybody, is answered below 500 in 2 seconds and breaks nothing"
QUICK, FULL = 2_000, 100_000
SLOW_SECONDS = 2.0
FRESH_AFTER = 200
"""So many requests, then the district as it was: what garbage changed must not shield the rest from being reached."""
WHO = (*PEOPLE, "maya", "joko", "tamu", "")
LIKELY = ("dewi", "agus", "siti", "ningsih")
"""For one of these most pages open."""
OTHER_METHODS = ("HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")


def measure(*, full: bool, seed: int) -> Row:
    logging.getLogger("django").setLevel(logging.CRITICAL + 1)
    wanted = FULL if full else QUICK
    with ground.database("garbage") as room:
        senders = Senders(world_in(room))
        problems = list(senders.send(wanted, random.Random(seed)))
        inside = senders.inside
        locked_out = senders.locked_out()
        described, by_description = schema_problems(senders)
        damage = senders.damage()
        with override_settings(ROOT_URLCONF=__name__):
            control = list(senders.send(400, random.Random(seed), only="careless", urlconf=__name__))
    problems += locked_out + by_description + damage
    note = (
        f"{len(senders.reached)} addresses, {len(WHO)} people, {inside:,} got past the door;"
        f" {described} requests out of the API's description"
    )
    if problems:
        note += ". " + "; ".join(sorted(set(problems))[:12])
    return judged(
        CLAIM,
        tried=wanted + described,
        failed=len(problems),
        control_caught=any("careless" in line for line in control),
        seed=seed,
        note=note,
    )


@dataclass
class Senders:
    """Everybody at a browser of their own."""

    world: World
    clients: dict[str, Client] = field(default_factory=dict)
    cookies: dict[str, str] = field(default_factory=dict)
    fields: dict[str, dict[str, str]] = field(default_factory=dict)
    openers: dict[str, str] = field(default_factory=dict)
    reached: set[str] = field(default_factory=set)
    desks: dict[str, int] = field(default_factory=dict)
    """What everybody's own desk answered before the first garbage."""
    inside: int = 0
    """How many were neither turned away at the door nor at the method."""

    def __post_init__(self) -> None:
        for who in WHO:
            client = Client(HTTP_HOST="localhost", raise_request_exception=False)
            if who:
                client.force_login(self.world.cast.user_of(getattr(self.world.cast, who)))
            self.clients[who], self.cookies[who] = client, client.cookies.output(header="", sep=";")
        ground.nobody_falls_idle()
        self.world.keep()
        self.desks = self._desks()

    def send(
        self, number: int, chance: random.Random, only: str = "", urlconf: str | None = None
    ) -> Iterator[str]:
        """So many requests; a sentence about each that went wrong."""
        places = [one for one in addresses(urlconf) if one.name.startswith(only)]
        self._learn_forms(places, chance)
        for count in range(number):
            if count % FRESH_AFTER == 0:
                self.world.room.restore()
            place = places[count % len(places)]
            who = self._somebody(place, chance)
            request = self._request(place, chance)
            if problem := self._problem(place, who, request):
                yield problem

    def locked_out(self) -> list[str]:
        """Who no longer gets to their own desk: their garbage reached nothing."""
        self.world.room.restore()
        now = self._desks()
        return [f"{who or 'nobody'} was locked out" for who in WHO if now[who] != self.desks[who]]

    def _desks(self) -> dict[str, int]:
        return {who: self._ask(who, {"method": "GET", "path": "/meja-kerja/"})[0] for who in WHO}

    def _problem(self, place: Address, who: str, request: dict[str, Any]) -> str:
        self.reached.add(place.name)
        for _ in range(2):  # a machine that is busy with something else is not the page's fault
            status, seconds, fault = self._ask(who, request)
            self.inside += status not in {401, 404, 405}
            if status >= 500 and place.name != HEALTH:
                return f"{request['method']} {place.name} by {who or 'nobody'} answered {status} {fault}"
            if seconds < SLOW_SECONDS:
                return ""
        return f"{request['method']} {place.name} took {seconds:.1f} s"

    def _ask(self, who: str, request: dict[str, Any]) -> tuple[int, float, str]:
        client = self.clients[who]
        client.cookies = SimpleCookie(self.cookies[who])
        begun = time.monotonic()
        answer = client.generic(**request)
        for _part in answer if answer.streaming else ():
            pass
        fault = answer.exc_info[0].__name__ if getattr(answer, "exc_info", None) else ""
        return answer.status_code, time.monotonic() - begun, fault

    def _request(self, place: Address, chance: random.Random) -> dict[str, Any]:
        values = filling(place, self.world.values)
        filled = place.filled({name: _garbage.part(chance, value) for name, value in values.items()})
        method = chance.choices(("GET", "POST", chance.choice(OTHER_METHODS)), (30, 65, 5))[0]
        is_api = place.name.startswith("api:")
        body = _garbage.json_body(chance) if is_api else _garbage.form_body(chance, self._fields(place))
        kind = "application/json" if is_api and chance.random() < 0.9 else chance.choice(_garbage.KINDS)
        return {
            "method": method,
            "path": filled,
            "data": b"" if method in {"GET", "HEAD"} else body,
            "content_type": kind,
            "QUERY_STRING": _garbage.query(chance),
            **(chance.choice(_garbage.HEADERS) if chance.random() < 0.2 else {}),
        }

    def _fields(self, place: Address) -> dict[str, str]:
        return self.fields.get(place.name) or self.fields.get("", {})

    def _somebody(self, place: Address, chance: random.Random) -> str:
        """Mostly somebody for whom it opens: garbage that stops at the door shows little."""
        opener = self.openers.get(place.name)
        return opener if opener and chance.random() < 0.7 else chance.choice(WHO)

    def _learn_forms(self, places: list[Address], chance: random.Random) -> None:
        """Who opens each page, the fields of its forms and where they are sent to."""
        everything: dict[str, str] = {}
        for place in places:
            for who in LIKELY:
                if place.name in self.openers:
                    break
                client = self.clients[who]
                client.cookies = SimpleCookie(self.cookies[who])
                answer = client.get(place.filled(filling(place, self.world.values)))
                if answer.status_code == 405:
                    break
                if answer.status_code == 200 and not answer.streaming:
                    self.openers[place.name] = who
                    for target, fields in forms_in(answer.content.decode(errors="replace"), place.name):
                        self.fields.setdefault(target, fields)
                        self.openers.setdefault(target, who)
                        everything |= fields
        names = sorted(everything)
        self.fields.setdefault(
            "", {name: everything[name] for name in chance.sample(names, min(25, len(names)))}
        )

    def damage(self) -> list[str]:
        """What must hold whatever was sent, asked of the tables themselves."""
        rows = self.world.room.owner()
        return [words for words, statement in MUST_HOLD.items() if rows.execute(statement).fetchone()[0]]  # type: ignore[index, call-overload]


MUST_HOLD = {
    "a receipt without its result": "SELECT count(*) FROM events_receipt WHERE result_id IS NULL",
    "two numbers alike": "SELECT count(*) - count(DISTINCT number) FROM cases_case",
    "an open case that is closed": (
        "SELECT count(*) FROM cases_case WHERE (state = 'closed') <> (closed_at IS NOT NULL)"
    ),
    "an answered referral without its event": (
        "SELECT count(*) FROM referrals_referral r WHERE state IN ('accepted', 'declined') AND NOT EXISTS"
        " (SELECT 1 FROM events_eventrow e WHERE e.subject_id = r.id AND e.kind = 'referral_' || r.state)"
    ),
    "a delivery without its event": (
        "SELECT count(*) FROM events_delivery d LEFT JOIN events_eventrow e ON e.id = d.event_id WHERE e.id IS NULL"
    ),
}

_FORM = re.compile(r"<form\b([^>]*)>(.*?)</form>", re.DOTALL)
_ACTION = re.compile(r"\baction=\"([^\"?#]*)")
_FIELD = re.compile(r"<(?:input|select|textarea)[^>]*?\bname=\"([^\"]+)\"[^>]*?>(?:[^<]*<option[^>]*>[^<]*)*")
_VALUE = re.compile(r"\bvalue=\"([^\"]+)\"")


def forms_in(html: str, here: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Where each form of the page is sent, by the address's name, and its fields with the first value each offers."""
    for form in _FORM.finditer(html):
        action = _ACTION.search(form[1])
        fields = {
            found[1]: (value[1] if (value := _VALUE.search(found[0])) else "Contoh")
            for found in _FIELD.finditer(form[2])
            if found[1] != "csrfmiddlewaretoken"
        }
        try:
            yield (resolve(action[1]).view_name if action and action[1] else here), fields
        except Resolver404:
            continue


# --- out of the API's own description ---------------------------------------------------------------------------------


def schema_problems(senders: Senders) -> tuple[int, list[str]]:
    """Requests made from the description, fitting and unfitting, each answer held against it."""
    from schemathesis import GenerationMode
    from schemathesis.errors import InvalidSchema

    from tests.contracts import test_openapi

    counted, problems = [0], []
    story = senders.world.story
    ids = {"case_id": story.case_id, "referral_id": story.referral_id}
    for name, operation in test_openapi.OPERATIONS.items():
        who = "rudi" if "/referrals/" in name else "dewi"
        client = senders.clients[who]
        client.cookies = SimpleCookie(senders.cookies[who])
        plain = test_openapi.sender(client, ids)

        def send(case: Any, plain: Any = plain) -> Any:
            counted[0] += 1
            return plain(case)

        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
            senders.world.room.restore()
            try:
                test_openapi.try_out(operation, mode, send)
            except InvalidSchema:
                continue
            except Exception as problem:
                problems.append(f"{name} is not answered as described ({type(problem).__name__})")
    return counted[0], problems


# --- the fault that must be caught ------------------------------------------------------------------------------------


def careless(request: HttpRequest) -> HttpResponse:
    """A page that hands what was typed to the database without a form's checks."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::text", [request.POST.get("q", "") + request.GET.get("q", "")])
    return HttpResponse('<form method="post"><input name="q"></form>')


careless.login_required = False  # type: ignore[attr-defined]
urlpatterns = [path("ceroboh/", careless, name="careless"), path("", include("anyam.config.urls"))]
