"""Pages of what is known and of the register of interviews: all without JavaScript."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.urls import reverse

from anyam.casework.facts import queries
from anyam.casework.facts.models import Fact, Interview
from anyam.foundation.access.row_context import acting
from anyam.foundation.core import clock
from tests.casework.test_acting import two_agencies
from tests.casework.test_facts import note
from tests.casework.test_interviews import held, planned, talk
from tests.casework.test_one_child import case_of
from tests.cast import SYSTEM, Cast
from tests.web.test_acting_pages import browser, shown


@pytest.fixture
def cast(db: None) -> Cast:
    return Cast()


def typed_talk(agency_id: UUID, **more: Any) -> dict[str, Any]:
    return {
        "topics": ["sexual"],
        "on": clock.today().isoformat(),
        "agency_id": str(agency_id),
        "role": "social_worker",
        "purpose": "assessment",
        "basis": "protection",
        "setting": "shelter",
        "companion": "parent",
        "records": ["notes"],
        "record_place": "Lemari 2",
        **more,
    }


def test_the_sheet_says_what_is_known_by_whom_and_what_is_left_to_ask(cast: Cast) -> None:
    case_id, _child = case_of(cast, "Melati Putri")
    note(cast.dewi, case_id, "school", "SDN Ngunut 1", "document", whence="Rapor")
    page = shown(browser(cast, cast.dewi), "facts:sheet", case_id)
    assert "SDN Ngunut 1" in page
    assert reverse("facts:fact", args=[case_id, "language"]) in page
    assert "hal belum diketahui" in page
    paper = shown(browser(cast, cast.dewi), "facts:paper", case_id)
    assert "SDN Ngunut 1" in paper
    assert "Melati" not in paper, "what leaves the building carries no name"


@pytest.mark.parametrize(
    ("kind", "typed", "words"),
    [
        ("language", ["javanese", "indonesian"], "Indonesia, Jawa"),
        ("religion", "islam", "Islam"),
        ("interpreter", "no", "Tidak"),
        ("grade", "6", "6"),
        ("last_examined", "2026-01-05", "5 Januari 2026"),
        ("carer", "Bibi", "Bibi"),
        ("reach_safely", "safe_phone", "Telepon"),
    ],
)
def test_every_type_of_fact_is_typed_and_shown(cast: Cast, kind: str, typed: Any, words: str) -> None:
    case_id, _child = case_of(cast, "Melati Putri")
    client = browser(cast, cast.dewi)
    shown(client, "facts:note", case_id, kind)
    wish = {"value": typed, "source": "child", "said_on": clock.today().isoformat()}
    answer = client.post(reverse("facts:note", args=[case_id, kind]), wish)
    assert answer.status_code == 302, answer.content.decode()
    assert words in shown(client, "facts:fact", case_id, kind)


def test_another_value_is_asked_about_kept_beside_and_settled(cast: Cast) -> None:
    case_id, _child = case_of(cast, "Melati Putri")
    note(cast.dewi, case_id, "carer", "Bibi")
    client = browser(cast, cast.dewi)
    wish = {"value": "Kakek", "source": "caregiver", "said_on": clock.today().isoformat()}
    new = reverse("facts:note", args=[case_id, "carer"])
    answer = client.post(new, wish)
    assert answer.status_code == 422
    assert "Sudah ada catatan lain" in answer.content.decode()
    assert client.post(new, {**wish, "difference": "disagrees"}).status_code == 302
    page = shown(client, "facts:settle", case_id, "carer")
    assert "Bibi" in page
    assert "Kakek" in page
    with acting(SYSTEM):
        keep = next(row for row in Fact.objects.all() if row.value == "Kakek")
    settle = reverse("facts:settle", args=[case_id, "carer"])
    assert client.post(settle, {"keep": str(keep.pk)}).status_code == 422
    settled = {"keep": str(keep.pk), "reason": "document", "words": "Lihat KK"}
    assert client.post(settle, settled).status_code == 302
    page = shown(client, "facts:fact", case_id, "carer")
    assert "Lihat KK" in page
    assert client.get(settle).status_code == 404, "nothing is left to settle"


def test_a_second_source_and_a_mistake_have_their_own_pages(cast: Cast) -> None:
    case_id, _child = case_of(cast, "Melati Putri")
    fact_id = note(cast.dewi, case_id, "carer", "Bibi")
    client = browser(cast, cast.dewi)
    confirm = reverse("facts:confirm", args=[case_id, "carer", fact_id])
    assert client.get(confirm).status_code == 200
    said = {"source": "document", "said_on": clock.today().isoformat()}
    assert client.post(confirm, said).status_code == 302
    assert queries.get_fact(cast.dewi, case_id, "carer").row.values[0].is_confirmed
    withdraw = reverse("facts:withdraw", args=[case_id, "carer", fact_id])
    assert client.get(withdraw).status_code == 200
    assert client.post(withdraw, {"reason": "mistyped"}).status_code == 302
    (value,) = queries.get_fact(cast.dewi, case_id, "carer").row.values
    assert [one.source_label for one in value.sayings] != [], "what the document says stays"
    assert client.get(withdraw).status_code == 404


def test_the_form_of_an_interview_shows_the_earlier_one_and_keeps_what_was_typed(cast: Cast) -> None:
    case_id, _child = case_of(cast, "Melati Putri")
    held(cast.dewi, case_id, talk(cast.police, record_place="Unit PPA, map 7"))
    client = browser(cast, cast.dewi)
    new = reverse("facts:note_interview", args=[case_id])
    answer = client.post(new, typed_talk(cast.centre.id))
    page = answer.content.decode()
    assert answer.status_code == 422
    for words in ("Polres Tulungagung", "Unit PPA, map 7", "Lemari 2", 'value="use"', 'value="go_on"'):
        assert words in page, words
    assert 'value="join"' not in page, "what is over cannot be joined"
    answer = client.post(new, typed_talk(cast.centre.id, who_acts="go_on"))
    assert answer.status_code == 422, "a reason is missing"
    answer = client.post(new, typed_talk(cast.centre.id, who_acts="go_on", despite="childs_wish"))
    assert answer.status_code == 302
    page = shown(client, "facts:interviews", case_id)
    assert "Anak sendiri ingin bercerita lagi" in page
    assert "<b>2</b> wawancara" in page


def test_using_the_record_saves_no_interview(cast: Cast) -> None:
    case_id, _child = case_of(cast, "Melati Putri")
    held(cast.dewi, case_id, talk(cast.police))
    client = browser(cast, cast.dewi)
    new = reverse("facts:note_interview", args=[case_id])
    assert client.post(new, typed_talk(cast.centre.id, who_acts="use")).status_code == 302
    with acting(SYSTEM):
        assert Interview.objects.count() == 1
    assert "1 kali anak tidak perlu ditanyai lagi." in shown(client, "facts:interviews", case_id)


def test_a_planned_interview_of_another_case_offers_to_take_part_and_names_only_the_sector(
    cast: Cast,
) -> None:
    mine, theirs = two_agencies(cast)
    planned(cast.maya, theirs, cast.police)
    client = browser(cast, cast.dewi)
    new = reverse("facts:plan_interview", args=[mine])
    wish = typed_talk(cast.centre.id, on=(clock.today() + timedelta(days=1)).isoformat())
    page = client.post(new, wish).content.decode()
    assert 'value="join"' in page
    assert "Polres" not in page.split('id="sudah-ditanya"')[1].split("</section>")[0]
    assert client.post(new, {**wish, "who_acts": "join"}).status_code == 302


def test_a_planned_interview_is_entered_on_its_own_page_or_called_off(cast: Cast) -> None:
    case_id, _child = case_of(cast, "Melati Putri")
    first = planned(cast.dewi, case_id, cast.police)
    client = browser(cast, cast.dewi)
    page = reverse("facts:interview", args=[first])
    assert client.get(page).status_code == 200
    assert client.post(page, {"setting": ""}).status_code == 422
    done = {"on": clock.today().isoformat(), "setting": "child_room", "companion": "parent"}
    assert client.post(page, done).status_code == 302
    assert client.get(reverse("facts:cancel_interview", args=[first])).status_code == 404
    second = planned(cast.dewi, case_id, cast.police, "wishes")
    cancel = reverse("facts:cancel_interview", args=[second])
    assert client.get(cancel).status_code == 200
    assert client.post(cancel, {"reason": "not_ready"}).status_code == 302
    assert "Anak belum siap" in shown(client, "facts:interviews", case_id)


def test_a_referral_tells_the_receiver_who_has_asked_already(cast: Cast) -> None:
    case_id, _child = case_of(cast, "Melati Putri")
    held(cast.dewi, case_id, talk(cast.police, record_place="Unit PPA, map 7"))
    page = browser(cast, cast.dewi).get(reverse("referrals:new", args=[case_id, cast.hospital.service_id]))
    assert page.context["form"]["is_interview_done"].value() is True
    assert "Polres Tulungagung, Penyidik" in page.context["form"]["interview_note"].value()
    assert "Unit PPA, map 7" in page.content.decode()
