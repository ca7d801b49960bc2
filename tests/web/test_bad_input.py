"""Bad input: a sentence beside the field, what was typed kept and escaped, never an error."""

from __future__ import annotations

import html
from collections.abc import Callable
from typing import Any

import pytest

from anyam.casework.cases import actions, queries
from anyam.casework.cases.models import Goal, PlanAction, Report
from tests.casework.main_job import opened, planned, triaged

from . import typed
from .bad_input import BAD
from .conftest import FAR_VILLAGE

pytestmark = pytest.mark.django_db

Filled = tuple[str, dict[str, Any]]


def a_report(district, actor) -> Filled:
    return "/laporan/baru/", typed.a_report()


def a_triage(district, actor) -> Filled:
    return f"/laporan/{triaged(actor)}/triase/", typed.facts("sexual_violence", note="Catatan")


def an_answer(district, actor) -> Filled:
    return f"/laporan/{triaged(actor)}/jawab/", {"note": "Diberi nomor"}


def an_opening(district, actor) -> Filled:
    return f"/laporan/{triaged(actor)}/buka-kasus/", {"manager_id": str(actor.user_id)}


def of_case(rest: str, **filled: Any) -> Callable[..., Filled]:
    def make(district, actor) -> Filled:
        return f"/kasus/{opened(actor).pk}/{rest}", filled

    return make


def a_section(district, actor) -> Filled:
    case = opened(actor)
    section = queries.get_assessment(actor, case.pk).sections[0]
    return f"/kasus/{case.pk}/formulir/biopsychosocial/bagian/{section.code}/", {"source": "child"} | {
        q.place: "" for q in section.questions
    }


def an_action(district, actor) -> Filled:
    case = planned(actor, district.hospital.pk)
    actions.change_plan(actor, case_id=case.pk)
    goal = Goal.objects.filter(plan__state="draft").get()
    filled = {
        "title": "Periksa",
        "need": "health",
        "agency_id": str(district.hospital.pk),
        "due_on": "2026-12-30",
    }
    return f"/kasus/{case.pk}/rencana/tujuan/{goal.pk}/tindakan/", filled


def a_progress(district, actor) -> Filled:
    case = planned(actor, district.hospital.pk)
    return f"/kasus/{case.pk}/rencana/tindakan/{PlanAction.objects.get().pk}/kemajuan/", {
        "state": "stuck",
        "note": "x",
    }


FORMS: dict[str, Callable[..., Filled]] = {
    "report": a_report,
    "triage": a_triage,
    "answer": an_answer,
    "opening": an_opening,
    "assignment": of_case("penugasan/", manager_id="", worker_id=""),
    "link": of_case("kasus-terkait/", other_number="K-1"),
    "section": a_section,
    "needs": of_case("formulir/biopsychosocial/selesai/", needs="health"),
    "goal": of_case("rencana/tujuan/", text="Anak sehat"),
    "action": an_action,
    "progress": a_progress,
    "agreement": of_case("rencana/sepakati/", agreed_on="2026-11-20", review_on="2026-12-30"),
    "contact": of_case(
        "layanan/catat/",
        kind="phone",
        on="2026-11-20",
        note="",
        next_visit_on="",
        with_whom="",
        agency_id="",
        need="",
    ),
    "review": of_case(
        "tinjauan/catat/",
        held_on="2026-11-20",
        decision="continue",
        level="low",
        next_review_on="",
        note="Catatan",
    ),
    "closing": of_case("tutup/", reason="moved_away", outcome="unknown", aftercare_on="", note=""),
    "view": lambda district, actor: ("/kasus/tampilan/", {"name": "Mendesak", "query": "level=high"}),
}

# This passes the checks of a text field and reaches the action and the page that shows it.
REACHING = BAD["NUL"] + BAD["turned around"] + BAD["script"] + BAD["markup"]


@pytest.mark.parametrize("form", FORMS)
def test_no_form_breaks(browser_of, district, form):
    """Every field of the form at once is filled with something bad, one kind after the other."""
    client = browser_of(district.manager)
    address, filled = FORMS[form](district, district.manager)
    for what, value in BAD.items():
        answer = client.post(
            address, {field: value for field in filled if "_FORMS" not in field} | _rows(filled)
        )
        assert answer.status_code in (200, 302, 422), what
        check_page(answer, what)


@pytest.mark.parametrize("form", FORMS)
def test_no_single_field_breaks(browser_of, district, form):
    """Each field in turn is bad, the rest stays good: what is typed goes all the way."""
    client = browser_of(district.manager)
    address, filled = FORMS[form](district, district.manager)
    for field in set(filled) - set(_rows(filled)):
        answer = client.post(address, {**filled, "submission": "", field: REACHING}, follow=True)
        assert answer.status_code in (200, 422), field
        check_page(answer, field)


def _rows(filled: dict[str, Any]) -> dict[str, Any]:
    """The counts of rows, which nobody types."""
    return {field: value for field, value in filled.items() if "_FORMS" in field}


def check_page(answer: Any, where: str) -> None:
    page = answer.content.decode()
    if answer.status_code == 422:
        assert "field-error" in page or "error-summary" in page, where
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "\x00" not in page
    assert "\u202e" not in page


def refused(browser_of, district, **changed: str) -> str:
    answer = browser_of(district.manager).post("/laporan/baru/", typed.a_report(**changed))
    assert answer.status_code == 422, changed
    assert not Report.objects.exists()
    return answer.content.decode()


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("narrative", "", "Tulis yang disampaikan pelapor"),
        ("narrative", "x" * 10_000, "10000"),
        ("channel", "", "Pilih salah satu"),
        ("received_on", "2019-02-29", "Tanggal ini tidak ada di kalender"),
        ("received_on", "2036-01-01", "Tanggal ini belum tiba"),
        ("received_time", "25:00", "Tulis jam dan menit"),
        ("occurred_on", "31-02-2020", "Tanggal ini tidak ada di kalender"),
        ("occurred_on", "kemarin", "Tulis tanggal sebagai hari-bulan-tahun"),
        ("reporter_phone", "nol delapan", "Tulis nomor telepon dengan angka"),
        ("place_code", FAR_VILLAGE, "Desa ini di luar kabupaten Anda"),
        ("children-0-full_name", "x" * 10_000, "10000"),
        ("children-0-birth_on", "31-02-2020", "Tanggal ini tidak ada di kalender"),
        ("children-0-birth_on", "29-02-2019", "Tanggal ini tidak ada di kalender"),
        ("children-0-birth_on", "17-05-2096", "Tanggal lahir ini belum tiba"),
        ("children-0-birth_on", "17-05-1996", "Orang ini sudah 18 tahun atau lebih"),
        ("children-0-age_years", "30", "Orang ini sudah 18 tahun atau lebih"),
        ("children-0-age_years", "sembilan", "Tulis bilangan bulat"),
        ("children-0-nik", "123", "NIK terdiri dari 16 angka"),
        ("children-0-place_code", FAR_VILLAGE, "Desa ini di luar kabupaten Anda"),
        ("reported-0-age_years", "-4", "Tulis 0 atau lebih"),
        ("reported-0-relation", "", "Pilih salah satu"),
    ],
)
def test_a_sentence_stands_beside_the_field_and_the_typing_stays(
    browser_of, district, field, value, sentence
):
    page = refused(browser_of, district, **{field: value})
    assert sentence in page
    assert "Sulastri" in page or field.endswith("full_name")
    if value and not value.startswith("35."):
        assert html.escape(value) in page


def test_markup_is_kept_as_text(browser_of, district):
    page = refused(browser_of, district, narrative="<script>alert(1)</script>", channel="")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


@pytest.mark.parametrize(
    "changed",
    [
        {"children-TOTAL_FORMS": ""},
        {"children-TOTAL_FORMS": "99999999"},
        {"children-TOTAL_FORMS": "-3"},
        {"children-TOTAL_FORMS": "0"},
        {"children-TOTAL_FORMS": "<script>", "children-add": "1"},
        {"reported-TOTAL_FORMS": "x", "reported-add": "1"},
        {"children-0-person_id": "x"},
        {"children-0-DELETE": "on"},
    ],
)
def test_a_torn_form_is_answered(browser_of, district, changed):
    answer = browser_of(district.manager).post("/laporan/baru/", typed.a_report(**changed))
    assert answer.status_code in (200, 422)


def test_a_birth_known_by_its_year_alone(browser_of, district):
    answer = browser_of(district.manager).post(
        "/laporan/baru/", typed.a_report(**{"children-0-birth_on": "2015"})
    )
    assert answer.status_code == 302


def test_one_name_is_enough(browser_of, district):
    little = {
        "children-0-nickname": "",
        "children-0-age_years": "",
        "children-0-address": "",
        "children-0-full_name": "Mei",
    }
    answer = browser_of(district.manager).post("/laporan/baru/", typed.a_report(**little))
    assert answer.status_code == 302
