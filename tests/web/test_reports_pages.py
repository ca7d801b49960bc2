"""Reports and triage, from the pages."""

from __future__ import annotations

import pytest

from anyam.casework.cases.models import Case, Report, ReportedChild, Reporter
from tests.casework.main_job import a_report as report_input
from tests.casework.main_job import triaged

from .typed import a_report, facts

pytestmark = pytest.mark.django_db


def new_report(client, **changed):
    return client.post("/laporan/baru/", a_report(**changed))


def test_a_report_is_written_triaged_and_opened(browser_of, front_office, district):
    client = browser_of(front_office)
    assert client.get("/laporan/baru/").status_code == 200
    answer = new_report(client)
    assert answer.status_code == 302, answer.content.decode()
    report = Report.objects.get()
    assert answer.url == f"/laporan/{report.pk}/triase/"
    assert "Sulastri" in client.get(answer.url).content.decode()
    assert client.post(answer.url, facts("sexual_violence")).url == f"/laporan/{report.pk}/"
    assert client.get(f"/laporan/{report.pk}/").status_code == 200

    manager = browser_of(district.manager)
    page = manager.get(f"/laporan/{report.pk}/").content.decode()
    assert str(district.manager.user_id) in page
    opened = manager.post(f"/laporan/{report.pk}/buka-kasus/", {"manager_id": str(district.manager.user_id)})
    assert opened.url == f"/kasus/{Case.objects.get().pk}/"
    assert manager.get(opened.url).status_code == 200


@pytest.mark.parametrize("state", ["", "waiting", "triaged", "opened", "answered", "all", "nonsense"])
def test_the_list_answers_for_every_state(browser_of, front_office, state):
    client = browser_of(front_office)
    new_report(client)
    assert client.get("/laporan/", {"state": state, "page": "x"}).status_code == 200


def test_what_waits_is_shown_first(browser_of, front_office):
    client = browser_of(front_office)
    new_report(client)
    assert Report.objects.get().number in client.get("/laporan/").content.decode()


def test_an_anonymous_report_keeps_no_reporter(browser_of, front_office):
    new_report(browser_of(front_office), is_anonymous="yes")
    assert Reporter.objects.get().is_anonymous
    assert not Reporter.objects.get().name


def test_sent_twice_counts_once(browser_of, front_office):
    client, typed = browser_of(front_office), a_report()
    first, second = client.post("/laporan/baru/", typed), client.post("/laporan/baru/", typed)
    assert first.url == second.url
    assert Report.objects.count() == 1


def test_a_child_can_be_added_without_javascript(browser_of, front_office):
    client = browser_of(front_office)
    page = client.post("/laporan/baru/", a_report(narrative="", **{"children-add": "1"}))
    text = page.content.decode()
    assert page.status_code == 200
    assert 'name="children-1-full_name"' in text
    assert 'value="Sulastri"' in text
    assert "error-summary" not in text


def test_two_children_of_one_report(browser_of, front_office):
    more = {"children-TOTAL_FORMS": "2", "children-1-full_name": "Budi", "children-1-sex": "male"}
    new_report(browser_of(front_office), **more)
    assert ReportedChild.objects.count() == 2


def test_a_village_is_looked_up_without_javascript(browser_of, front_office):
    typed = a_report(place_code="", place_code_text="Pulerejo", place_code_search="1")
    page = browser_of(front_office).post("/laporan/baru/", typed)
    assert page.status_code == 200
    assert "Pulerejo" in page.content.decode()
    assert not Report.objects.exists()


def test_a_known_child_is_proposed_and_can_be_chosen(browser_of, front_office):
    client = browser_of(front_office)
    new_report(client)
    known = ReportedChild.objects.get().person_id
    part = client.post("/laporan/baru/anak/", {"row": "children-0", **a_report()}).content.decode()
    assert str(known) in part
    assert "S•••" in part
    assert "Sulastri" not in part
    whole = client.post("/laporan/baru/", a_report(known="children-0")).content.decode()
    assert str(known) in whole
    assert Report.objects.count() == 1
    new_report(client, **{"children-0-person_id": str(known)})
    assert ReportedChild.objects.filter(person_id=known).count() == 2


def test_triage_shows_danger_and_the_proposal_without_javascript(browser_of, front_office):
    report_id = triaged(front_office)
    url = f"/laporan/{report_id}/triase/"
    page = browser_of(front_office).post(url, {"life_in_danger": "yes", "propose": "1"})
    text = page.content.decode()
    assert page.status_code == 200
    assert "danger-title" in text
    assert "tel:110" in text
    assert "error-summary" not in text


def test_the_proposal_is_a_part_for_htmx(browser_of, front_office):
    report_id = triaged(front_office)
    part = (
        browser_of(front_office)
        .post(f"/laporan/{report_id}/triase/usulan/", {"badly_hurt": "yes"})
        .content.decode()
    )
    assert 'hx-swap-oob="true"' in part
    assert "danger-title" in part


def test_another_level_needs_its_reason(browser_of, front_office):
    client = browser_of(front_office)
    report_id = triaged(front_office)
    url = f"/laporan/{report_id}/triase/"
    assert client.post(url, facts("sexual_violence", level="low")).status_code == 422
    assert (
        client.post(url, facts("sexual_violence", level="low", override_reason="wrong_fact")).status_code
        == 302
    )


def test_unanswered_facts_are_said_beside_the_fact(browser_of, front_office):
    report_id = triaged(front_office, report_input())
    page = browser_of(front_office).post(f"/laporan/{report_id}/triase/", {"life_in_danger": "no"})
    assert page.status_code == 422
    assert page.content.decode().count("field-error") == 9


def test_answered_without_a_case(browser_of, front_office):
    client = browser_of(front_office)
    report_id = triaged(front_office)
    assert client.post(f"/laporan/{report_id}/jawab/", {"note": " "}).status_code == 422
    assert client.post(f"/laporan/{report_id}/jawab/", {"note": "Diberi nomor PUSPAGA"}).status_code == 302
    assert "PUSPAGA" in client.get(f"/laporan/{report_id}/").content.decode()


def test_opening_a_case_for_a_colleague_ends_at_a_page_one_may_see(browser_of, district, front_office):
    client = browser_of(district.manager)
    url = f"/laporan/{triaged(front_office)}/buka-kasus/"
    answer = client.post(url, {"manager_id": str(district.colleague.user_id)}, follow=True)
    assert answer.redirect_chain[-1][0] == "/laporan/"
    assert answer.status_code == 200


def test_a_case_opens_once(browser_of, district, front_office):
    report_id = triaged(front_office)
    client = browser_of(district.manager)
    typed = {
        "manager_id": str(district.manager.user_id),
        "submission": "0b0e1f0c-0000-4000-8000-000000000001",
    }
    first = client.post(f"/laporan/{report_id}/buka-kasus/", typed)
    assert client.post(f"/laporan/{report_id}/buka-kasus/", typed).url == first.url
    assert Case.objects.count() == 1
    assert client.post(f"/laporan/{report_id}/buka-kasus/", {"manager_id": "x"}).status_code == 422
    assert client.post(f"/laporan/{report_id}/buka-kasus/", {}).status_code == 422


def test_strangers_find_nothing(browser_of, district, front_office):
    report_id = triaged(front_office)
    client = browser_of(district.doctor)
    for url in ("/laporan/", "/laporan/baru/", f"/laporan/{report_id}/", f"/laporan/{report_id}/triase/"):
        assert client.get(url).status_code == 404
