"""The administrator's pages about users."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from anyam.foundation.access import Role
from anyam.foundation.core import clock
from anyam.registry.accounts.models import Assignment, User
from tests.casework.district import District

from .conftest import VILLAGE

pytestmark = pytest.mark.django_db

Browser = Callable[..., Client]
HOME = "/administrasi/pengguna/"


@pytest.fixture
def admin(district: District, browser_of: Browser) -> Client:
    return browser_of(district.person("Agus", district.secretariat, Role.ADMINISTRATOR))


def new_user(**changed: str) -> dict[str, str]:
    return {
        "submission": str(uuid4()),
        "full_name": "Sri Wahyuni",
        "username": "sri.wahyuni",
        "phone": "",
        "email": "",
        "language": "id",
        **changed,
    }


def test_an_administrator_makes_a_user_gives_a_role_and_a_password(admin: Client, district: District) -> None:
    made = admin.post(f"{HOME}baru/", new_user())
    assert made.status_code == 303
    user = User.objects.get(username="sri.wahyuni")
    page = made["Location"]
    role = {
        "submission": str(uuid4()),
        "agency_id": str(district.service_centre.pk),
        "role": "case_worker",
        "area_code": VILLAGE,
        "area_code_text": "",
        "starts_on": clock.today().isoformat(),
        "ends_on": "",
    }
    assert admin.post(f"{page}peran/", role).status_code == 303
    assert Assignment.objects.get(user=user).area_id == VILLAGE
    shown = admin.post(f"{page}kata-sandi/", {}).content.decode()
    told = shown.split("data-temporary-password>")[1].split("<")[0]
    user.refresh_from_db()
    assert user.check_password(told)
    assert told not in admin.get(page).content.decode()


def test_a_form_sent_twice_makes_one_user(admin: Client) -> None:
    typed = new_user()
    assert [admin.post(f"{HOME}baru/", typed).status_code for _ in range(2)] == [303, 303]
    assert User.objects.filter(username="sri.wahyuni").count() == 1


@pytest.mark.parametrize(
    "typed",
    [
        {"full_name": ""},
        {"full_name": "\x00\u202e"},
        {"full_name": "x" * 6000},
        {"username": ""},
        {"username": "Sri Wahyuni"},
        {"username": "<script>"},
        {"username": "\u0301\u0301\u0301"},
        {"username": "x" * 6000},
        {"email": "no"},
        {"phone": "satu dua"},
        {"language": "xx"},
        {"language": ""},
    ],
)
def test_bad_input_for_a_user_is_kept_and_explained(admin: Client, typed: dict[str, str]) -> None:
    answer = admin.post(f"{HOME}baru/", new_user(**typed))
    assert answer.status_code == 422
    assert not User.objects.filter(username="sri.wahyuni").exists()


@pytest.mark.parametrize(
    "typed",
    [
        {"agency_id": ""},
        {"agency_id": "nonsense"},
        {"agency_id": str(uuid4())},
        {"role": "king"},
        {"starts_on": "2026-02-29"},
        {"starts_on": "31-31-31"},
        {"starts_on": ""},
        {"ends_on": "1999-01-01"},
        {"area_code": "", "area_code_text": "zzzzzz"},
        {"area_code": "\x00", "area_code_text": "\u202e"},
    ],
)
def test_bad_input_for_a_role_is_explained_and_gives_none(
    admin: Client, district: District, typed: dict[str, str]
) -> None:
    admin.post(f"{HOME}baru/", new_user())
    user = User.objects.get(username="sri.wahyuni")
    good = {
        "agency_id": str(district.service_centre.pk),
        "role": "case_worker",
        "area_code": "",
        "area_code_text": "",
        "starts_on": "2026-01-01",
        "ends_on": "",
    }
    answer = admin.post(f"{HOME}{user.pk}/peran/", good | typed)
    is_only_blank = "area_code" in typed and typed["area_code"] == "\x00"
    assert answer.status_code == (303 if is_only_blank else 422)
    assert Assignment.objects.filter(user=user).exists() == is_only_blank


def test_a_role_is_ended_now_or_later(admin: Client, district: District) -> None:
    worker = district.person("Yusuf", district.service_centre, Role.CASE_WORKER)
    assignment = Assignment.objects.get(user_id=worker.user_id)
    page = f"{HOME}{worker.user_id}/peran/{assignment.pk}/akhiri/"
    later = clock.today() + timedelta(days=5)
    assert admin.post(page, {"ends_on": later.isoformat()}).status_code == 303
    assert admin.post(page, {"ends_on": "2026-99-99"}).status_code == 422
    assert admin.post(page, {"ends_on": ""}).status_code == 303
    assignment.refresh_from_db()
    assert (assignment.ends_on, assignment.ended_at is not None) == (later, True)
    assert admin.get(page).status_code == 404


def test_the_last_administrator_is_told_why_the_role_stays(admin: Client, district: District) -> None:
    own = Assignment.objects.get(role=Role.ADMINISTRATOR)
    answer = admin.post(f"{HOME}{own.user_id}/peran/{own.pk}/akhiri/", {"ends_on": ""})
    assert answer.status_code == 422
    assert Assignment.objects.get(pk=own.pk).ended_at is None


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_page_about_users_opens_in_both_languages(
    district: District, browser_of: Browser, language: str
) -> None:
    client = browser_of(district.person("Agus", district.secretariat, Role.ADMINISTRATOR), language)
    worker = district.person("Yusuf", district.service_centre, Role.CASE_WORKER)
    assignment = Assignment.objects.get(user_id=worker.user_id)
    page = f"{HOME}{worker.user_id}/"
    urls = [HOME, f"{HOME}baru/", page, f"{page}ubah/", f"{page}peran/", f"{page}kata-sandi/"]
    for url in [
        *urls,
        f"{page}peran/{assignment.pk}/akhiri/",
        f"{HOME}?q=yu&role=case_worker&active=yes&page=x",
    ]:
        assert client.get(url).status_code == 200, url


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_for_everybody_else_these_pages_are_not_there(
    district: District, browser_of: Browser, role: Role
) -> None:
    somebody = district.person("Tamu", district.service_centre, role)
    client = browser_of(somebody)
    for url in ["", "baru/", f"{somebody.user_id}/", f"{somebody.user_id}/peran/", f"{uuid4()}/"]:
        assert client.get(HOME + url).status_code == 404
        assert client.post(HOME + url, new_user()).status_code in {404, 405}
    assert not User.objects.filter(username="sri.wahyuni").exists()


def test_the_list_of_users_costs_the_same_for_few_and_many(
    admin: Client, district: District, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    for number in range(30):
        district.person(f"Petugas {number}", district.service_centre, Role.CASE_WORKER)
    with django_assert_max_num_queries(14):  # type: ignore[attr-defined]
        admin.get(HOME)
