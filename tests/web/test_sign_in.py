"""Signing in and out, one's own account, and what every request is told about the one who sends it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.test import Client, override_settings

from anyam.foundation.access import Actor, Role
from anyam.foundation.events.models import EventRow
from anyam.registry.accounts.actions import end_assignment, set_temporary_password
from anyam.registry.accounts.models import Assignment, User
from tests.casework.district import District

pytestmark = pytest.mark.django_db

Browser = Callable[..., Client]
PASSWORD = "kambing-payung-sepeda"


@pytest.fixture(autouse=True)
def _no_counts_from_before() -> None:
    cache.clear()


@pytest.fixture
def sri(district: District) -> User:
    actor = district.person("Sri", district.service_centre, Role.CASE_MANAGER)
    user = User.objects.get(pk=actor.user_id)
    user.set_password(PASSWORD)
    user.save()
    return user


def enter(client: Client, username: str, password: str, **more: str) -> int:
    return client.post("/masuk/", {"username": username, "password": password, **more}).status_code


def test_a_worker_signs_in_and_lands_on_the_desk(sri: User) -> None:
    client = Client()
    answer = client.post("/masuk/", {"username": f" {sri.username.upper()} ", "password": PASSWORD})
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert EventRow.objects.filter(kind="user_signed_in", subject_id=sri.pk).count() == 1
    assert client.get("/akun/").status_code == 200


def test_after_signing_in_one_comes_to_the_page_one_wanted(sri: User) -> None:
    client = Client()
    asked = client.get("/akun/")
    assert asked["Location"] == "/masuk/?next=/akun/"
    given = {"username": sri.username, "password": PASSWORD, "next": "/akun/"}
    assert client.post("/masuk/", given)["Location"] == "/akun/"


@pytest.mark.parametrize(
    "away", ["https://jahat.example/", "//jahat.example", "javascript:alert(1)", "/\\jahat", "\x00"]
)
def test_nobody_is_led_away_from_here(sri: User, away: str) -> None:
    given = {"username": sri.username, "password": PASSWORD, "next": away}
    assert Client().post("/masuk/", given)["Location"] == "/"


@pytest.mark.parametrize(
    ("username", "password"),
    [
        ("", ""),
        ("sri", "wrong"),
        ("nobody", PASSWORD),
        ("\x00", "\x00"),
        ("x" * 5000, "y" * 5000),
        ("‮", "<b>"),
    ],
)
def test_what_does_not_open_is_answered_with_a_sentence(sri: User, username: str, password: str) -> None:
    answer = Client().post("/masuk/", {"username": username, "password": password})
    assert answer.status_code == 422
    assert "error" in answer.content.decode()


def test_a_stranger_who_guesses_all_day_does_not_keep_the_worker_out(sri: User) -> None:
    known = Client()
    assert enter(known, sri.username, PASSWORD) == 302
    known.post("/keluar/")
    stranger = Client()
    for _ in range(31):
        enter(stranger, sri.username, "guess")
    assert enter(stranger, sri.username, PASSWORD) == 422
    assert enter(known, sri.username, PASSWORD) == 302


def test_guessing_on_a_known_device_is_slowed_down_too(sri: User) -> None:
    known = Client()
    enter(known, sri.username, PASSWORD)
    known.post("/keluar/")
    for _ in range(10):
        enter(known, sri.username, "guess")
    assert enter(known, sri.username, PASSWORD) == 422


def test_a_forged_device_mark_counts_for_nothing(sri: User) -> None:
    client = Client()
    client.cookies["anyam_device"] = "forged:1:2"
    assert enter(client, sri.username, "guess") == 422
    assert enter(client, sri.username, PASSWORD) == 302


def test_a_closed_user_is_out_at_the_next_click(sri: User, browser_of: Browser) -> None:
    client = Client()
    enter(client, sri.username, PASSWORD)
    User.objects.filter(pk=sri.pk).update(is_active=False)
    assert client.get("/akun/").status_code == 302
    assert enter(Client(), sri.username, PASSWORD) == 422


def test_an_ended_role_closes_its_pages_at_the_next_click_and_the_last_one_everything(
    sri: User, district: District
) -> None:
    first = Assignment.objects.get(user=sri)
    second = Assignment.objects.create(
        user=sri, agency=district.service_centre, role=Role.AGENCY_HEAD, starts_on="2020-01-01"
    )
    client = Client()
    enter(client, sri.username, PASSWORD)
    assert client.get("/kasus/").status_code == 200
    end_assignment(Actor.system("test"), assignment_id=first.pk)
    assert client.get("/kasus/").status_code == 404
    assert client.get("/akun/").status_code == 200
    end_assignment(Actor.system("test"), assignment_id=second.pk)
    assert client.get("/akun/").status_code == 302
    assert client.get("/api/v1/me").status_code == 401


def test_signing_out_needs_a_press_and_ends_the_session(sri: User) -> None:
    client = Client()
    enter(client, sri.username, PASSWORD)
    assert client.get("/keluar/").status_code == 200
    assert client.get("/akun/").status_code == 200
    assert client.post("/keluar/").status_code == 302
    assert client.get("/akun/").status_code == 302


def test_part_of_a_page_asked_for_after_the_session_ended_leads_to_the_sign_in(district: District) -> None:
    answer = Client().get("/akun/", headers={"HX-Request": "true"})
    assert (answer.status_code, answer["HX-Redirect"]) == (204, "/masuk/")


def test_a_temporary_password_opens_one_page_only(sri: User) -> None:
    told = set_temporary_password(Actor.system("test"), user_id=sri.pk)
    client = Client()
    enter(client, sri.username, told)
    for url in ("/", "/kasus/", "/akun/"):
        assert client.get(url)["Location"] == "/akun/kata-sandi/"
    new = "wayang-kopi-sungai-pagi"
    changed = client.post(
        "/akun/kata-sandi/", {"present_password": told, "new_password": new, "repeated": new}
    )
    assert changed.status_code == 303
    assert client.get("/akun/").status_code == 200
    assert enter(Client(), sri.username, told) == 422
    assert enter(Client(), sri.username, new) == 302


def test_a_new_password_signs_all_other_devices_out(sri: User) -> None:
    here, there = Client(), Client()
    for client in (here, there):
        enter(client, sri.username, PASSWORD)
    new = "wayang-kopi-sungai-pagi"
    here.post("/akun/kata-sandi/", {"present_password": PASSWORD, "new_password": new, "repeated": new})
    assert here.get("/akun/").status_code == 200
    assert there.get("/akun/").status_code == 302


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"present_password": "wrong", "new_password": "wayang-kopi-sungai", "repeated": "wayang-kopi-sungai"},
        {"present_password": PASSWORD, "new_password": "wayang-kopi-sungai", "repeated": "other"},
        {"present_password": PASSWORD, "new_password": "short", "repeated": "short"},
        {"present_password": "\x00" * 9, "new_password": "x" * 9000, "repeated": "‮"},
    ],
)
def test_a_password_that_cannot_be_comes_back_with_a_sentence(
    sri: User, browser_of: Browser, typed: dict[str, str]
) -> None:
    client = Client()
    client.force_login(sri)
    assert client.post("/akun/kata-sandi/", typed).status_code == 422


def test_the_language_of_the_user_goes_before_that_of_the_device(sri: User) -> None:
    client = Client(headers={"Accept-Language": "en"})
    assert 'lang="id"' in client.get("/masuk/").content.decode()
    client.post("/akun/bahasa/", {"language": "en", "next": "/masuk/"})
    assert 'lang="en"' in client.get("/masuk/").content.decode()
    enter(client, sri.username, PASSWORD)
    assert 'lang="id"' in client.get("/akun/").content.decode()
    answer = client.post("/akun/bahasa/", {"language": "en", "next": "/akun/?x=1"})
    assert (answer.status_code, answer["Location"]) == (303, "/akun/?x=1")
    assert 'lang="en"' in client.get("/akun/").content.decode()


@pytest.mark.parametrize("wrong", ["", "xx", "\x00", "id" * 100])
def test_an_unknown_language_or_theme_changes_nothing(sri: User, wrong: str) -> None:
    client = Client()
    client.force_login(sri)
    assert client.post("/akun/bahasa/", {"language": wrong}).status_code == 303
    assert client.post("/akun/tampilan/", {"theme": wrong}).status_code == 303
    sri.refresh_from_db()
    assert (sri.language, sri.theme) == ("id", "auto")


def test_light_and_dark_are_kept_with_the_user(sri: User) -> None:
    client = Client()
    client.force_login(sri)
    client.post("/akun/tampilan/", {"theme": "dark"})
    assert 'data-theme="dark"' in client.get("/akun/").content.decode()


def test_who_works_for_two_agencies_switches_between_them(sri: User, district: District) -> None:
    Assignment.objects.create(
        user=sri, agency=district.hospital, role=Role.PARTNER_OFFICER, starts_on="2020-01-01"
    )
    client = Client()
    client.force_login(sri)
    for agency in (district.service_centre, district.hospital):
        assert client.post("/akun/lembaga/", {"agency": str(agency.pk)}).status_code == 303
        assert client.get("/akun/").context["request"].actor.agency_id == agency.pk
    client.post("/akun/lembaga/", {"agency": str(district.police.pk)})
    assert client.get("/akun/").context["request"].actor.agency_id == district.hospital.pk


def test_ones_own_details_are_changed_and_bad_input_is_kept_and_explained(sri: User) -> None:
    client = Client()
    client.force_login(sri)
    assert client.post("/akun/", {"full_name": "Sri Wahyuni", "phone": "0812-3456-789"}).status_code == 303
    sri.refresh_from_db()
    assert sri.full_name == "Sri Wahyuni"
    answer = client.post("/akun/", {"full_name": "<script>x</script>" * 30, "email": "no", "phone": "abc"})
    assert answer.status_code == 422
    assert "&lt;script&gt;" in answer.content.decode()


def test_in_a_training_district_one_press_signs_in_as_somebody_of_the_cast(sri: User) -> None:
    User.objects.filter(pk=sri.pk).update(cast_order=1)
    with override_settings(ANYAM_DEMO=True, ANYAM_DEMO_PASSWORD=PASSWORD):
        page = Client().get("/masuk/").content.decode()
        assert PASSWORD in page
        client = Client()
        assert client.post("/masuk/", {"cast": sri.username}).status_code == 302
        assert client.get("/akun/").status_code == 200
    with override_settings(ANYAM_DEMO=False, ANYAM_DEMO_PASSWORD=PASSWORD):
        assert PASSWORD not in Client().get("/masuk/").content.decode()
        assert Client().post("/masuk/", {"cast": sri.username}).status_code == 422


def test_pages_are_never_stored_by_browsers(sri: User) -> None:
    client = Client()
    client.force_login(sri)
    for url in ("/akun/", "/akun/kata-sandi/", "/tidak-ada/"):
        assert "no-store" in client.get(url)["Cache-Control"]


def test_a_request_costs_a_fixed_number_of_queries_for_its_frame(
    sri: User, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    client = Client()
    client.force_login(sri)
    with django_assert_max_num_queries(10):  # type: ignore[attr-defined]
        client.get("/keluar/")
