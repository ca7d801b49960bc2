"""Guessing passwords at the door, while the workers go on signing in on its page.

Each worker's true password stands in the attacker's list for them, at a random place behind the first fifty: sooner
or later the attacker would come to it. The list begins with the likeliest, and a guess that was turned away without
being looked at is tried again. Guesses come from sixty networks in mixed order, ten a second on a clock of our own;
in between workers sign in on the device they always use, one time in four after a slip of their own.

Guesses go through the throttle and the password check without drawing the page (the tests of signing in try the page
itself); workers sign in on the page. What is not measured: a password among the very first guesses (the rules on
passwords refuse common ones), and the strength of the hash (a cheap one stands in, so that 50,000 take minutes).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any
from unittest.mock import patch

from tests.trust import ground
from tests.trust.board import Row, judged

CLAIM = "Nobody guesses a password in, and no worker is locked out on the device they always use"
BEHIND = 50
NETWORKS = 60
START = datetime.fromisoformat("2026-11-22T01:00:00+00:00")
A_GUESS = timedelta(milliseconds=100)


@dataclass
class Campaign:
    """What came of one attack."""

    guesses: int = 0
    got_in: int = 0
    sign_ins: int = 0
    locked_out: int = 0


@dataclass
class Worker:
    """A worker, the password, and the browser they always use."""

    username: str
    password: str
    browser: Any = None
    guesses: list[str] = field(default_factory=list)


def measure(*, full: bool, seed: int) -> Row:
    """50,000 guesses at 100 workers, or 660 at 6; then the same attack with one thing broken, twice."""
    from django.conf import settings

    assert "MD5" in settings.PASSWORD_HASHERS[0], "the cheap hash of the test settings"
    size = (100, 500) if full else (6, 110)
    with ground.database("password_guesses"):
        workers = _workers(Random(seed), *size)
        honest = _attack(workers, Random(seed))
        with _no_limits():
            open_door = _attack(workers, Random(seed), stop_when_in=True)
        with _unknown_devices():
            no_devices = _attack(workers, Random(seed), stop_when_locked_out=True)
    return judged(
        CLAIM,
        tried=honest.guesses,
        failed=honest.got_in + honest.locked_out,
        control_caught=open_door.got_in > 0 and no_devices.locked_out > 0,
        seed=seed,
        note=(
            f"{honest.guesses} guesses: {honest.got_in} in; {honest.sign_ins} sign-ins of workers in between: "
            f"{honest.locked_out} locked out. Controls: without limits in after {open_door.guesses} guesses; "
            f"without known devices a worker locked out after {no_devices.guesses}. Cheap hash, clock of our own."
        ),
    )


def _workers(random: Random, count: int, length: int) -> list[Worker]:
    """Workers with passwords; the attacker's list for each, with the true one somewhere in it."""
    from django.contrib.auth.hashers import make_password

    from anyam.foundation.access import Actor
    from anyam.registry.accounts.actions import create_user

    office = Actor.system("guessing passwords")
    made = []
    for number in range(count):
        worker = Worker(f"pekerja{number}", f"benar-{random.getrandbits(40):x}")
        create_user(
            office,
            username=worker.username,
            full_name=f"Pekerja {number}",
            encoded_password=make_password(worker.password),
        )
        worker.guesses = [f"tebakan-{random.getrandbits(40):x}" for _ in range(length - 1)]
        worker.guesses.insert(random.randrange(BEHIND, length), worker.password)
        made.append(worker)
    return made


def _attack(
    workers: list[Worker], random: Random, *, stop_when_in: bool = False, stop_when_locked_out: bool = False
) -> Campaign:
    """As many guesses as the lists are long, at all workers in mixed order, each worker's in the order of the list."""
    from anyam.foundation.core import clock
    from anyam.foundation.entry.models import Tries

    Tries.objects.all().delete()
    told = Campaign()
    with clock.at(START):
        for worker in workers:
            worker.browser = _browser("203.0.113.5")
            assert _enters(worker, worker.password), "the worker knows this device"
    every = 10 if len(workers) < 50 else 50
    turns = [worker for worker in workers for _ in worker.guesses]
    random.shuffle(turns)
    looked_at = dict.fromkeys((worker.username for worker in workers), 0)
    for number, worker in enumerate(turns):
        with clock.at(START + number * A_GUESS):
            told.guesses += 1
            network = f"198.51.{random.randrange(NETWORKS)}.7"
            guess = worker.guesses[looked_at[worker.username]]
            is_in = _guesses(network, worker.username, guess)
            looked_at[worker.username] += is_in is not None
            told.got_in += bool(is_in)
            if number % every == every - 1:
                _worker_comes(random.choice(workers), random, told)
        if (stop_when_in and told.got_in) or (stop_when_locked_out and told.locked_out):
            break
    return told


def _guesses(network: str, username: str, password: str) -> bool | None:
    """What the sign-in page does with a guess, without drawing the page; nothing where it does not look at it."""
    from django.contrib.auth import get_user_model
    from django.test import RequestFactory

    from anyam.interfaces.web.accounts import throttle

    asked = RequestFactory().post("/masuk/", REMOTE_ADDR=network)
    attempt = throttle.admit(asked, username, password)
    if attempt is None:
        return None
    if not get_user_model().objects.get(username=username).check_password(password):
        return False
    throttle.was_right(attempt)
    return True


def _worker_comes(worker: Worker, random: Random, told: Campaign) -> None:
    """In the morning, after a slip now and then."""
    told.sign_ins += 1
    if random.random() < 0.25:
        _enters(worker, "salah-ketik")
    told.locked_out += not _enters(worker, worker.password)


def _browser(address: str) -> Any:
    from django.test import Client

    return Client(HTTP_HOST="localhost", REMOTE_ADDR=address)


def _enters(worker: Worker, password: str) -> bool:
    return _opens(worker.browser, worker.username, password)


def _opens(browser: Any, username: str, password: str) -> bool:
    """Whether the page lets in; whoever is in signs out again."""
    answer = browser.post("/masuk/", {"username": username, "password": password})
    if answer.status_code != 302:
        return False
    browser.post("/keluar/")
    return True


# --- the faults that must be caught -----------------------------------------------------------------------------------


@contextmanager
def _no_limits() -> Iterator[None]:
    """The throttle lets everything through."""
    from anyam.interfaces.web.accounts import throttle

    with patch.object(throttle, "admit", lambda request, username, password: throttle.Attempt()):
        yield


@contextmanager
def _unknown_devices() -> Iterator[None]:
    """No device is ever known: the worker's tries count with the attacker's."""
    from anyam.interfaces.web.accounts import throttle

    with patch.object(throttle, "_known_device", lambda request, username: ""):
        yield
