"""The list of cases: what changed, its other shapes, and handing over many at once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from anyam.casework.cases import actions, queries
from anyam.casework.cases.choices import News
from anyam.casework.cases.models import Case
from anyam.casework.cases.queries import CaseFilter
from anyam.casework.cases.results import AnswerInput
from anyam.foundation.core import clock
from tests.casework.main_job import opened, planned

pytestmark = pytest.mark.django_db

ANSWERS = {
    "safety/safe_tonight": AnswerInput("with_help", "child"),
    "body/injury": AnswerInput("light", "document"),
}


def news_in_list(actor) -> str:
    [row] = queries.find_cases(actor, CaseFilter()).rows
    return row.news


@pytest.fixture
def look(browser_of, district):
    """The manager opens the case, signed in afresh: sessions end by the clock."""

    def opens(case: Case) -> str:
        return browser_of(district.manager).get(f"/kasus/{case.pk}/").content.decode()

    return opens


def test_a_case_nobody_opened_says_so_and_then_is_quiet(look, district):
    case = opened(district.manager)
    assert news_in_list(district.manager) == News.UNOPENED
    assert news_in_list(district.supervisor) == ""
    look(case)
    assert news_in_list(district.manager) == ""


def test_what_others_did_since_is_new_and_what_i_did_is_not(look, district):
    case = opened(district.manager)
    look(case)
    with clock.at(clock.now() + timedelta(hours=2)):
        actions.save_answers(district.manager, case_id=case.pk, answers=ANSWERS)
        actions.complete_assessment(district.manager, case_id=case.pk, needs=["health"])
        assert news_in_list(district.manager) == ""
        actions.assign_case(district.supervisor, case_id=case.pk, manager_id=district.manager.user_id)
    with clock.at(clock.now() + timedelta(hours=3)):
        assert news_in_list(district.manager) == News.CHANGED
        found = queries.find_cases(district.manager, CaseFilter(has_news=True)).rows
        assert [row.id for row in found] == [case.pk]
        page = look(case)
        assert page.count('<span class="tag brand">baru</span>') == 1
        assert "1 hal baru sejak Anda melihatnya" in page
        assert news_in_list(district.manager) == ""


def test_a_visit_keeps_its_marks_for_half_an_hour(look, district):
    case = opened(district.manager)
    look(case)
    later = clock.now() + timedelta(hours=2)
    with clock.at(later):
        actions.assign_case(district.supervisor, case_id=case.pk, manager_id=district.manager.user_id)
    for minutes, marked in ((5, True), (25, True), (60, False)):
        with clock.at(later + timedelta(minutes=minutes)):
            assert ("1 hal baru sejak" in look(case)) is marked


def test_the_board_shows_each_case_at_its_stage(browser_of, district):
    early, later = opened(district.manager), planned(district.manager, district.hospital.pk)
    lanes = {lane.stage: lane for lane in queries.find_cases_by_stage(district.manager, CaseFilter())}
    assert [row.id for row in lanes["assessment"].rows] == [early.pk]
    assert later.pk in {row.id for lane in lanes.values() if lane.stage != "assessment" for row in lane.rows}
    assert "closed" not in lanes
    page = browser_of(district.manager).get("/kasus/?shape=board").content.decode()
    assert 'class="board"' in page
    assert f"/kasus/{early.pk}/" in page


def test_the_month_shows_what_is_due_and_a_month_without_it_does_not(browser_of, district):
    case = opened(district.manager)
    [row] = queries.find_cases(district.manager, CaseFilter()).rows
    assert row.next_due_at is not None
    due = clock.local(row.next_due_at)
    browser = browser_of(district.manager)
    assert f"/kasus/{case.pk}/" in browser.get(f"/kasus/?shape=month&month={due:%Y-%m}").content.decode()
    assert f"/kasus/{case.pk}/" not in browser.get("/kasus/?shape=month&month=2031-01").content.decode()


@pytest.mark.parametrize("month", ["", "2026-13", "x", "0001-01", "2026-11-01"])
def test_a_month_that_is_none_is_this_month(browser_of, district, month):
    assert browser_of(district.manager).get(f"/kasus/?shape=month&month={month}").status_code == 200


def test_ticked_cases_are_handed_over_together(browser_of, district):
    cases = [opened(district.manager), opened(district.manager)]
    browser = browser_of(district.supervisor)
    assert 'name="case"' in browser.get("/kasus/").content.decode()
    sent = {"case": [str(case.pk) for case in cases]}
    asked = browser.post("/kasus/penugasan/", sent)
    assert asked.status_code == 200
    done = browser.post(
        "/kasus/penugasan/", {**sent, "manager_id": str(district.colleague.user_id)}, follow=True
    )
    assert "2 kasus sudah ada petugasnya" in done.content.decode()
    assert {case.manager_id for case in Case.objects.all()} == {district.colleague.user_id}


def test_nothing_ticked_and_nonsense_ticked_lead_back_with_a_word(browser_of, district):
    browser = browser_of(district.supervisor)
    for sent in ({}, {"case": ["x"]}, {"case": ["00000000-0000-4000-8000-000000000000"]}):
        page = browser.post("/kasus/penugasan/", sent, follow=True).content.decode()
        assert "Centang dulu kasusnya" in page


def test_whoever_may_not_hand_over_finds_no_such_page(browser_of, district):
    case = opened(district.manager)
    for actor in (district.doctor, district.regent):
        answer = browser_of(actor).post("/kasus/penugasan/", {"case": [str(case.pk)]})
        assert answer.status_code == 404
