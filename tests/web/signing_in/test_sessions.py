"""Sessions: where they lie, how long they last, who ends them; the lock and the proof before great harm."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from http.cookies import SimpleCookie

import pytest
from django.conf import settings
from django.test import Client

from anyam.foundation.access import Actor, NotFound, Role
from anyam.foundation.core import clock
from anyam.foundation.entry.engine import digest_of
from anyam.foundation.entry.models import HeldForm, Session, Tries
from anyam.foundation.events.models import EventRow
from anyam.interfaces.jobs.due_work import clear_entry
from anyam.registry.accounts.actions import (
    assign_role,
    change_user,
    end_assignment,
    reset_second_factors,
    set_temporary_password,
)
from anyam.registry.accounts.models import Assignment, SignInRules, User
from tests.casework.district import District

from .conftest import with_password
from .people import PASSWORD, START, a_browser, enter, is_in, question, set_up_app, set_up_passkey

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system("test")
CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/139.0 Safari/537.36"


@pytest.fixture(autouse=True)
def _clock_stands() -> Iterator[None]:
    with clock.at(START):
        yield


def key_of(client: Client) -> str:
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def row_of(client: Client) -> Session:
    return Session.objects.get(pk=digest_of(key_of(client)))


# --- the record -----------------------------------------------------------------------------------------------------


def test_a_session_is_kept_with_user_device_and_times_and_no_place(sri: User) -> None:
    client = a_browser(REMOTE_ADDR="203.0.113.77", headers={"User-Agent": CHROME})
    enter(client, sri)
    row = row_of(client)
    assert (row.user_id, row.device, row.started_at) == (sri.pk, "Chrome|Windows", START)
    kept = {field.name: str(getattr(row, field.name)) for field in Session._meta.fields}
    assert not any("203.0.113" in text or "537.36" in text for text in kept.values())
    page = client.get("/akun/keamanan/").content.decode()
    assert "Chrome di Windows" in page
    assert "di sini" in page


def test_what_stands_in_the_table_opens_nothing_as_a_cookie(sri: User) -> None:
    """A stolen dump of the database signs in as nobody."""
    client = a_browser()
    enter(client, sri)
    thief = a_browser()
    for row in Session.objects.all():
        thief.cookies[settings.SESSION_COOKIE_NAME] = row.session_key
        assert not is_in(thief)


def test_a_session_from_before_is_worth_nothing_after(sri: User) -> None:
    """C06: a preset session id does not survive the sign-in, nor the key from before the proof the proof."""
    client = a_browser()
    client.cookies[settings.SESSION_COOKIE_NAME] = "a" * 32
    enter(client, sri)
    assert key_of(client) != "a" * 32
    before = key_of(client)
    client.post("/masuk/pastikan/", {"password": PASSWORD})
    after = key_of(client)
    assert before != after
    assert is_in(client)
    old = a_browser()
    old.cookies[settings.SESSION_COOKIE_NAME] = before
    assert not is_in(old)


def test_a_session_ends_after_twelve_hours_whatever_happens(sri: User) -> None:
    client = a_browser()
    enter(client, sri)
    for minutes in range(14, 12 * 60, 14):
        with clock.at(START + timedelta(minutes=minutes)):
            assert is_in(client), minutes
    with clock.at(START + timedelta(hours=12, minutes=1)):
        assert client.get("/akun/")["Location"] == "/masuk/?next=/akun/"


def test_the_district_says_how_long(sri: User) -> None:
    SignInRules.objects.create(idle_minutes=3, session_hours=2)
    client = a_browser()
    enter(client, sri)
    with clock.at(START + timedelta(minutes=4)):
        assert client.get("/akun/")["Location"].startswith("/masuk/buka-kunci/")
    with clock.at(START + timedelta(hours=2, minutes=1)):
        assert client.get("/akun/")["Location"].startswith("/masuk/?")


# --- ending ---------------------------------------------------------------------------------------------------------


def test_one_signs_out_elsewhere_one_by_one_and_all_at_once(sri: User, agus: User) -> None:
    here, phone, home, stranger = a_browser(), a_browser(), a_browser(), a_browser()
    for client in (here, phone, home):
        enter(client, sri)
    enter(stranger, agus)
    assert stranger.post("/akun/keamanan/sesi/akhiri/", {"place": row_of(phone).pk}).status_code == 303
    assert is_in(phone), "nobody ends somebody else's session"
    here.post("/akun/keamanan/sesi/akhiri/", {"place": row_of(phone).pk})
    assert not is_in(phone)
    assert is_in(home)
    here.post("/akun/keamanan/sesi/akhiri-lainnya/")
    assert (is_in(here), is_in(home), is_in(stranger)) == (True, False, True)


def test_password_change_closing_and_role_end_kill_sessions_at_once(sri: User, district: District) -> None:
    """C07: pages and API alike."""

    def two_in() -> tuple[Client, Client]:
        clients = a_browser(), a_browser()
        for client in clients:
            enter(client, sri)
            assert client.get("/api/v1/me").status_code == 200
        return clients

    def are_out(*clients: Client) -> None:
        for client in clients:
            assert not is_in(client)
            assert client.get("/api/v1/me").status_code == 401
        assert Session.objects.filter(user_id=sri.pk).count() == 0

    clients = two_in()
    set_temporary_password(SYSTEM, user_id=sri.pk)
    are_out(*clients)
    sri.refresh_from_db()
    sri.set_password(PASSWORD)
    sri.has_temporary_password = False
    sri.save()
    clients = two_in()
    change_user(SYSTEM, user_id=sri.pk, full_name="Sri", is_active=False)
    are_out(*clients)
    change_user(SYSTEM, user_id=sri.pk, full_name="Sri", is_active=True)
    clients = two_in()
    second = assign_role(
        SYSTEM, user_id=sri.pk, agency_id=district.hospital.pk, role="partner_officer", starts_on=None
    )
    end_assignment(SYSTEM, assignment_id=Assignment.objects.get(user=sri, role="case_manager").pk)
    assert all(is_in(client) for client in clients), "one role is left"
    end_assignment(SYSTEM, assignment_id=second)
    are_out(*clients)


def test_lost_factors_are_taken_away_by_an_administrator_who_has_just_proven_who_they_are(
    sri: User, agus: User
) -> None:
    client, office = a_browser(), a_browser()
    enter(client, sri)
    set_up_app(client)
    enter(office, agus)
    address = f"/administrasi/pengguna/{sri.pk}/faktor-kedua/"
    with clock.at(START + timedelta(minutes=12)):
        answer = office.post(address)
        assert answer["Location"].startswith("/masuk/pastikan/?held=")
        held = answer["Location"].split("held=")[1]
        back = office.post("/masuk/pastikan/", {"password": PASSWORD, "held": held})
        done = office.get(back["Location"])
        assert done["Location"] == f"/administrasi/pengguna/{sri.pk}/kata-sandi/"
    assert not is_in(client)
    assert enter(a_browser(), sri)["Location"] == "/"
    with pytest.raises(NotFound):
        reset_second_factors(Actor(user_id=sri.pk), user_id=agus.pk)


def test_a_code_told_in_person_ends_after_a_day(sri: User) -> None:
    told = set_temporary_password(SYSTEM, user_id=sri.pk)
    with clock.at(START + timedelta(hours=23)):
        assert enter(a_browser(), sri, told).status_code == 302
    with clock.at(START + timedelta(hours=25)):
        answer = enter(a_browser(), sri, told)
        assert answer.status_code == 422
        assert "24 jam" in answer.content.decode()


def test_a_supervisor_lets_colleagues_in_but_nobody_mightier_and_nobody_elsewhere(
    sri: User, agus: User, district: District
) -> None:
    boss = with_password(district, "Ningsih", Role.SUPERVISOR)
    other = User.objects.get(pk=district.doctor.user_id)
    client = a_browser()
    enter(client, boss)
    page = client.get("/akun/rekan/").content.decode()
    assert "Sri" in page
    for user in (agus, other, boss):
        assert f"/akun/rekan/{user.pk}/" not in page
        assert client.post(f"/akun/rekan/{user.pk}/kode/").status_code == 404
    shown = client.post(f"/akun/rekan/{sri.pk}/kode/").content.decode()
    told = shown.split("data-temporary-password>")[1].split("<")[0]
    assert enter(a_browser(), sri, told).status_code == 302
    worker = a_browser()
    worker.force_login(User.objects.get(pk=district.manager.user_id))
    assert worker.get("/akun/rekan/").status_code == 404


def test_a_code_told_in_person_opens_no_api(sri: User) -> None:
    """C04: temporary password."""
    told = set_temporary_password(SYSTEM, user_id=sri.pk)
    client = a_browser()
    enter(client, sri, told)
    for path in ("/api/v1/me", "/api/v1/cases", "/kasus/", "/akun/keamanan/", "/akun/keamanan/aplikasi/"):
        assert client.get(path).status_code == 302, path


def test_what_has_ended_is_thrown_away_within_a_minute(sri: User, agus: User) -> None:
    client, other = a_browser(), a_browser()
    enter(client, sri)
    client.post("/masuk/kunci/")
    client.post("/akun/", {"full_name": "Sri Wahyuni"})
    enter(a_browser(), sri, "guess")
    with clock.at(START + timedelta(hours=11)):
        enter(other, agus)
    assert HeldForm.objects.exists()
    with clock.at(START + timedelta(hours=13, days=1)):
        clear_entry(0)
    with clock.at(START + timedelta(hours=13)):
        assert not is_in(client)
    assert (HeldForm.objects.count(), Tries.objects.count(), Session.objects.count()) == (0, 0, 0)


# --- the lock -------------------------------------------------------------------------------------------------------


def test_left_alone_for_fifteen_minutes_nothing_answers_any_more(sri: User) -> None:
    client = a_browser()
    enter(client, sri)
    with clock.at(START + timedelta(minutes=16)):
        assert client.get("/kasus/")["Location"] == "/masuk/buka-kunci/?next=%2Fkasus%2F"
        assert client.get("/kasus/", headers={"HX-Request": "true"}).status_code == 423
        assert client.get("/kasus/", headers={"Sec-Fetch-Mode": "cors"}).status_code == 423
        assert client.post("/kasus/", headers={"X-Autosave": "1"}).status_code == 423
        told = client.get("/api/v1/me")
        assert (told.status_code, told.json()["code"]) == (423, "locked")
        page = client.get("/masuk/buka-kunci/?next=/kasus/")
        assert page.status_code == 200
        assert "Sri" in page.content.decode()
        assert client.post("/masuk/buka-kunci/", {"password": "wrong"}).status_code == 422
        assert client.get("/kasus/").status_code == 302
        opened = client.post("/masuk/buka-kunci/", {"password": PASSWORD, "next": "/kasus/"})
        assert opened["Location"] == "/kasus/"
        assert client.get("/kasus/").status_code == 200


def test_locked_by_the_button_and_opened_from_the_cover(sri: User) -> None:
    client = a_browser()
    enter(client, sri)
    passkey = set_up_passkey(client)
    assert client.post("/masuk/kunci/", headers={"X-Lock": "1"}).status_code == 204
    assert client.post("/masuk/masih-di-sini/", headers={"X-Lock": "1"}).status_code in (302, 303, 423)
    wrong = client.post("/masuk/buka-kunci/", {"password": "x"}, headers={"X-Lock": "1"})
    assert (wrong.status_code, wrong.json()["sentence"]) == (422, "Sandi ini belum tepat.")
    right = {"credential": passkey.show(question(client))}
    assert client.post("/masuk/buka-kunci/", right, headers={"X-Lock": "1"}).status_code == 204
    here = client.post("/masuk/masih-di-sini/")
    assert here.json()["user"] == str(sri.pk)


def test_another_persons_passkey_does_not_open_the_lock(sri: User, agus: User) -> None:
    other, client = a_browser(), a_browser()
    enter(other, agus)
    passkey = set_up_passkey(other)
    enter(client, sri)
    client.post("/masuk/kunci/")
    answer = client.post("/masuk/buka-kunci/", {"credential": passkey.show(question(client))})
    assert answer.status_code == 422
    assert client.get("/akun/").status_code == 302


def test_a_form_sent_while_locked_is_not_lost(sri: User) -> None:
    client = a_browser()
    enter(client, sri)
    with clock.at(START + timedelta(minutes=20)):
        answer = client.post("/akun/", {"full_name": "Sri Wahyuni", "phone": "", "email": ""})
        assert answer["Location"].startswith("/masuk/buka-kunci/?held=")
        held = HeldForm.objects.get()
        assert "Wahyuni" not in held.sealed
        given = {"password": PASSWORD, "held": answer["Location"].split("held=")[1]}
        assert client.post("/masuk/buka-kunci/", given)["Location"] == "/akun/"
        assert client.get("/akun/").status_code == 303
    sri.refresh_from_db()
    assert sri.full_name == "Sri Wahyuni"
    assert HeldForm.objects.count() == 0


def test_five_wrong_proofs_end_the_session(sri: User) -> None:
    client = a_browser()
    enter(client, sri)
    client.post("/masuk/kunci/")
    for _ in range(5):
        assert client.post("/masuk/buka-kunci/", {"password": "wrong"}).status_code == 422
    assert client.post("/masuk/buka-kunci/", {"password": PASSWORD})["Location"] == "/masuk/"
    assert client.get("/akun/")["Location"].startswith("/masuk/?next")


def test_being_there_keeps_the_session_awake(sri: User) -> None:
    client = a_browser()
    enter(client, sri)
    for minutes in (10, 20, 30):
        with clock.at(START + timedelta(minutes=minutes)):
            assert client.post("/masuk/masih-di-sini/").status_code == 200
    with clock.at(START + timedelta(minutes=44)):
        assert is_in(client)


# --- the proof before great harm ------------------------------------------------------------------------------------


def test_after_the_proof_the_form_goes_on_with_all_that_was_typed(agus: User) -> None:
    client = a_browser()
    enter(client, agus)
    typed = {"is_second_factor_required": "on", "grace_days": "3", "idle_minutes": "9", "session_hours": "99"}
    with clock.at(START + timedelta(minutes=11)):
        asked = client.post("/administrasi/masuk/", {**typed, "session_hours": "8"})
        assert asked.status_code == 303
        page = client.get(asked["Location"]).content.decode()
        assert "Isian Anda tersimpan" in page
        held = asked["Location"].split("held=")[1]
        assert SignInRules.objects.count() == 0
        back = client.post("/masuk/pastikan/", {"password": PASSWORD, "held": held})
        assert back["Location"] == "/administrasi/masuk/"
        assert client.get("/administrasi/masuk/").status_code == 302
    rules = SignInRules.objects.get()
    assert (rules.grace_days, rules.idle_minutes, rules.session_hours) == (3, 9, 8)


def test_a_held_form_is_taken_once_by_its_own_person_at_its_own_address(sri: User, agus: User) -> None:
    client, other = a_browser(), a_browser()
    enter(client, agus)
    enter(other, sri)
    typed = {"grace_days": "3", "idle_minutes": "9", "session_hours": "8"}
    with clock.at(START + timedelta(minutes=11)):
        held = client.post("/administrasi/masuk/", typed)["Location"].split("held=")[1]
        stolen = other.post("/masuk/pastikan/", {"password": PASSWORD, "held": held})
        assert stolen["Location"] == "/"
        assert client.get("/administrasi/masuk/").status_code == 200, "not without the proof"
        assert SignInRules.objects.count() == 0
        client.post("/masuk/pastikan/", {"password": PASSWORD, "held": held})
        client.get("/administrasi/masuk/")
        assert SignInRules.objects.count() == 1
        SignInRules.objects.all().delete()
        client.post("/masuk/pastikan/", {"password": PASSWORD, "held": held})
        client.get("/administrasi/masuk/")
        assert SignInRules.objects.count() == 0


def test_a_held_form_is_forgotten_after_ten_minutes(agus: User) -> None:
    client = a_browser()
    enter(client, agus)
    typed = {"grace_days": "3", "idle_minutes": "9", "session_hours": "8"}
    with clock.at(START + timedelta(minutes=11)):
        held = client.post("/administrasi/masuk/", typed)["Location"].split("held=")[1]
    with clock.at(START + timedelta(minutes=22)):
        assert client.post("/masuk/pastikan/", {"password": PASSWORD, "held": held})["Location"] == "/"
        client.get("/administrasi/masuk/")
    assert SignInRules.objects.count() == 0


def test_a_part_of_a_page_leads_the_whole_page_to_the_proof(agus: User) -> None:
    client = a_browser()
    enter(client, agus)
    with clock.at(START + timedelta(minutes=11)):
        answer = client.post(
            "/administrasi/masuk/",
            {"grace_days": "3", "idle_minutes": "9", "session_hours": "8"},
            headers={"HX-Request": "true", "HX-Current-URL": "http://localhost/administrasi/"},
        )
        assert answer.status_code == 204
        assert answer["HX-Redirect"].startswith("/masuk/pastikan/?held=")


def test_a_proof_is_told_by_an_event_and_holds_ten_minutes(agus: User) -> None:
    client = a_browser()
    enter(client, agus)
    typed = {"grace_days": "3", "idle_minutes": "9", "session_hours": "8"}
    with clock.at(START + timedelta(minutes=11)):
        client.post("/masuk/pastikan/", {"password": PASSWORD})
    assert EventRow.objects.filter(kind="identity_proven", subject_id=agus.pk).count() == 1
    with clock.at(START + timedelta(minutes=20)):
        assert client.post("/administrasi/masuk/", typed)["Location"] == "/administrasi/masuk/"
    with clock.at(START + timedelta(minutes=22)):
        assert client.post("/administrasi/masuk/", typed)["Location"].startswith("/masuk/pastikan/")


# --- forgery, cookies, ways out -------------------------------------------------------------------------------------

FORGED = [
    "/masuk/",
    "/masuk/kode/",
    "/masuk/kunci-sandi/",
    "/masuk/pastikan/",
    "/masuk/kunci/",
    "/masuk/buka-kunci/",
    "/masuk/akun-dinas/",
    "/keluar/",
    "/akun/keamanan/aplikasi/",
    "/akun/keamanan/kode-pemulihan/",
    "/akun/keamanan/sesi/akhiri-lainnya/",
    "/administrasi/masuk/",
]


@pytest.mark.parametrize("path", FORGED)
def test_nothing_is_sent_in_somebodys_name_from_another_site(agus: User, path: str) -> None:
    """C08: without a token, with a foreign origin, as text, by GET."""
    client = a_browser(enforce_csrf_checks=True)
    client.force_login(agus)
    assert client.post(path, {"password": PASSWORD}).status_code == 403
    foreign = {"Origin": "https://jahat.example"}
    assert client.post(path, {"password": PASSWORD}, headers=foreign).status_code == 403
    assert client.post(path, '{"a": 1}', content_type="text/plain").status_code == 403
    client.get(path)
    assert is_in(client)


def test_cookies_are_bound_to_this_host_and_kept_from_scripts(sri: User) -> None:
    """C09: with HTTPS every name begins with __Host-; the flags hold always."""
    client = a_browser()
    enter(client, sri)
    client.get("/akun/")
    cookies: SimpleCookie = client.cookies
    for name in ("sessionid", "csrftoken", "anyam_device"):
        assert cookies[name]["httponly"], name
        assert cookies[name]["samesite"] == "Lax", name
        assert cookies[name]["path"] == "/", name
        assert not cookies[name]["domain"], name


def test_signing_out_empties_the_browsers_memory(sri: User) -> None:
    client = a_browser()
    enter(client, sri)
    key = key_of(client)
    assert client.post("/keluar/")["Clear-Site-Data"] == '"cache"'
    assert not Session.objects.filter(pk=digest_of(key)).exists()


@pytest.mark.parametrize(
    "away",
    [
        "https://jahat.example/",
        "//jahat.example",
        "///jahat.example",
        "/\\jahat.example",
        "\\\\jahat.example",
        "javascript:alert(1)",
        "http:jahat",
        " //jahat.example",
        "/\t/jahat.example",
        "https://localhost@jahat.example/",
        "https://localhost.jahat.example",
        "\x00//jahat",
    ],
)
def test_no_door_leads_away_from_here(sri: User, away: str) -> None:
    """C11: at the sign-in, the passkey, the proof and the lock."""
    client = a_browser()
    enter(client, sri)
    passkey = set_up_passkey(client)
    assert client.post("/masuk/pastikan/", {"password": PASSWORD, "next": away})["Location"] == "/"
    client.post("/masuk/kunci/")
    assert client.post("/masuk/buka-kunci/", {"password": PASSWORD, "next": away})["Location"] == "/"
    other = a_browser()
    given = {"credential": passkey.show(question(other)), "next": away}
    assert other.post("/masuk/kunci-sandi/", given)["Location"] == "/"
