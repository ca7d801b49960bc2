"""Guessing passwords: one by one, all at once, sprayed over everybody; and the worker who must still get in."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from importlib import reload
from unittest.mock import patch

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core.cache import cache
from django.db import connection
from django.test import RequestFactory, override_settings

from anyam.foundation.core import clock
from anyam.foundation.entry import tries
from anyam.foundation.entry.hashing import AT_ONCE, BoundedArgon2Hasher, TooBusy
from anyam.foundation.entry.models import Tries
from anyam.interfaces.web.accounts import throttle
from anyam.registry.accounts.models import User

from .people import PASSWORD, START, a_browser, enter, is_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock_stands(request: pytest.FixtureRequest) -> Iterator[None]:
    with clock.at(START):
        yield


def admitted(username: str, password: str, address: str) -> bool:
    asked = RequestFactory().post("/masuk/", REMOTE_ADDR=address)
    return throttle.admit(asked, username, password) is not None


def test_three_common_passwords_on_five_hundred_users_are_looked_at_thirty_times() -> None:
    """C01: from fifty networks, each of which stays far below its own limit; and a restart changes nothing."""
    looked_at = 0
    for password in ("Rahasia12345", "Indonesia2026", "Dinsos123456"):
        for number in range(500):
            looked_at += admitted(f"user{number}", password, f"198.51.{number % 50}.7")
    assert looked_at == 3 * throttle.USERS_PER_PASSWORD
    cache.clear()
    reload(tries)
    assert not admitted("somebody.else", "Rahasia12345", "192.0.2.200")
    assert admitted("somebody.else", "another password", "192.0.2.200")


def test_counts_hold_no_name_no_password_and_no_address() -> None:
    admitted("sri.wahyuni", "kambing-payung", "198.51.100.7")
    kept = " ".join(Tries.objects.values_list("key", flat=True))
    assert len(kept) >= 5 * 64
    assert not any(word in kept for word in ("sri", "kambing", "198.51"))


def test_a_limit_ends_with_its_window_and_does_not_grow_with_further_tries() -> None:
    for number in range(throttle.PER_USER):
        assert admitted("sri", f"guess{number}", f"198.51.100.{number}")
    for number in range(200):
        assert not admitted("sri", f"more{number}", f"198.51.101.{number}")
    with clock.at(START + throttle.QUARTER):
        assert admitted("sri", "later", "198.51.100.200")


def test_one_network_is_slowed_down_over_all_user_names() -> None:
    found = [admitted(f"user{number}", f"guess{number}", "198.51.100.7") for number in range(150)]
    assert sum(found) == throttle.PER_NETWORK
    assert admitted("user149", "other", "198.51.100.8")


def test_addresses_of_one_ipv6_household_are_one_network() -> None:
    for number in range(throttle.PER_NETWORK):
        admitted(f"user{number}", f"guess{number}", f"2001:db8:1:2::{number:x}")
    assert not admitted("one.more", "guess", "2001:db8:1:2:ffff::1")
    assert admitted("one.more", "guess2", "2001:db8:1:3::1")


def test_a_worker_on_a_known_device_enters_while_an_attacker_fails_at_their_account(sri: User) -> None:
    """C02: lock-out as an attack."""
    known = a_browser()
    enter(known, sri)
    known.post("/keluar/")
    for number in range(120):
        enter(a_browser(REMOTE_ADDR=f"198.51.{number}.7"), sri, f"guess{number}")
    assert enter(a_browser(REMOTE_ADDR="192.0.2.9"), sri).status_code == 422
    assert enter(known, sri).status_code == 302
    assert is_in(known)


def test_the_right_password_of_many_users_is_no_spray(sri: User, agus: User) -> None:
    """In training everybody has the same one: what was right is taken off the count."""
    for _ in range(15):
        for user in (sri, agus):
            assert enter(a_browser(), user).status_code == 302


@pytest.mark.parametrize("username", ["sri", "nobody", "closed"])
def test_unknown_closed_and_wrong_sound_and_cost_the_same(sri: User, agus: User, username: str) -> None:
    """B07: the same words, the same status, one hash each."""
    User.objects.filter(pk=agus.pk).update(is_active=False)
    names = {"sri": sri.username, "closed": agus.username, "nobody": "tidak.ada"}
    hashed: list[str] = []
    hasher = "django.contrib.auth.hashers.MD5PasswordHasher.encode"
    from django.contrib.auth.hashers import MD5PasswordHasher

    real = MD5PasswordHasher.encode

    def counted(self: MD5PasswordHasher, password: str, salt: str) -> str:
        hashed.append(password)
        return real(self, password, salt)

    client = a_browser()
    with patch(hasher, counted):
        answer = client.post("/masuk/", {"username": names[username], "password": "wrong-password"})
    assert answer.status_code == 422
    assert "Nama pengguna dan sandi" in answer.content.decode()
    assert len(hashed) == 1


# --- whom the network says it is ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("proxies", "told", "expected"),
    [
        (0, "203.0.113.9", "198.51.100.7"),
        (0, "203.0.113.9, 10.0.0.1", "198.51.100.7"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "192.0.2.66, 203.0.113.9", "203.0.113.9"),
        (1, "", "198.51.100.7"),
        (1, "not an address", "198.51.100.7"),
        (2, "192.0.2.66, 203.0.113.9, 10.0.0.2", "203.0.113.9"),
        (2, "203.0.113.9", "198.51.100.7"),
        (1, "192.0.2.66, 203.0.113.9:443", "198.51.100.7"),
    ],
)
def test_what_a_client_writes_into_the_header_is_not_believed(proxies: int, told: str, expected: str) -> None:
    """C10: only what our own proxies wrote counts, from the right."""
    asked = RequestFactory().post("/masuk/", REMOTE_ADDR="198.51.100.7", HTTP_X_FORWARDED_FOR=told)
    with override_settings(ANYAM_TRUSTED_PROXIES=proxies):
        assert throttle.address_of(asked) == expected


def test_a_new_address_in_every_request_does_not_help(sri: User) -> None:
    """C10: X-Forwarded-For on the sign-in itself."""
    for number in range(throttle.PER_USER):
        enter(a_browser(), sri, f"guess{number}", headers={"X-Forwarded-For": f"203.0.113.{number}"})
    assert enter(a_browser(), sri, headers={"X-Forwarded-For": "203.0.113.250"}).status_code == 422


def test_a_made_up_host_is_refused(sri: User) -> None:
    """C10: no address is ever made from the Host header of somebody else."""
    client = a_browser()
    client.defaults["HTTP_HOST"] = "jahat.example"
    assert enter(client, sri).status_code == 400


# --- many at the same moment ----------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_a_hundred_at_the_same_moment_count_as_a_hundred() -> None:
    limit = tries.Limit("at once", ("x",), 10, throttle.QUARTER)
    let_through: list[bool] = []
    start = threading.Barrier(20)

    def try_it() -> None:
        start.wait()
        try:
            for _ in range(5):
                let_through.append(tries.take_all([limit]))
        finally:
            connection.close()

    threads = [threading.Thread(target=try_it) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(let_through), sum(let_through)) == (100, 10)


def test_a_hundred_sign_ins_at_once_hash_two_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """C03: memory stays bounded; a bound that does nothing is noticed by the same count."""
    now, most = [0], [0]
    watch = threading.Lock()

    def slow(self: object, password: str, salt: str) -> str:
        with watch:
            now[0] += 1
            most[0] = max(most[0], now[0])
        time.sleep(0.005)
        with watch:
            now[0] -= 1
        return "hash"

    monkeypatch.setattr(Argon2PasswordHasher, "encode", slow)

    def all_at_once(hasher: Argon2PasswordHasher) -> int:
        most[0] = 0
        threads = [threading.Thread(target=hasher.encode, args=("x", "y")) for _ in range(100)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return most[0]

    assert all_at_once(BoundedArgon2Hasher()) == AT_ONCE
    assert all_at_once(Argon2PasswordHasher()) > AT_ONCE


def test_who_waits_too_long_is_asked_to_try_again_and_nothing_is_counted(sri: User) -> None:
    client = a_browser()
    with patch("django.contrib.auth.base_user.AbstractBaseUser.check_password", side_effect=TooBusy):
        answer = enter(client, sri)
    assert answer.status_code == 422
    assert "setengah menit" in answer.content.decode()
    assert not Tries.objects.filter(count__gt=0).exists()


def test_the_hash_is_argon2id_with_sixty_four_mebibytes() -> None:
    hashed = BoundedArgon2Hasher().encode(PASSWORD, "salt" * 4)
    assert hashed.startswith("argon2$argon2id$v=19$m=65536,t=2,p=2$")
    assert BoundedArgon2Hasher().verify(PASSWORD, hashed)


def test_with_https_every_cookie_is_bound_to_this_host() -> None:
    """C09: the names and flags that the settings give when the pages stand behind HTTPS."""
    script = (
        "import django; from django.conf import settings as s; django.setup();"
        "from anyam.interfaces.web.accounts.throttle import COOKIE;"
        "print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, COOKIE, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE)"
    )
    surroundings = {**os.environ, "ANYAM_HTTPS": "1", "DJANGO_SETTINGS_MODULE": "anyam.config.settings"}
    told = subprocess.run(
        [sys.executable, "-c", script], env=surroundings, capture_output=True, text=True, check=True
    )
    assert told.stdout.split() == [
        "__Host-sessionid",
        "__Host-csrftoken",
        "__Host-anyam_device",
        "True",
        "True",
    ]
