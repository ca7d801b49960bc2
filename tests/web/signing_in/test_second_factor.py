"""The second factor: an app, passkeys, recovery codes; and every way round it that somebody might try."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.test import override_settings

from anyam.foundation.access import Actor
from anyam.foundation.core import clock
from anyam.foundation.events.models import EventRow
from anyam.registry.accounts.actions import set_temporary_password
from anyam.registry.accounts.models import SignInRules, User

from .people import (
    PASSWORD,
    START,
    a_browser,
    code_of,
    enter,
    is_in,
    make_codes,
    question,
    set_up_app,
    set_up_passkey,
)
from .soft_passkey import PRESENT, SoftPasskey

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system("test")


@pytest.fixture(autouse=True)
def _clock_stands() -> Iterator[None]:
    with clock.at(START):
        yield


# --- authenticator app ----------------------------------------------------------------------------------------------


def test_a_worker_sets_up_an_app_and_needs_it_from_then_on(sri: User) -> None:
    client = a_browser()
    enter(client, sri)
    secret = set_up_app(client)
    assert "Kode pemulihan" in client.get("/akun/keamanan/kode-pemulihan/").content.decode()
    other = a_browser()
    answer = enter(other, sri)
    assert answer["Location"] == "/masuk/kode/"
    assert not is_in(other)
    assert other.post("/masuk/kode/", {"code": code_of(secret)})["Location"] == "/"
    assert is_in(other)


def test_the_secret_and_the_seed_lie_sealed_in_the_database(sri: User) -> None:
    client = a_browser()
    enter(client, sri)
    secret = set_up_app(client)
    make_codes(client)
    kept = [str(row.data) for row in Authenticator.objects.all()]
    assert len(kept) == 2
    assert not any(secret in text for text in kept)
    assert all(len(row.data.get("secret") or row.data["seed"]) > 60 for row in Authenticator.objects.all())


def test_a_code_opens_once_and_one_from_before_never(sri: User) -> None:
    """C05: reuse, and the neighbouring window."""
    client = a_browser()
    enter(client, sri)
    secret = set_up_app(client)
    first, second = a_browser(), a_browser()
    enter(first, sri)
    code = code_of(secret)
    assert first.post("/masuk/kode/", {"code": code}).status_code == 302
    enter(second, sri)
    for wrong in (
        code,
        code_of(secret, later=-1),
        code_of(secret, later=-2),
        code_of(secret, later=3),
        "",
        "x",
    ):
        assert second.post("/masuk/kode/", {"code": wrong}).status_code == 422, wrong
    assert not is_in(second)
    assert second.post("/masuk/kode/", {"code": code_of(secret, later=1)}).status_code == 302


def test_ten_thousand_guessed_codes_open_nothing(sri: User) -> None:
    """C05: guesses are counted before they are looked at; here the first hundred, of which ten are looked at."""
    client = a_browser()
    enter(client, sri)
    secret = set_up_app(client)
    attacker = a_browser()
    enter(attacker, sri)
    for guess in range(15):
        assert attacker.post("/masuk/kode/", {"code": f"{guess:06}"}).status_code == 422
    assert attacker.post("/masuk/kode/", {"code": code_of(secret)}).status_code == 422
    # The worker, on the device they always use, is not kept out by it.
    client.post("/keluar/")
    enter(client, sri)
    assert client.post("/masuk/kode/", {"code": code_of(secret)}).status_code == 302


def test_half_a_sign_in_opens_nothing(sri: User) -> None:
    """C04: with the right password and no code, pages, parts and the API stay shut."""
    client = a_browser()
    enter(client, sri)
    set_up_app(client)
    half = a_browser()
    enter(half, sri)
    for path in (
        "/",
        "/akun/",
        "/kasus/",
        "/akun/keamanan/",
        "/akun/keamanan/aplikasi/",
        "/akun/kata-sandi/",
    ):
        assert half.get(path).status_code == 302, path
    assert half.get("/api/v1/me").status_code == 401
    assert half.post("/akun/keamanan/kode-pemulihan/").status_code == 302
    assert half.post("/masuk/pastikan/", {"password": PASSWORD}).status_code == 302


def test_a_code_told_in_person_is_no_way_round_the_second_factor(sri: User) -> None:
    """C04: recovery of the password."""
    client = a_browser()
    enter(client, sri)
    secret = set_up_app(client)
    told = set_temporary_password(SYSTEM, user_id=sri.pk)
    assert not is_in(client)
    other = a_browser()
    assert enter(other, sri, told)["Location"] == "/masuk/kode/"
    assert other.get("/akun/kata-sandi/").status_code == 302
    assert other.post("/masuk/kode/", {"code": code_of(secret)}).status_code == 302
    assert other.get("/akun/kata-sandi/").status_code == 200


# --- recovery codes -------------------------------------------------------------------------------------------------


def test_recovery_codes_are_shown_once_and_open_once_each(sri: User) -> None:
    client = a_browser()
    enter(client, sri)
    set_up_app(client)
    codes = make_codes(client)
    assert len(set(codes)) == 10
    assert codes[0] not in client.get("/akun/keamanan/kode-pemulihan/").content.decode()
    other = a_browser()
    enter(other, sri)
    assert other.post("/masuk/kode/", {"code": codes[3]}).status_code == 302
    assert is_in(other)
    assert "9 kode tersisa" in other.get("/akun/keamanan/").content.decode()
    again = a_browser()
    enter(again, sri)
    assert again.post("/masuk/kode/", {"code": codes[3]}).status_code == 422
    assert EventRow.objects.filter(kind="identity_proven", payload__proof="recovery_codes").count() == 1


def test_new_recovery_codes_end_the_old_ones(sri: User) -> None:
    client = a_browser()
    enter(client, sri)
    set_up_app(client)
    old, new = make_codes(client), make_codes(client)
    other = a_browser()
    enter(other, sri)
    assert other.post("/masuk/kode/", {"code": old[0]}).status_code == 422
    assert other.post("/masuk/kode/", {"code": new[0]}).status_code == 302


# --- passkeys -------------------------------------------------------------------------------------------------------


def test_a_passkey_signs_in_alone(sri: User) -> None:
    client = a_browser()
    enter(client, sri)
    passkey = set_up_passkey(client)
    other = a_browser()
    answer = other.post(
        "/masuk/kunci-sandi/", {"credential": passkey.show(question(other)), "next": "/akun/"}
    )
    assert answer["Location"] == "/akun/"
    assert is_in(other)


def test_a_passkey_is_a_second_factor_too(sri: User) -> None:
    client = a_browser()
    enter(client, sri)
    passkey = set_up_passkey(client)
    other = a_browser()
    assert enter(other, sri)["Location"] == "/masuk/kode/"
    assert other.post("/masuk/kode/", {"credential": passkey.show(question(other))}).status_code == 302
    assert is_in(other)


def test_a_worker_with_a_passkey_enters_while_an_attacker_fails_at_their_account(sri: User) -> None:
    """C02, with a passkey on a device nobody knows."""
    client = a_browser()
    enter(client, sri)
    passkey = set_up_passkey(client)
    attacker = a_browser()
    for _ in range(40):
        enter(attacker, sri, "guess")
    assert enter(a_browser(), sri).status_code == 422
    fresh = a_browser()
    assert fresh.post("/masuk/kunci-sandi/", {"credential": passkey.show(question(fresh))}).status_code == 302
    assert is_in(fresh)


def _refused(sri: User, passkey: SoftPasskey, credential: str) -> None:
    client = a_browser()
    question(client)
    answer = client.post("/masuk/kunci-sandi/", {"credential": credential})
    assert answer["Location"] == "/masuk/"
    assert not is_in(client)


def test_a_passkey_shown_to_another_site_opens_nothing_here(sri: User) -> None:
    """C12: wrong origin, wrong site."""
    client = a_browser()
    enter(client, sri)
    passkey = set_up_passkey(client)
    for origin, rp_id in (("http://jahat.example", "localhost"), ("http://localhost", "jahat.example")):
        fresh = a_browser()
        passkey.origin, passkey.rp_id = origin, rp_id
        fresh.post("/masuk/kunci-sandi/", {"credential": passkey.show(question(fresh))})
        assert not is_in(fresh)


def test_the_answer_to_one_question_answers_no_other(sri: User) -> None:
    """C12: a replayed challenge, in the same browser and in another."""
    client = a_browser()
    enter(client, sri)
    passkey = set_up_passkey(client)
    first = a_browser()
    shown = passkey.show(question(first))
    assert first.post("/masuk/kunci-sandi/", {"credential": shown}).status_code == 302
    assert is_in(first)
    first.post("/keluar/")
    for client in (first, a_browser()):
        client.post("/masuk/kunci-sandi/", {"credential": shown})
        assert not is_in(client)
        question(client)
        client.post("/masuk/kunci-sandi/", {"credential": shown})
        assert not is_in(client)


def test_a_copied_passkey_is_noticed(sri: User) -> None:
    """C12: a counter that does not grow."""
    client = a_browser()
    enter(client, sri)
    passkey = set_up_passkey(client)
    for _ in range(3):
        fresh = a_browser()
        fresh.post("/masuk/kunci-sandi/", {"credential": passkey.show(question(fresh))})
        assert is_in(fresh)
    passkey.count = 1
    copy = a_browser()
    copy.post("/masuk/kunci-sandi/", {"credential": passkey.show(question(copy))})
    assert not is_in(copy)


def test_a_passkey_without_finger_or_pin_opens_nothing(sri: User) -> None:
    client = a_browser()
    enter(client, sri)
    passkey = set_up_passkey(client)
    fresh = a_browser()
    fresh.post("/masuk/kunci-sandi/", {"credential": passkey.show(question(fresh), flags=PRESENT)})
    assert not is_in(fresh)


@pytest.mark.parametrize(
    "made_up",
    [
        "",
        "null",
        "[]",
        "{}",
        "x",
        '{"id": "YQ", "rawId": "YQ", "type": "public-key", "response": {}}',
        "9" * 5000,
    ],
)
def test_a_made_up_passkey_is_answered_with_a_sentence(sri: User, made_up: str) -> None:
    client = a_browser()
    question(client)
    assert client.post("/masuk/kunci-sandi/", {"credential": made_up})["Location"] == "/masuk/"
    enter(client, sri)
    client.get("/akun/keamanan/kunci-sandi/", headers={"Accept": "application/json"})
    assert client.post("/akun/keamanan/kunci-sandi/", {"name": "x", "credential": made_up}).status_code == 422
    assert client.post("/masuk/pastikan/", {"credential": made_up}).status_code == 422


def test_a_passkey_of_somebody_closed_opens_nothing(sri: User) -> None:
    client = a_browser()
    enter(client, sri)
    passkey = set_up_passkey(client)
    User.objects.filter(pk=sri.pk).update(is_active=False)
    fresh = a_browser()
    fresh.post("/masuk/kunci-sandi/", {"credential": passkey.show(question(fresh))})
    assert not is_in(fresh)


def test_the_question_tells_nothing_about_who_has_a_passkey(sri: User) -> None:
    """B07: before the password the same question for everybody."""
    client = a_browser()
    enter(client, sri)
    set_up_passkey(client)
    assert not question(a_browser())["publicKey"].get("allowCredentials")
    half = a_browser()
    enter(half, sri)
    assert len(question(half)["publicKey"]["allowCredentials"]) == 1


# --- taking away ----------------------------------------------------------------------------------------------------


def test_the_last_factor_takes_the_recovery_codes_with_it(sri: User) -> None:
    client = a_browser()
    enter(client, sri)
    set_up_app(client)
    make_codes(client)
    assert client.get("/akun/keamanan/hapus/?factor=app").status_code == 200
    assert client.post("/akun/keamanan/hapus/", {"factor": "app", "sure": "1"}).status_code == 303
    assert Authenticator.objects.count() == 0
    assert enter(a_browser(), sri)["Location"] == "/"


def test_nobody_takes_somebody_elses_passkey_away(sri: User, agus: User) -> None:
    client, other = a_browser(), a_browser()
    enter(client, sri)
    set_up_passkey(client)
    enter(other, agus)
    key = Authenticator.objects.get().pk
    assert other.post("/akun/keamanan/hapus/", {"factor": str(key), "sure": "1"}).status_code == 404
    assert Authenticator.objects.count() == 1


# --- who must -------------------------------------------------------------------------------------------------------


@pytest.fixture
def required() -> Iterator[None]:
    with override_settings(ANYAM_SECOND_FACTOR_REQUIRED=True):
        yield


@pytest.mark.usefixtures("required")
def test_who_sees_children_has_days_of_grace_and_then_must(sri: User) -> None:
    client = a_browser()
    enter(client, sri)
    assert is_in(client)
    assert "29 November 2026" in client.get("/akun/keamanan/").content.decode()
    with clock.at(START + timedelta(days=7, minutes=1)):
        later = a_browser()
        enter(later, sri)
        for path in ("/", "/kasus/", "/akun/"):
            assert later.get(path)["Location"] == "/akun/keamanan/"
        told = later.get("/api/v1/me")
        assert (told.status_code, told.json()["code"]) == (403, "second_factor")
        assert "Pasang langkah kedua sekarang" in later.get("/akun/keamanan/").content.decode()
        set_up_passkey(later)
        assert is_in(later)
        assert later.get("/api/v1/me").status_code == 200


@pytest.mark.usefixtures("required")
def test_an_administrator_must_at_once_and_no_setting_turns_it_off(agus: User) -> None:
    SignInRules.objects.create(is_second_factor_required=False, grace_days=90)
    client = a_browser()
    enter(client, agus)
    assert client.get("/administrasi/pengguna/")["Location"] == "/akun/keamanan/"
    set_up_app(client)
    assert client.get("/administrasi/pengguna/").status_code == 200


@pytest.mark.usefixtures("required")
def test_a_district_that_does_not_require_it_asks_nobody_else(sri: User) -> None:
    SignInRules.objects.create(is_second_factor_required=False)
    with clock.at(START + timedelta(days=300)):
        client = a_browser()
        enter(client, sri)
        assert is_in(client)


def test_in_training_it_is_offered_and_not_forced(agus: User) -> None:
    client = a_browser()
    enter(client, agus)
    assert client.get("/administrasi/pengguna/").status_code == 200
