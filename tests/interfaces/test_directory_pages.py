"""The service directory and its administration, from the pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from anyam.foundation.access import Actor
from anyam.registry.accounts.models import User
from anyam.registry.agencies import queries
from anyam.registry.agencies.models import Agency, AgencyContact, Capacity, Service, Unit
from tests.cast import VILLAGE, Cast

pytestmark = pytest.mark.django_db

Browser = Callable[..., Client]


@pytest.fixture
def cast() -> Cast:
    return Cast()


@pytest.fixture
def browser(cast: Cast) -> Browser:
    """The browser of a signed-in person, in their language."""

    def sign_in(actor: Actor, language: str = "id") -> Client:
        User.objects.filter(pk=actor.user_id).update(language=language)
        client = Client(HTTP_HOST="localhost")
        client.force_login(User.objects.get(pk=actor.user_id))
        return client

    return sign_in


def an_agency(**changed: Any) -> dict[str, Any]:
    return {
        "submission": str(uuid4()),
        "name": "Yayasan Pelangi Senja",
        "short_name": "Pelangi Senja",
        "kind_code": "foundation",
        "phone": "0355-321000",
        "emergency_phone": "",
        "address": "Jl. Contoh 1",
        "place_code": VILLAGE,
        "place_code_text": "",
        "is_active": "on",
        **changed,
    }


def a_service(**changed: Any) -> dict[str, Any]:
    return {
        "submission": str(uuid4()),
        "name": "Kelompok belajar",
        "description": "",
        "level": "primary",
        "needs": ["education", "community"],
        "age_from": "6",
        "age_to": "17",
        "area_codes": ["35.04.11"],
        "hours": "Sabtu 09.00–11.00",
        "response_hours": "24",
        "requirements": "",
        "cost": "Gratis",
        "phone": "",
        "unit_id": "",
        "is_active": "on",
        **changed,
    }


# --- the directory ------------------------------------------------------------------------------------------------


def test_a_worker_finds_a_service_and_its_agency(cast: Cast, browser: Browser) -> None:
    client, hospital = browser(cast.dewi), cast.hospital
    page = client.get("/layanan/", {"need": "health", "age": "9", "village": VILLAGE}).content.decode()
    assert "Layanan RSUD" in page
    assert f"/layanan/{hospital.service_id}/" in page
    for address in (f"/layanan/{hospital.service_id}/", f"/lembaga/{hospital.id}/", "/lembaga/"):
        answer = client.get(address)
        assert answer.status_code == 200
        assert "RSUD" in answer.content.decode()


def test_what_nobody_offers_is_said_kindly(cast: Cast, browser: Browser) -> None:
    client = browser(cast.dewi, "en")
    page = client.get("/layanan/", {"need": "health", "age": "110"}).content.decode()
    assert "No service fits all of this" in page
    assert "No agency has this name" in client.get("/lembaga/", {"q": "zzz"}).content.decode()


ODD = (
    "\x00",
    "x" * 5000,
    "\u202eterbalik\u202c",
    "<script>alert(1)</script>",
    "👧🏽é̂",
    "-1",
    "2026-02-31",
    "   ",
    "9" * 40,
)


def test_odd_filters_never_break_a_list(cast: Cast, browser: Browser) -> None:
    client = browser(cast.agus)
    names = ("q", "need", "age", "village", "village_text", "level", "page", "stale", "kind")
    for address in ("/layanan/", "/lembaga/", "/administrasi/lembaga/", "/administrasi/layanan/"):
        for typed in ODD:
            for field in names:
                answer = client.get(address, {field: typed})
                assert answer.status_code == 200, (address, field, typed)
                assert b"<script>alert" not in answer.content


def test_an_officer_updates_the_capacity_with_one_tap(cast: Cast, browser: Browser) -> None:
    hospital = cast.hospital
    client = browser(cast.siti)
    address = f"/lembaga/{hospital.id}/kesiapan/"
    assert client.get(address).status_code == 200
    answer = client.post(address, {"service": str(hospital.service_id), "state": "full"})
    assert answer.status_code == 302
    assert queries.get_service(cast.siti, hospital.service_id).capacity_state == "full"

    answer = client.post(f"/layanan/{hospital.service_id}/", {"state": "limited", "note": "dua ranjang"})
    assert answer.status_code == 302
    assert Capacity.objects.filter(service=hospital.service_id).count() == 3
    assert "dua ranjang" in client.get(answer.url).content.decode()


@pytest.mark.parametrize("typed", [{"state": "half"}, {"state": ""}, {"state": "full", "note": "x" * 201}])
def test_a_capacity_that_is_none_is_refused_beside_its_field(
    cast: Cast, browser: Browser, typed: dict[str, str]
) -> None:
    service_id = cast.hospital.service_id
    assert browser(cast.siti).post(f"/layanan/{service_id}/", typed).status_code == 422
    assert queries.get_service(cast.siti, service_id).capacity_state == "open"


def test_nobody_states_the_capacity_of_another_agency(cast: Cast, browser: Browser) -> None:
    hospital, police = cast.hospital, cast.police
    client = browser(cast.rudi)
    assert client.get(f"/lembaga/{hospital.id}/kesiapan/").status_code == 404
    assert client.post(f"/layanan/{hospital.service_id}/", {"state": "full"}).status_code == 404
    trick = {"service": str(hospital.service_id), "state": "full"}
    assert client.post(f"/lembaga/{police.id}/kesiapan/", trick).status_code == 404
    assert queries.get_service(cast.siti, hospital.service_id).capacity_state == "open"


# --- looking up while typing ----------------------------------------------------------------------------------------


def test_a_control_gets_bare_options_and_a_person_gets_a_page(cast: Cast, browser: Browser) -> None:
    client = browser(cast.dewi)
    fragment = client.get("/pilihan/desa/", {"q": "ngunut"}, headers={"Accept": "*/*"}).content.decode()
    assert "Desa Ngunut" in fragment
    assert "<html" not in fragment
    page = client.get("/pilihan/desa/", {"q": "ngunut"}, headers={"Accept": "text/html"}).content.decode()
    assert "Desa Ngunut" in page
    assert "<html" in page
    assert (
        "Layanan RSUD"
        in client.get("/pilihan/layanan/", {"q": f"{cast.hospital and 'rsud'}"}).content.decode()
    )
    assert "Kab. Blitar" in client.get("/pilihan/wilayah/", {"q": "blitar"}).content.decode()


def test_odd_letters_find_nothing_and_break_nothing(cast: Cast, browser: Browser) -> None:
    client = browser(cast.dewi)
    for address in ("/pilihan/desa/", "/pilihan/wilayah/", "/pilihan/layanan/"):
        for typed in ("", "a", "&|!*:", *ODD):
            for accept in ("*/*", "text/html"):
                answer = client.get(address, {"q": typed}, headers={"Accept": accept})
                assert answer.status_code == 200, (address, typed)


# --- administration -------------------------------------------------------------------------------------------------


def test_only_an_administrator_opens_administration(cast: Cast, browser: Browser) -> None:
    hospital = cast.hospital
    addresses = [
        "/administrasi/",
        "/administrasi/lembaga/",
        "/administrasi/lembaga/baru/",
        f"/administrasi/lembaga/{hospital.id}/",
        f"/administrasi/lembaga/{hospital.id}/ubah/",
        f"/administrasi/lembaga/{hospital.id}/unit/baru/",
        f"/administrasi/lembaga/{hospital.id}/kontak/baru/",
        f"/administrasi/lembaga/{hospital.id}/layanan/baru/",
        "/administrasi/layanan/",
        f"/administrasi/layanan/{hospital.service_id}/",
        "/administrasi/wilayah/",
        f"/administrasi/wilayah/{VILLAGE}/",
        f"/administrasi/wilayah/{VILLAGE}/bagi/",
        f"/administrasi/wilayah/{VILLAGE}/akhiri/",
    ]
    administrator = browser(cast.agus)
    assert {address: administrator.get(address).status_code for address in addresses} == dict.fromkeys(
        addresses, 200
    )
    for actor in (cast.dewi, cast.siti, cast.hartono, cast.tamu, cast.wulan):
        client = browser(actor)
        assert {address: client.get(address).status_code for address in addresses} == dict.fromkeys(
            addresses, 404
        )
        assert client.post("/administrasi/lembaga/baru/", an_agency()).status_code == 404
    assert not Agency.objects.filter(short_name="Pelangi Senja").exists()


def test_an_agency_grows_from_name_to_service(cast: Cast, browser: Browser) -> None:
    client = browser(cast.agus)
    answer = client.post("/administrasi/lembaga/baru/", an_agency())
    assert answer.status_code == 302
    agency = Agency.objects.get(short_name="Pelangi Senja")
    home = f"/administrasi/lembaga/{agency.pk}/"
    assert answer.url == home

    assert client.post(f"{home}unit/baru/", {"name": "Asrama", "phone": "", "is_active": "on"}).url == home
    unit = Unit.objects.get(agency=agency)
    contact = {
        "job_title": "Piket",
        "name": "",
        "phone": "0812 3456 789",
        "unit_id": str(unit.pk),
        "is_active": "on",
    }
    assert client.post(f"{home}kontak/baru/", contact).url == home
    assert client.post(f"{home}layanan/baru/", a_service(unit_id=str(unit.pk))).status_code == 302
    service = Service.objects.get(agency=agency)
    assert service.area_codes == ["35.04.11"]

    page = client.get(home).content.decode()
    assert all(word in page for word in ("Asrama", "Piket", "Kelompok belajar"))
    row = AgencyContact.objects.get(agency=agency)
    assert client.get(f"{home}kontak/{row.pk}/").status_code == 200
    assert client.post(f"{home}kontak/{row.pk}/", {**contact, "job_title": "Piket malam"}).url == home
    assert client.post(f"{home}unit/{unit.pk}/", {"name": "Asrama putri", "phone": ""}).url == home
    assert (
        client.post(f"/administrasi/layanan/{service.pk}/", a_service(needs=["shelter"], area_codes=[])).url
        == home
    )
    page = client.get(home).content.decode()
    assert "Piket malam" in page
    service.refresh_from_db(fields=["needs", "area_codes"])
    assert (service.needs, service.area_codes) == (["shelter"], ["35.04"])
    assert client.post(f"{home}ubah/", an_agency(short_name="Pelangi", is_active="")).url == home
    assert "tidak tampil di direktori" in client.get(home).content.decode()
    assert client.get(f"/lembaga/{agency.pk}/").status_code == 200
    assert browser(cast.dewi).get(f"/lembaga/{agency.pk}/").status_code == 404


def test_opening_a_service_and_saving_it_changes_nothing(cast: Cast, browser: Browser) -> None:
    client, hospital = browser(cast.agus), cast.hospital
    address = f"/administrasi/layanan/{hospital.service_id}/"
    form = client.get(address).context["form"]
    typed = {name: "" if value is None else value for name, value in form.initial.items()}
    assert client.post(address, typed).status_code == 302
    assert queries.list_changes(cast.agus, hospital.id) == []


def test_the_same_form_sent_twice_makes_one_agency(cast: Cast, browser: Browser) -> None:
    client, typed = browser(cast.agus), an_agency()
    first, second = (client.post("/administrasi/lembaga/baru/", typed) for _time in range(2))
    assert first.url == second.url
    assert Agency.objects.filter(short_name="Pelangi Senja").count() == 1


@pytest.mark.parametrize("field", [name for name in an_agency() if not name.startswith("is_")])
def test_no_field_of_an_agency_breaks_the_page(cast: Cast, browser: Browser, field: str) -> None:
    client = browser(cast.agus)
    for typed in ODD:
        answer = client.post("/administrasi/lembaga/baru/", an_agency(**{field: typed}))
        assert answer.status_code in (302, 422), typed
        if answer.status_code == 422:
            page = answer.content.decode()
            assert "<script>alert" not in page
            assert "Jl. Contoh 1" in page or field == "address", "what was typed is kept"
            assert answer.context["form"].errors


@pytest.mark.parametrize("field", [name for name in a_service() if not name.startswith("is_")])
def test_no_field_of_a_service_breaks_the_page(cast: Cast, browser: Browser, field: str) -> None:
    address = f"/administrasi/lembaga/{cast.hospital.id}/layanan/baru/"
    client = browser(cast.agus)
    for typed in ODD:
        answer = client.post(address, a_service(**{field: typed}))
        assert answer.status_code in (302, 422), typed
        if answer.status_code == 422:
            assert answer.context["form"].errors
            assert b"<script>alert" not in answer.content


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "rsud TULUNGAGUNG"}, "name"),
        ({"kind_code": "pesantren"}, "kind_code"),
        ({"phone": "hubungi admin"}, "phone"),
        ({"place_code": "", "place_code_text": "negeri dongeng"}, "place_code"),
        ({"place_code": "99.99.99.9999"}, "place_code"),
    ],
)
def test_the_sentence_stands_beside_its_field(
    cast: Cast, browser: Browser, changed: dict[str, str], field: str
) -> None:
    assert cast.hospital
    answer = browser(cast.agus).post("/administrasi/lembaga/baru/", an_agency(**changed))
    if field == "place_code" and answer.status_code == 302:
        assert Agency.objects.get(short_name="Pelangi Senja").place_id is None
    else:
        assert answer.status_code == 422
        assert field in answer.context["form"].errors


def test_a_village_is_looked_up_without_javascript(cast: Cast, browser: Browser) -> None:
    client = browser(cast.agus)
    typed = an_agency(place_code="", place_code_text="sumberejo", place_code_search="1")
    answer = client.post("/administrasi/lembaga/baru/", typed)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Desa Sumberejo Kulon" in page
    assert "Yayasan Pelangi Senja" in page
    picked = an_agency(place_code="", place_code_text="sumberejo", place_code_pick="35.04.11.2014")
    assert client.post("/administrasi/lembaga/baru/", picked).status_code == 302
    assert Agency.objects.get(short_name="Pelangi Senja").place_id == "35.04.11.2014"


def test_a_district_is_divided_and_a_village_ends(cast: Cast, browser: Browser) -> None:
    client = browser(cast.agus)
    new = {
        "code": "35.04.20",
        "name": "Ngunut Baru",
        "kind": "kecamatan",
        "on": "2026-01-01",
        "moved": [VILLAGE],
        "mother_stays": "on",
    }
    assert client.post("/administrasi/wilayah/35.04.11/bagi/", new).url == "/administrasi/wilayah/35.04.11/"
    page = client.get("/administrasi/wilayah/35.04.20/").content.decode()
    assert "35.04.20.2011" in page
    assert "Kec. Ngunut" in page
    assert "35.04.20.2011" in client.get(f"/administrasi/wilayah/{VILLAGE}/").content.decode()
    ended = client.post(
        "/administrasi/wilayah/35.04.11.2014/akhiri/", {"on": "2026-02-01", "replaced_by": ""}
    )
    assert ended.status_code == 302
    assert "Tidak berlaku hari ini" in client.get(ended.url).content.decode()
    assert client.get("/administrasi/wilayah/35.05.01.2001/").status_code == 404, "another district's"
    assert client.get("/administrasi/wilayah/no-code/").status_code == 404


@pytest.mark.parametrize("field", ["code", "name", "kind", "on", "moved"])
def test_no_field_of_a_division_breaks_the_page(cast: Cast, browser: Browser, field: str) -> None:
    client = browser(cast.agus)
    good = {
        "code": "35.04.11.2030",
        "name": "Ngunut Kidul",
        "kind": "desa",
        "on": "2026-01-01",
        "mother_stays": "on",
    }
    for typed in ODD:
        answer = client.post(f"/administrasi/wilayah/{VILLAGE}/bagi/", {**good, field: typed})
        assert answer.status_code in (302, 422), typed
    for typed in ODD:
        assert client.post(f"/administrasi/wilayah/{VILLAGE}/akhiri/", {"on": typed}).status_code == 422


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_page_speaks_one_language(cast: Cast, browser: Browser, language: str) -> None:
    client, hospital = browser(cast.agus, language), cast.hospital
    says = {"id": ("Direktori layanan", "Administrasi"), "en": ("Service directory", "Administration")}[
        language
    ]
    assert says[0] in client.get("/layanan/").content.decode()
    assert says[1] in client.get("/administrasi/").content.decode()
    assert f'lang="{language}"' in client.get(f"/lembaga/{hospital.id}/").content.decode()
