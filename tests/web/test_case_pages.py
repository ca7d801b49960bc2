"""The pages of a case, along its way from assessment to closing and beyond."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from anyam.casework.cases import queries
from anyam.casework.cases.models import Case, Contact, Goal, PlanAction, Review
from anyam.foundation.core import clock
from tests.casework.main_job import agree, assessed, opened, planned

pytestmark = pytest.mark.django_db

PAGES = (
    "",
    "penugasan/",
    "keluarga/",
    "kasus-terkait/",
    "akses/",
    "asesmen/",
    "formulir/",
    "formulir/biopsychosocial/bagian/mind/",
    "rencana/",
    "rencana/?view=board",
    "rencana/?in_force=1",
    "rencana/cetak/",
    "rencana/sepakati/",
    "layanan/",
    "layanan/catat/",
    "tinjauan/",
    "tinjauan/catat/",
    "tutup/",
)


@pytest.fixture
def manager(district):
    return district.manager


@pytest.fixture
def client(browser_of, manager):
    return browser_of(manager)


def url(case: Case, rest: str = "") -> str:
    return f"/kasus/{case.pk}/{rest}"


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_every_page_answers_along_the_way(browser_of, district, manager, page, language):
    client = browser_of(manager, language)
    case = planned(manager, district.hospital.pk)
    answer = client.get(url(case, page))
    assert answer.status_code == 200
    assert "Sulastri" in answer.content.decode()


@pytest.mark.parametrize("page", PAGES)
def test_strangers_find_no_case(browser_of, district, manager, page):
    case = planned(manager, district.hospital.pk)
    for stranger in (district.doctor, district.colleague, district.regent):
        assert browser_of(stranger).get(url(case, page)).status_code == 404


def test_the_list_with_every_filter(client, manager):
    case = opened(manager)
    for query in (
        "",
        "mine=1",
        "level=high",
        "stage=assessment",
        "state=closed",
        "state=all",
        "order=x",
    ):
        assert client.get(f"/kasus/?{query}").status_code == 200
    page = client.post("/kasus/", {"text": "Sulastri"}, follow=True).content.decode()
    assert case.number in page
    assert 'go">Sulastri<' not in page.replace(f' href="{url(case)}"', "")
    assert case.number not in client.get("/kasus/?level=low").content.decode()


def test_a_worker_sees_the_list_without_managers(browser_of, worker):
    assert browser_of(worker).get("/kasus/").status_code == 200


def test_nonsense_in_the_address_is_no_error(client):
    for query in (
        "manager=x",
        "level=%00",
        "page=-1",
        "page=99999999999",
        "typed=" + "a" * 5000,
        "stage=<script>",
    ):
        assert client.get(f"/kasus/?{query}").status_code == 200
    for typed in ("a" * 5000, "\x00", "<script>", "%"):
        assert client.post("/kasus/", {"text": typed}, follow=True).status_code == 200


def test_a_view_is_kept_and_removed(client, manager):
    opened(manager)
    kept = client.post("/kasus/tampilan/", {"name": "Mendesak", "query": "level=high&state=all"})
    assert kept.url == "/kasus/?state=all&level=high"
    page = client.get("/kasus/").content.decode()
    assert "Mendesak" in page
    view = queries.find_saved_views(manager)[0]
    assert client.post(f"/kasus/tampilan/{view.id}/hapus/").status_code == 302
    assert not queries.find_saved_views(manager)
    assert client.post("/kasus/tampilan/", {"name": "", "query": "x" * 9000}).status_code == 302


def test_people_are_assigned(client, manager, worker, district):
    case = opened(manager)
    answer = client.post(
        url(case, "penugasan/"), {"manager_id": str(manager.user_id), "worker_id": str(worker.user_id)}
    )
    assert answer.status_code == 302
    case.refresh_from_db()
    assert case.worker_id == worker.user_id
    assert client.post(url(case, "penugasan/"), {"manager_id": str(uuid4())}).status_code == 422


def test_siblings_are_linked_by_number(client, manager):
    case, other = opened(manager), opened(manager)
    page = url(case, "kasus-terkait/")
    assert client.post(page, {"other_number": other.number.lower()}).status_code == 302
    assert other.number in client.get(page).content.decode()
    assert client.post(page, {"other_number": "K-0"}).status_code == 422


FORM = "formulir/biopsychosocial/"


def find(manager, case, place):
    sections = queries.get_assessment(manager, case.pk).sections
    return next(q for section in sections for q in section.questions if q.place == place)


def test_a_section_is_saved_with_its_source(client, manager):
    case = opened(manager)
    page = url(case, f"{FORM}bagian/safety/")
    assert client.post(page, {"safety/safe_tonight": "yes"}).status_code == 422
    answer = client.post(page, {"safety/safe_tonight": "yes", "source": "child", "next": "1"})
    assert answer.url == url(case, f"{FORM}bagian/body/")
    kept = find(manager, case, "safety/safe_tonight")
    assert (kept.value, kept.source) == ("yes", "child")


def test_autosave_keeps_what_can_be_kept(client, manager):
    case = opened(manager)
    autosave = url(case, f"{FORM}bagian/mind/simpan/")
    assert client.post(autosave, {"mind/child_words": "Anak suka menggambar"}).status_code == 200
    assert client.post(autosave, {"mind/child_words": "x" * 10_000}).status_code == 200
    assert client.get(url(case, f"{FORM}bagian/safety/")).status_code == 200
    assert find(manager, case, "mind/child_words").value == "Anak suka menggambar"


def test_autosave_answers_what_the_server_makes_of_it(client, manager):
    case = opened(manager)
    autosave = url(case, f"{FORM}bagian/law/simpan/")
    asked = client.post(autosave, {"law/legal_position": "victim"}).json()["relevant"]
    assert asked["law/police_report"]
    asked = client.post(autosave, {"law/legal_position": "none"}).json()["relevant"]
    assert not asked["law/police_report"]


def test_what_is_known_is_asked_only_whether_it_still_holds(client, manager):
    case = assessed(manager)
    question = find(manager, case, "body/injury")
    assert question.is_prefilled
    page = client.get(url(case, f"{FORM}bagian/body/")).content.decode()
    assert "Masih benar" in page
    answer = client.post(url(case, f"{FORM}bagian/body/"), {"body/injury-known": "same"})
    assert answer.status_code == 302
    kept = find(manager, case, "body/injury")
    assert not kept.is_prefilled
    assert kept.source == question.source


def test_the_assessment_is_completed_with_needs(client, manager):
    case = opened(manager)
    assert client.post(url(case, f"{FORM}selesai/"), {"needs": ["health"]}).status_code == 422
    client.post(url(case, f"{FORM}bagian/safety/"), {"safety/safe_tonight": "yes", "source": "child"})
    assert client.post(url(case, f"{FORM}selesai/"), {}).status_code == 422
    assert client.post(url(case, f"{FORM}selesai/"), {"needs": ["health"]}).url == url(case, "rencana/")
    assert "Kesehatan" in client.get(url(case, "rencana/")).content.decode()
    done = queries.get_assessment(manager, case.pk).earlier[0]
    for page in (f"formulir/isian/{done.id}/", f"formulir/isian/{done.id}/cetak/", "asesmen/"):
        assert "Ya, aman" in client.get(url(case, page)).content.decode(), page
    assert f"formulir/isian/{done.id}/" in client.get(url(case, "formulir/")).content.decode()


def test_a_plan_is_written_agreed_changed_and_printed(client, manager, district):
    case = assessed(manager)
    once = str(uuid4())
    for _twice in range(2):
        assert (
            client.post(url(case, "rencana/tujuan/"), {"text": "Anak sehat", "submission": once}).status_code
            == 302
        )
    goal = Goal.objects.get()
    action = {
        "title": "Periksa kesehatan",
        "need": "health",
        "agency_id": str(district.hospital.pk),
        "due_on": (clock.today() + timedelta(days=3)).isoformat(),
        "submission": str(uuid4()),
    }
    assert client.get(url(case, f"rencana/tujuan/{goal.pk}/tindakan/?need=health")).status_code == 200
    for _twice in range(2):
        assert client.post(url(case, f"rencana/tujuan/{goal.pk}/tindakan/"), action).status_code == 302
    planned_action = PlanAction.objects.get()
    assert client.get(url(case, f"rencana/tindakan/{planned_action.pk}/")).status_code == 200
    changed = {**action, "title": "Periksa di RSUD", "submission": str(uuid4())}
    assert client.post(url(case, f"rencana/tindakan/{planned_action.pk}/"), changed).status_code == 302
    agreed = {
        "agreed_on": clock.today().isoformat(),
        "review_on": (clock.today() + timedelta(days=30)).isoformat(),
        "child_took_part": "on",
        "family_took_part": "on",
    }
    assert client.post(url(case, "rencana/sepakati/"), agreed).status_code == 302
    progress = url(case, f"rencana/tindakan/{planned_action.pk}/kemajuan/")
    assert client.get(progress).status_code == 200
    assert client.post(progress, {"state": "stuck", "note": ""}).status_code == 422
    assert client.post(progress, {"state": "running", "note": "Dijadwalkan"}).status_code == 302
    sheet = client.get(url(case, "rencana/cetak/")).content.decode()
    assert "Periksa di RSUD" in sheet
    assert client.post(url(case, "rencana/ubah/")).status_code == 302
    draft = queries.get_plan(manager, case.pk)
    assert draft.state == "draft"
    page = client.get(url(case, "rencana/")).content.decode()
    assert f"rencana/tujuan/{draft.goals[0].id}/" in page


def test_goals_and_actions_are_taken_out(client, manager, district):
    case = assessed(manager)
    client.post(url(case, "rencana/tujuan/"), {"text": "Anak sehat"})
    goal = Goal.objects.get()
    assert client.post(url(case, f"rencana/tujuan/{goal.pk}/hapus/")).status_code == 302
    assert not Goal.objects.exists()


def test_a_contact_is_noted_once(client, manager):
    case = opened(manager)
    typed = {
        "submission": str(uuid4()),
        "kind": "home_visit",
        "on": clock.today().isoformat(),
        "was_child_seen": "on",
        "note": "Anak tenang",
        "next_visit_on": (clock.today() + timedelta(days=7)).isoformat(),
        "with_whom": "ibu",
    }
    for _twice in range(2):
        assert client.post(url(case, "layanan/catat/"), typed).status_code == 302
    assert Contact.objects.count() == 1
    page = client.get(url(case, "layanan/")).content.decode()
    assert "Anak tenang" in page


def test_a_contact_takes_at_most_five_fields(client, manager):
    """Kind, day, whether the child was seen, the note, the next visit; the rest stands behind a line."""
    page = client.get(url(opened(manager), "layanan/catat/")).content.decode()
    before = page.split('<details class="details"')[0].split("<main")[1]
    assert before.count('class="field') <= 6


def test_a_review_is_noted(client, manager, district):
    case = planned(manager, district.hospital.pk)
    typed = {
        "held_on": clock.today().isoformat(),
        "decision": "continue",
        "level": "medium",
        "next_review_on": (clock.today() + timedelta(days=60)).isoformat(),
        "note": "Anak kembali sekolah",
        "child_took_part": "on",
    }
    assert client.post(url(case, "tinjauan/catat/"), typed).status_code == 302
    assert Review.objects.count() == 1
    assert "Anak kembali sekolah" in client.get(url(case, "tinjauan/")).content.decode()


def test_a_case_is_closed_and_opened_again(client, manager, district):
    case = planned(manager, district.hospital.pk)
    typed = {"reason": "goals_reached", "outcome": "better", "aftercare_on": "", "note": "Selesai"}
    refused = client.post(url(case, "tutup/"), typed)
    assert refused.status_code == 422
    assert "Selesai" in refused.content.decode()
    assert client.post(url(case, "tutup/"), {**typed, "reason": "moved_away"}).status_code == 302
    assert client.get(url(case, "")).status_code == 200
    assert client.get(url(case, "tutup/")).status_code == 302
    for page in ("asesmen/", "rencana/", "layanan/", "tinjauan/", "buka-lagi/"):
        assert client.get(url(case, page)).status_code == 200
    assert client.post(url(case, "buka-lagi/"), {"reason": ""}).status_code == 422
    assert client.post(url(case, "buka-lagi/"), {"reason": "returned", "note": "Kembali"}).status_code == 302
    assert client.get(url(case, "buka-lagi/")).status_code == 302


def test_what_is_written_into_a_closed_case_is_refused_in_words(client, manager, district):
    case = planned(manager, district.hospital.pk)
    client.post(url(case, "tutup/"), {"reason": "moved_away", "outcome": "unknown"})
    typed = {"kind": "phone", "on": clock.today().isoformat(), "note": "Ditelepon"}
    answer = client.post(url(case, "layanan/catat/"), typed)
    assert answer.status_code == 422
    assert "Ditelepon" in answer.content.decode()


def test_a_search_finds_what_one_may_see(client, browser_of, manager, district):
    case = opened(manager)
    for text in ("Sulastri", case.number, "RSUD", "Pemeriksaan"):
        assert 'class="hit"' in searched(client, text), text
    hits = searched(client, "Sulastri").split('id="results"')[1]
    assert "Sulastri" not in hits
    for text in ("", "a", "%", "<script>", "x" * 5000, "\x00", "3504010101150001"):
        searched(client, text)
    assert url(case) not in searched(browser_of(district.colleague), case.number)
    searched(browser_of(district.doctor), "RSUD")


def searched(client, text):
    """The page that shows what was found."""
    page = client.post("/cari/", {"q": text}, follow=True)
    assert page.status_code == 200
    return page.content.decode()


def test_agreeing_again_is_refused_in_words(client, manager, district):
    case = planned(manager, district.hospital.pk)
    typed = {
        "agreed_on": clock.today().isoformat(),
        "review_on": (clock.today() + timedelta(days=30)).isoformat(),
    }
    assert client.post(url(case, "rencana/sepakati/"), typed).status_code == 422
    assert agree


def test_giving_a_case_away_ends_at_a_page_one_may_see(browser_of, district):
    case = opened(district.manager)
    client = browser_of(district.manager)
    given = {"manager_id": str(district.colleague.user_id), "worker_id": ""}
    answer = client.post(f"/kasus/{case.pk}/penugasan/", given, follow=True)
    assert answer.redirect_chain[-1][0] == "/kasus/"
    assert answer.status_code == 200
