"""Rights of data subjects, keeping and destroying, and incidents: what goes out, what is gone, and who was reached."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.test import Client
from django.utils import translation
from hypothesis import given as generated
from hypothesis import strategies as st

from anyam.casework.cases import actions as cases
from anyam.casework.oversight.actions import close_review, open_glass_review
from anyam.casework.oversight.choices import Finding
from anyam.casework.rights import actions, queries
from anyam.casework.rights.choices import (
    CopyPart,
    Harm,
    IdentityCheck,
    NoticeTo,
    Requester,
    RequestKind,
    RequestState,
)
from anyam.casework.rights.results import BreachInput, RequestInput
from anyam.casework.rights.rules import (
    is_in_conflict,
    parts_allowed,
    safe_channel,
    without_names,
)
from anyam.casework.sops.queries import find_my_work
from anyam.foundation.access import Actor, NotFound, Role
from anyam.foundation.core import clock
from anyam.foundation.events.reactions import delivered_at_once
from tests.cast import MARKER, PHONE_MARKER, Cast, Story

CLOCK = Actor.system("retention clock")
# What never leaves in a copy, whoever asks: the marked words of compartments that are no part of it.
NEVER = ("alamat", "parti", "karno", "narasi", "triase", PHONE_MARKER)


def asked(cast: Cast, story: Story, **changed: Any) -> UUID:
    given: dict[str, Any] = {
        "kind": RequestKind.ACCESS,
        "requester": Requester.CHILD,
        "requester_name": "Melati",
        "case_number": story.case_number,
        "identity_check": IdentityCheck.PAPER,
    }
    return actions.take_request(cast.citra, given=RequestInput(**(given | changed)))


# --- who gets what (B12) ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("requester", list(Requester))
def test_no_copy_to_anybody_holds_address_reporter_or_reported_person(
    cast: Cast, story: Story, requester: Requester
) -> None:
    copy = queries.copy_of(cast.citra, asked(cast, story, requester=requester), list(CopyPart))
    text = str(copy)
    assert not [word for word in NEVER if word in text]


@pytest.mark.parametrize(
    ("requester", "name"),
    [
        (Requester.STEPFATHER, "Siapa saja"),
        (Requester.OTHER, f"{MARKER}karno"),
        (Requester.COUNSEL, "Kuasa hukum"),
    ],
)
def test_the_reported_person_gets_nothing_by_whatever_name_or_lawyer(
    cast: Cast, story: Story, requester: Requester, name: str
) -> None:
    request_id = asked(cast, story, requester=requester, requester_name=name)
    assert queries.get_request(cast.citra, request_id).row.is_conflicted
    assert queries.copy_of(cast.citra, request_id, list(CopyPart)).lines == ()


def test_the_child_gets_its_own_story_without_the_names_of_others(cast: Cast, story: Story) -> None:
    copy = queries.copy_of(cast.citra, asked(cast, story), list(CopyPart))
    text = str(copy)
    assert f"{MARKER}melati" in text
    assert f"{MARKER}kunjungan" in text
    assert f"{MARKER}nenek" not in text, "whoever was met is another person"


def test_a_mark_of_conflict_by_the_officer_closes_the_copy(cast: Cast, story: Story) -> None:
    request_id = asked(cast, story, requester=Requester.MOTHER)
    assert queries.copy_of(cast.citra, request_id, list(CopyPart)).lines
    actions.check_request(
        cast.citra, request_id=request_id, identity_check=IdentityCheck.PAPER, is_marked_conflicted=True
    )
    assert not queries.copy_of(cast.citra, request_id, list(CopyPart)).lines


@generated(
    st.sampled_from(list(Requester)),
    st.lists(
        st.tuples(st.sampled_from(["father", "mother", "parent", "neighbour"]), st.none(), st.text()),
        max_size=3,
    ),
)
def test_a_conflict_never_opens_a_part(requester: Requester, reported: list[Any]) -> None:
    conflicted = is_in_conflict(requester, None, "", reported)
    if conflicted:
        assert parts_allowed(requester, is_conflicted=True) == ()


@generated(st.text(alphabet="abcdefghij", min_size=3, max_size=10), st.text(max_size=60))
def test_a_name_is_left_out_wherever_it_stands(name: str, around: str) -> None:
    text = f"{around} {name.upper()}, {name} {around}"
    assert name not in without_names(text, [name]).replace("[…]", "").split()


def test_seeded_copy_without_redaction_is_caught(cast: Cast, story: Story, monkeypatch: Any) -> None:
    from anyam.casework.rights.queries import requests

    monkeypatch.setattr(requests, "without_names", lambda text, names: text)
    cases.record_contact(
        cast.yusuf,
        case_id=story.case_id,
        kind="phone",
        on=clock.today(),
        note=f"{MARKER}parti menelepon lagi.",
    )
    copy = queries.copy_of(cast.citra, asked(cast, story), list(CopyPart))
    assert f"{MARKER}parti" in str(copy), "the search above would find a name that slipped through"


# --- clocks and answers -----------------------------------------------------------------------------------------------


def test_a_request_is_due_after_three_times_24_hours(cast: Cast, story: Story) -> None:
    with clock.at(clock.now()):
        detail = queries.get_request(cast.citra, asked(cast, story))
        assert detail.row.due_at - clock.now() == timedelta(hours=72)
        assert not detail.row.is_late
    with clock.at(clock.now() + timedelta(hours=73)):
        assert queries.find_requests(cast.citra)[0].is_late


def test_nothing_is_given_before_it_is_known_who_asks(cast: Cast, story: Story) -> None:
    request_id = asked(cast, story, identity_check=IdentityCheck.NOT_YET)
    with pytest.raises(actions.IdentityIsNotChecked):
        actions.answer_request(cast.citra, request_id=request_id, answer="Terlampir")
    actions.answer_request(
        cast.citra, request_id=request_id, answer="Tidak dapat", refusal_reason="not_identified"
    )
    assert queries.get_request(cast.citra, request_id).row.state is RequestState.REFUSED
    actions.close_request(cast.citra, request_id=request_id)
    assert not queries.find_requests(cast.citra)


def test_a_correction_becomes_work_of_the_case_manager(cast: Cast, story: Story) -> None:
    request_id = asked(cast, story, kind=RequestKind.CORRECTION, asked="Tanggal lahir keliru")
    actions.answer_request(cast.citra, request_id=request_id, answer="Akan diperbaiki")
    work = apps.get_model("sops.WorkItem").objects.get(kind="correct_data")
    assert work.assignee_id == cast.dewi.user_id


def test_the_front_office_takes_a_request_and_learns_nothing_of_the_case(cast: Cast, story: Story) -> None:
    given = RequestInput(
        kind=RequestKind.ACCESS,
        requester=Requester.MOTHER,
        requester_name="Ibu",
        case_number=story.case_number,
    )
    assert cast.citra
    request_id = actions.take_request(cast.ratna, given=given)
    detail = queries.get_request(cast.ratna, request_id)
    assert (detail.case_number, detail.allowed_parts) == ("", ())
    for who in (cast.bagus, cast.maya, cast.siti, cast.wulan):
        with pytest.raises(NotFound):
            queries.get_request(who, request_id)


def test_a_restriction_is_seen_by_those_who_work_on_the_case(cast: Cast, story: Story) -> None:
    request_id = asked(cast, story, kind=RequestKind.RESTRICTION)
    actions.restrict_case(cast.citra, request_id=request_id)
    mark = queries.restriction_of(cast.dewi, story.case_id)
    assert mark is not None
    with pytest.raises(NotFound):
        queries.restriction_of(cast.bagus, story.case_id)
    actions.end_restriction(cast.citra, request_id=request_id)
    assert queries.restriction_of(cast.dewi, story.case_id) is None


# --- incidents (G10) --------------------------------------------------------------------------------------------------


def opened(cast: Cast, account: Actor, **changed: Any) -> UUID:
    now = clock.now()
    given: dict[str, Any] = {
        "happened": f"{MARKER}akun dipakai orang lain",
        "harms": (Harm.CONFIDENTIALITY,),
        "known_at": now,
        "from_at": now - timedelta(days=2),
        "to_at": now,
        "account_id": account.user_id,
        "handling": "Akun ditutup, kata sandi diganti.",
    }
    return actions.open_breach(cast.citra, given=BreachInput(**(given | changed)))


def looked(cast: Cast, story: Story) -> None:
    from anyam.casework.cases.queries import get_case, get_contacts

    get_case(cast.yusuf, story.case_id)
    get_contacts(cast.yusuf, story.case_id)


def test_whom_an_account_reached_is_known_in_seconds_and_to_the_second(cast: Cast, story: Story) -> None:
    looked(cast, story)
    breach_id = opened(cast, cast.yusuf, to_at=clock.now() + timedelta(seconds=1), known_at=clock.now())
    began = time.monotonic()
    radius = queries.radius_of(cast.citra, breach_id)
    assert time.monotonic() - began < 5
    assert [one.case_number for one in radius.cases] == [story.case_number]
    assert {"summary", "contacts"} <= set(radius.cases[0].parts)
    earlier = opened(
        cast, cast.yusuf, from_at=clock.now() - timedelta(days=9), to_at=clock.now() - timedelta(days=8)
    )
    assert not queries.radius_of(cast.citra, earlier).cases
    other = opened(cast, cast.bagus)
    assert not queries.radius_of(cast.citra, other).cases, "another account reached nobody"


def test_the_draft_has_the_three_things_the_law_asks_for_and_no_word_of_the_case(
    cast: Cast, story: Story
) -> None:
    looked(cast, story)
    breach_id = opened(cast, cast.yusuf, to_at=clock.now() + timedelta(seconds=1), known_at=clock.now())
    assert actions.list_breach_subjects(cast.citra, breach_id=breach_id) == 1
    with translation.override("en"):
        for to in NoticeTo:
            text = queries.draft_notice(cast.citra, breach_id, to)
            assert all(mark in text for mark in ("1. Which data", "2. When and how", "3. What we do"))
            assert MARKER not in text
            assert story.case_number not in text


@pytest.mark.parametrize("finding", [Finding.HARM_POSSIBLE, Finding.EXPLAINED])
def test_a_look_that_may_have_done_harm_becomes_an_incident_once(
    cast: Cast, story: Story, finding: Finding
) -> None:
    assert cast.citra
    assert cast.hesti
    reviewer = cast.person("Indra", cast.regents_house, Role.REVIEWER)
    review_id = open_glass_review(
        Actor.system("test"),
        key="glass:1",
        looker_id=cast.maya.user_id,
        looker_agency_id=cast.maya.agency_id,
        district_code=cast.maya.district_code,
        case_id=story.case_id,
        case_number=story.case_number,
        case_agency_id=cast.centre.id,
        reason="danger",
        at=clock.now(),
    )
    with delivered_at_once():
        close_review(reviewer, review_id=review_id, finding=finding, reason="Tidak ada tugas.")
    opened_here = queries.find_breaches(cast.citra)
    assert len(opened_here) == (1 if finding is Finding.HARM_POSSIBLE else 0)
    if opened_here:
        found = queries.get_breach(cast.citra, opened_here[0].id)
        assert found.account_id == cast.maya.user_id
        assert opened_here[0].due_at > clock.now() + timedelta(hours=71)
        asked_for_the_notice = [
            row.reference
            for officer in (cast.citra, cast.hesti)
            for group in find_my_work(officer).groups
            for row in group.rows
        ]
        assert opened_here[0].number in asked_for_the_notice


def test_an_incident_ends_when_everybody_was_told(cast: Cast, story: Story) -> None:
    looked(cast, story)
    breach_id = opened(cast, cast.yusuf, to_at=clock.now() + timedelta(seconds=1), known_at=clock.now())
    with pytest.raises(actions.BreachIsNotDone):
        actions.close_breach(cast.citra, breach_id=breach_id, lessons="Ganti kata sandi")
    actions.list_breach_subjects(cast.citra, breach_id=breach_id)
    actions.note_notice(cast.citra, breach_id=breach_id, to=NoticeTo.AUTHORITY, reference="S-12/2026")
    detail = queries.get_breach(cast.citra, breach_id)
    assert detail.row.due_at - detail.row.known_at == timedelta(hours=72)
    actions.note_subject_told(cast.citra, breach_id=breach_id, subject_id=detail.subjects[0].id)
    actions.close_breach(cast.citra, breach_id=breach_id, lessons="Ganti kata sandi")
    with pytest.raises(actions.BreachIsClosed):
        actions.note_notice(cast.citra, breach_id=breach_id, to=NoticeTo.PUBLIC)


@generated(st.none() | st.booleans(), st.booleans(), st.booleans(), st.booleans(), st.booleans())
def test_no_way_to_tell_a_family_leads_through_what_is_not_safe(
    safe: bool | None, phone: bool, secret: bool, unsafe: bool, address: bool
) -> None:
    way = safe_channel(
        is_safe_to_call=safe,
        has_phone=phone,
        is_secret=secret,
        is_unsafe_to_visit=unsafe,
        has_address=address,
    )
    assert way != "safe_phone" or (safe is True and phone)
    assert way != "home_visit" or not (secret or unsafe)


@pytest.mark.parametrize("who", ["dewi", "ningsih", "siti", "wulan", "agus", "rahmat", "tamu"])
def test_only_data_protection_officers_see_any_of_it(cast: Cast, story: Story, who: str) -> None:
    breach_id, actor = opened(cast, cast.yusuf), getattr(cast, who)
    for ask in (
        lambda: queries.get_home(actor),
        lambda: queries.radius_of(actor, breach_id),
        lambda: queries.find_due(actor),
        lambda: queries.record_of_processing(actor),
        lambda: actions.destroy_due_data(actor),
    ):
        with pytest.raises(NotFound):
            ask()


# --- pages ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def client_of(cast: Cast) -> Callable[[Actor], Client]:
    def sign_in(actor: Actor) -> Client:
        client = Client(HTTP_HOST="localhost")
        client.force_login(cast.user_of(actor))
        return client

    return sign_in


def test_the_officers_pages_from_request_to_letter(
    cast: Cast, story: Story, client_of: Callable[[Actor], Client]
) -> None:
    client, here = client_of(cast.citra), "/pelindungan-data/"
    assert "Tidak ada permintaan" in client.get(here).content.decode()
    posted = {
        "kind": "access",
        "requester": "mother",
        "requester_name": "Ibu Sumarni",
        "case_number": story.case_number,
        "identity_check": "paper",
    }
    taken = client.post(f"{here}permintaan/baru/", posted)
    assert taken.status_code == 302, taken.content.decode()
    page = taken["Location"]
    preview = client.get(f"{page}jawab/").content.decode()
    assert f"{MARKER}melati" in preview
    assert not [word for word in NEVER if f"{MARKER}{word}" in preview]
    answered = client.post(
        f"{page}jawab/", {"copy_parts": ["identity", "work"], "answer": "Terlampir.", "refusal_reason": ""}
    )
    assert answered["Location"] == f"{page}surat/"
    letter = client.get(f"{page}surat/").content.decode()
    assert f"{MARKER}melati" in letter
    assert f"{MARKER}kunjungan" not in letter, "what was not chosen stays"
    assert client.post(f"{page}selesai/").status_code == 302
    assert client.get(f"{here}pemrosesan/").status_code == 200


def test_the_officers_pages_of_an_incident(
    cast: Cast, story: Story, client_of: Callable[[Actor], Client]
) -> None:
    looked(cast, story)
    client, here, now = client_of(cast.citra), "/pelindungan-data/insiden/", clock.local(clock.now())
    posted = {
        "happened": "Akun dipakai orang lain",
        "harms": ["confidentiality"],
        "known_at": now.strftime("%Y-%m-%dT%H:%M"),
        "from_at": (now - timedelta(days=1)).strftime("%Y-%m-%dT%H:%M"),
        "to_at": (now + timedelta(minutes=2)).strftime("%Y-%m-%dT%H:%M"),
        "account": str(cast.yusuf.user_id),
    }
    made = client.post(f"{here}baru/", posted)
    assert made.status_code == 302, made.content.decode()
    page = made["Location"]
    assert story.case_number in client.get(page).content.decode()
    assert client.post(f"{page}daftar/").status_code == 302
    assert client.post(f"{page}catat/", {"to": "authority", "reference": "S-1"}).status_code == 302
    assert "3. Upaya" in client.get(f"{page}surat/authority/").content.decode()
    told = queries.get_breach(cast.citra, UUID(page.rstrip("/").rsplit("/", 1)[-1])).subjects[0]
    assert client.post(f"{page}beritahu/{told.id}/").status_code == 302
    assert client.post(f"{page}tutup/", {"lessons": "Ganti kata sandi"}).status_code == 302


def test_a_restricted_case_says_so_on_its_pages(
    cast: Cast, story: Story, client_of: Callable[[Actor], Client]
) -> None:
    assert "dibatasi" not in client_of(cast.dewi).get(f"/kasus/{story.case_id}/").content.decode()
    actions.restrict_case(cast.citra, request_id=asked(cast, story, kind=RequestKind.RESTRICTION))
    assert "dibatasi" in client_of(cast.dewi).get(f"/kasus/{story.case_id}/").content.decode()
