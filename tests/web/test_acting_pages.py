"""Pages of acting for one child, of routine duties, and of what agencies owe each other: all without JavaScript."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from anyam.casework.acting.choices import Choice
from anyam.casework.acting.models import ChoiceMade
from anyam.casework.cases import actions as cases
from anyam.casework.cases import queries as case_queries
from anyam.casework.duties.models import Duty, Occurrence
from anyam.casework.referrals.models import Referral
from anyam.casework.sops.choices import SubjectKind
from anyam.foundation.access import Actor
from anyam.foundation.access.row_context import acting
from anyam.foundation.core import clock
from anyam.interfaces.web.desk import work as desk
from anyam.registry.agencies.choices import Need
from tests.casework.test_acting import draft, sent, served, two_agencies
from tests.casework.test_duties import begun
from tests.casework.test_one_child import case_of
from tests.cast import MARKER, SYSTEM, Agency, Cast


@pytest.fixture
def cast(db: None) -> Cast:
    return Cast()


@pytest.fixture
def clinic(cast: Cast) -> Agency:
    return cast.agency("Puskesmas", "health_centre", Need.HEALTH)


def browser(cast: Cast, actor: Actor) -> Client:
    client = Client(HTTP_HOST="localhost")
    client.force_login(cast.user_of(actor))
    return client


def shown(client: Client, name: str, *parts: UUID, **query: str) -> str:
    answer = client.get(reverse(name, args=parts), query)
    assert answer.status_code == 200, (name, answer.status_code)
    return str(answer.content.decode())


def typed_referral(**more: str) -> dict[str, str]:
    words = {"need": "health", "urgency": "normal", "request": "Mohon diperiksa", "sharing_basis": "safety"}
    return {**words, "basis_reason": "danger", **more}


def test_the_referral_form_asks_keeps_what_was_typed_and_goes_on_with_a_reason(
    cast: Cast, clinic: Agency
) -> None:
    case_id, _child = case_of(cast, "Melati Putri")
    sent(cast, case_id, cast.hospital)
    client = browser(cast, cast.dewi)
    new = reverse("referrals:new", args=[case_id, clinic.service_id])
    answer = client.post(new, typed_referral(request="Mohon diperiksa matanya"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "RSUD Tulungagung" in page
    assert "Mohon diperiksa matanya" in page
    assert 'name="who_acts" value="go_on"' in page
    answer = client.post(new, typed_referral(who_acts="go_on"))
    assert answer.status_code == 422, "going on needs a reason"
    answer = client.post(new, typed_referral(who_acts="go_on", despite="other_part"))
    assert answer.status_code == 302
    assert ChoiceMade.objects.get().reason == "other_part"


@pytest.mark.parametrize(("pressed", "choice"), [("join", Choice.JOINED), ("drop", Choice.DROPPED)])
def test_the_referral_form_is_left_and_nothing_is_saved(
    cast: Cast, clinic: Agency, pressed: str, choice: Choice
) -> None:
    mine, theirs = two_agencies(cast)
    served(cast.maya, theirs, cast.hospital)
    client = browser(cast, cast.dewi)
    new = reverse("referrals:new", args=[mine, clinic.service_id])
    page = client.post(new, typed_referral()).content.decode()
    assert "RSUD Tulungagung" not in page, "only the sector is told"
    answer = client.post(new, typed_referral(who_acts=pressed))
    assert answer.status_code == 302
    assert ChoiceMade.objects.get().choice == choice
    with acting(SYSTEM):
        assert not Referral.objects.filter(case_id=mine).exists()


def test_sending_a_draft_asks_about_what_began_since(cast: Cast, clinic: Agency) -> None:
    case_id, _child = case_of(cast, "Melati Putri")
    referral_id = draft(cast, case_id, clinic)
    served(cast.dewi, case_id, cast.hospital)
    client = browser(cast, cast.dewi)
    send = reverse("referrals:step", args=[referral_id, "kirim"])
    answer = client.post(send)
    assert answer.status_code == 422
    assert "RSUD Tulungagung" in answer.content.decode()
    assert client.post(send, {"who_acts": "go_on", "despite": "agreed"}).status_code == 302


def test_the_contact_form_asks_too(cast: Cast, clinic: Agency) -> None:
    case_id, _child = case_of(cast, "Melati Putri")
    served(cast.dewi, case_id, cast.hospital)
    client = browser(cast, cast.dewi)
    record = reverse("cases:record", args=[case_id])
    today = clock.today().strftime("%d-%m-%Y")
    typed = {"kind": "service", "on": today, "agency_id": str(clinic.id), "need": "health"}
    answer = client.post(record, typed)
    assert answer.status_code == 422
    assert "who_acts" in answer.content.decode()
    assert client.post(record, {**typed, "who_acts": "go_on", "despite": "was_done"}).status_code == 302


def test_the_plan_action_form_asks_too(cast: Cast, clinic: Agency) -> None:
    case_id, _child = case_of(cast, "Melati Putri")
    sent(cast, case_id, cast.hospital)
    goal_id = cases.save_goal(cast.dewi, case_id=case_id, text="Sehat kembali")
    client = browser(cast, cast.dewi)
    address = reverse("cases:plan_action", args=[case_id, goal_id])
    due = (clock.today() + timedelta(days=9)).strftime("%d-%m-%Y")
    typed = {"title": "Periksa", "need": "health", "agency_id": str(clinic.id), "due_on": due}
    answer = client.post(address, typed)
    assert answer.status_code == 422
    assert "RSUD Tulungagung" in answer.content.decode()
    assert client.post(address, {**typed, "who_acts": "drop"}).status_code == 302
    assert not case_queries.get_plan(cast.dewi, case_id).goals[0].actions
    assert client.post(address, {**typed, "who_acts": "go_on", "despite": "agreed"}).status_code == 302


def test_whoever_leads_answers_from_the_desk(cast: Cast, clinic: Agency) -> None:
    mine, theirs = two_agencies(cast)
    served(cast.maya, theirs, cast.hospital)
    asker = browser(cast, cast.dewi)
    new = reverse("referrals:new", args=[mine, clinic.service_id])
    assert asker.post(new, typed_referral(who_acts="join")).status_code == 302
    client = browser(cast, cast.maya)
    (address,) = re.findall(r'href="(/tindakan-bersama/[0-9a-f-]{36}/)"', shown(client, "desk:home"))
    assert "Dewi" in client.get(address).content.decode()
    assert asker.get(address).status_code == 404
    assert client.post(address, {"answer": ""}).status_code == 422
    assert client.post(address, {"answer": "together"}).status_code == 302
    assert client.get(address).status_code == 200
    assert address not in shown(client, "desk:home")


def test_counts_are_for_those_who_see_counts(cast: Cast, clinic: Agency) -> None:
    case_id, _child = case_of(cast, "Melati Putri")
    sent(cast, case_id, cast.hospital)
    draft(cast, case_id, clinic, despite="agreed")
    page = shown(browser(cast, cast.wulan), "acting:counts")
    assert "RSUD" not in page
    assert browser(cast, cast.dewi).get(reverse("acting:counts")).status_code == 404


# --- the task matrix -------------------------------------------------------------------------------------------------


def test_the_matrix_shows_who_leads_supports_and_is_informed_and_opens_only_the_action(cast: Cast) -> None:
    story = cast.story()
    client = browser(cast, cast.dewi)
    matrix = shown(client, "cases:plan_matrix", story.case_id)
    assert reverse("cases:plan_parts", args=[story.case_id, story.plan_action_id]) in matrix
    wrong = {"support": [str(cast.ngo.id)], "informed": [str(cast.ngo.id)]}
    address = reverse("cases:plan_parts", args=[story.case_id, story.plan_action_id])
    assert client.post(address, wrong).status_code == 422
    parts = {"support": [str(cast.ngo.id)], "informed": [str(cast.school.id)]}
    assert client.post(address, parts).status_code == 302
    seen = shown(browser(cast, cast.lina), "cases:tasks")
    assert f"{MARKER}langkah" in seen
    assert "RSUD" in seen
    assert story.case_number not in seen
    assert f"{MARKER}tujuan" not in seen
    assert f"{MARKER}melati" not in seen
    assert f"{MARKER}langkah" in shown(browser(cast, cast.budi), "cases:tasks")
    assert f"{MARKER}langkah" not in shown(browser(cast, cast.rudi), "cases:tasks")
    assert client.post(address, {"informed": [str(cast.school.id)]}).status_code == 302
    assert f"{MARKER}langkah" not in shown(browser(cast, cast.lina), "cases:tasks"), "it was taken back"


def test_parts_of_a_draft_open_when_the_plan_is_agreed(cast: Cast) -> None:
    case_id, _child = case_of(cast, "Melati Putri")
    goal_id = cases.save_goal(cast.dewi, case_id=case_id, text="Sehat")
    due_on = clock.today() + timedelta(days=9)
    action_id = cases.save_plan_action(
        cast.dewi,
        case_id=case_id,
        goal_id=goal_id,
        title=f"{MARKER}langkah",
        need="health",
        agency_id=cast.hospital.id,
        due_on=due_on,
    )
    cases.set_task_parts(cast.dewi, case_id=case_id, action_id=action_id, support=[cast.ngo.id], informed=[])
    assert case_queries.find_agency_tasks(cast.lina) == ()
    cases.agree_plan(
        cast.dewi,
        case_id=case_id,
        agreed_on=clock.today(),
        review_on=due_on,
        child_took_part=True,
        family_took_part=True,
    )
    (task,) = case_queries.find_agency_tasks(cast.lina)
    assert (task.part, task.lead) == ("support", "RSUD")


# --- duties ----------------------------------------------------------------------------------------------------------


def typed_duty(**more: str) -> dict[str, str]:
    first_on = (clock.today() + timedelta(days=5)).strftime("%d-%m-%Y")
    given = {"title": "Rekap bulanan", "kind": "report", "rhythm": "monthly", "first_on": first_on}
    given |= {"free_days": "stays", "lead_days": "14", "owner": "partner_officer", "evidence_kind": "report"}
    return {**given, **more}


def test_a_head_sets_up_a_duty_from_an_example_and_its_owner_does_it_from_the_desk(cast: Cast) -> None:
    head = browser(cast, cast.hartono)
    example = re.search(r'href="(/tugas-rutin/baru/\?contoh=\w+)"', shown(head, "duties:list"))
    assert example
    assert head.get(example[1]).status_code == 200
    assert head.post(reverse("duties:new"), typed_duty(title="")).status_code == 422
    assert head.post(reverse("duties:new"), typed_duty()).status_code == 302
    owner = browser(cast, cast.siti)
    (address,) = re.findall(r'href="(/tugas-rutin/waktu/[0-9a-f-]{36}/)"', shown(owner, "desk:home"))
    assert owner.post(address, {"evidence": "", "done_on": ""}).status_code == 422
    today = clock.today().strftime("%d-%m-%Y")
    assert owner.post(address, {"evidence": "Laporan 7/2026", "done_on": today}).status_code == 302
    assert "Laporan 7/2026" in owner.get(address).content.decode()
    assert address not in shown(owner, "desk:home")


def test_a_duty_is_changed_excused_and_ended(cast: Cast) -> None:
    duty_id = begun(cast.hartono)
    head = browser(cast, cast.hartono)
    change = reverse("duties:change", args=[duty_id])
    assert "Rekap bulanan" in head.get(change).content.decode()
    assert head.post(change, typed_duty(title="Rekap baru")).status_code == 302
    assert Duty.objects.get().title == "Rekap baru"
    one = Occurrence.objects.open().get()
    excuse = reverse("duties:excuse", args=[one.pk])
    assert head.post(excuse, {"reason": ""}).status_code == 422
    assert head.post(excuse, {"reason": "nothing"}).status_code == 302
    end = reverse("duties:end", args=[duty_id])
    assert head.get(end).status_code == 200
    assert head.post(end).status_code == 302
    assert head.get(change).status_code == 404
    for stranger in (cast.rudi, cast.dewi):
        assert browser(cast, stranger).get(reverse("duties:detail", args=[duty_id])).status_code == 404


@pytest.mark.parametrize("month", ["", "2026-13", "2026-02", "x", "0000-01", "9999-12", "2026-11-01'--"])
def test_the_month_opens_whatever_is_asked(cast: Cast, month: str) -> None:
    begun(cast.hartono)
    assert shown(browser(cast, cast.siti), "duties:calendar", bulan=month)


def test_the_month_shows_duties_as_a_sheet_and_as_a_list(cast: Cast) -> None:
    begun(cast.hartono, first_on=clock.today(), rhythm="weekly")
    month = clock.today().strftime("%Y-%m")
    page = shown(browser(cast, cast.siti), "duties:calendar", bulan=month)
    assert page.count("Rekap bulanan") >= 2
    assert "Rekap bulanan" not in shown(browser(cast, cast.rudi), "duties:calendar", bulan=month)


# --- owed and owing --------------------------------------------------------------------------------------------------


def test_a_head_sees_what_is_owed_both_ways_without_a_word_about_the_child(cast: Cast) -> None:
    story = cast.story()
    begun(cast.hartono, to_agency_id=cast.secretariat.id)
    page = shown(browser(cast, cast.hartono), "desk:owed")
    assert "ULT PSAI" in page, "the referral it accepted waits for an appointment"
    assert "Rekap bulanan" in page
    assert MARKER not in page
    assert story.case_number not in page
    police = cast.person("Kapolres", cast.police, *cast.hartono.roles)
    assert "ULT PSAI" in shown(browser(cast, police), "desk:owed")
    centre = cast.person("Kepala", cast.centre, *cast.hartono.roles)
    owed = shown(browser(cast, centre), "desk:owed")
    assert story.case_number in owed, "its own case's number, for the action that the hospital owes"
    assert MARKER not in owed
    assert browser(cast, cast.dewi).get(reverse("desk:owed")).status_code == 404


def test_every_kind_of_subject_on_a_desk_leads_to_a_page() -> None:
    """What somebody must do has an address of its own, and not the desk it stands on."""
    from uuid import uuid4

    from anyam.casework.sops.choices import DueGroup, WorkKind
    from anyam.casework.sops.results import WorkRow

    without_work = {SubjectKind.BACKUP}
    for subject in set(SubjectKind) - without_work:
        row: Any = WorkRow(
            id=uuid4(),
            kind=WorkKind.REVIEW,
            subject_kind=subject,
            subject_id=uuid4(),
            case_id=None,
            reference="",
            due_at=clock.now(),
            group=DueGroup.TODAY,
            is_mine=True,
            is_escalated=False,
        )
        assert desk.address(row) != reverse("desk:home"), subject
