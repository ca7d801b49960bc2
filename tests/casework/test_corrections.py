"""A correction that was granted is made, noted, and told: who may, what is kept of it, and what its pages show."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.test import Client

from anyam.casework.cases import actions as cases
from anyam.casework.cases.queries import get_child
from anyam.casework.rights import actions, queries
from anyam.casework.rights.choices import IdentityCheck, Requester, RequestKind, RequestState
from anyam.casework.rights.results import RequestInput
from anyam.casework.sops.choices import WorkKind
from anyam.casework.sops.queries import find_my_work
from anyam.casework.sops.results import WorkRow
from anyam.foundation.access import Actor, NotFound
from anyam.foundation.access.choices import Part, Reason
from anyam.foundation.core import clock
from anyam.foundation.vault.destroying import destroy_keys
from anyam.registry.people.actions import IdentityRefused
from anyam.registry.people.results import AddressInput, IdentityInput
from tests.cast import MARKER, Cast, Story

ASKED, DECIDED = f"{MARKER}namanya salah ditulis", f"{MARKER}nama diperbaiki sesuai akta"


@pytest.fixture
def client_of(cast: Cast) -> Callable[[Actor], Client]:
    def sign_in(actor: Actor) -> Client:
        client = Client(HTTP_HOST="localhost")
        client.force_login(cast.user_of(actor))
        return client

    return sign_in


def asked(cast: Cast, story: Story, **changed: Any) -> UUID:
    given: dict[str, Any] = {
        "kind": RequestKind.CORRECTION,
        "requester": Requester.MOTHER,
        "requester_name": "Ibu Sumarni",
        "asked": ASKED,
        "case_number": story.case_number,
        "identity_check": IdentityCheck.PAPER,
    }
    return actions.take_request(cast.citra, given=RequestInput(**(given | changed)))


def granted(cast: Cast, story: Story, **changed: Any) -> UUID:
    request_id = asked(cast, story, **changed)
    actions.answer_request(cast.citra, request_id=request_id, answer=DECIDED)
    return request_id


def work(actor: Actor, *kinds: WorkKind) -> list[WorkRow]:
    return [row for group in find_my_work(actor).groups for row in group.rows if row.kind in kinds]


def may_read_it(cast: Cast, story: Story, guest: Actor) -> None:
    """Somebody of the same centre is given to read the case, with what was told, and not to work on it."""
    cases.give_access(
        cast.dewi,
        case_id=story.case_id,
        user_id=guest.person_id,
        agency_id=cast.centre.id,
        parts=[Part.WORK, Part.IDENTITY, Part.NARRATIVE],
        reason=Reason.CONFERENCE,
        until=clock.now() + timedelta(days=3),
    )


# --- the clock ----------------------------------------------------------------------------------------------------


def test_the_case_manager_has_it_to_do_within_the_hours_that_run_since_it_was_asked(
    cast: Cast, story: Story
) -> None:
    with clock.at(clock.now()):
        request_id = asked(cast, story)
        due_at = clock.now() + timedelta(hours=72)
    with clock.at(clock.now() + timedelta(hours=30)):
        actions.answer_request(cast.citra, request_id=request_id, answer=DECIDED)
        [row] = work(cast.dewi, WorkKind.CORRECT_DATA)
        assert (row.due_at, row.case_id, row.reference) == (due_at, story.case_id, story.case_number)
        assert not work(cast.citra, WorkKind.TELL_CORRECTED)


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [({"kind": RequestKind.ACCESS}, ""), ({}, "endangers"), ({"case_number": ""}, "")],
    ids=["a copy", "refused", "of no case"],
)
def test_nothing_is_to_be_corrected_where_nothing_was_granted(
    cast: Cast, story: Story, changed: dict[str, Any], refusal: str
) -> None:
    request_id = asked(cast, story, **changed)
    actions.answer_request(cast.citra, request_id=request_id, answer="…", refusal_reason=refusal)
    assert not work(cast.dewi, WorkKind.CORRECT_DATA)
    assert not queries.find_corrections(cast.dewi)
    actions.close_request(cast.citra, request_id=request_id)


def test_noted_as_corrected_it_leaves_the_managers_desk_and_comes_to_the_officers(
    cast: Cast, story: Story
) -> None:
    request_id = granted(cast, story)
    with clock.at(clock.now() + timedelta(hours=1)):
        actions.note_corrected(cast.dewi, request_id=request_id, fields=["birth", "name"])
        assert not work(cast.dewi, WorkKind.CORRECT_DATA)
        [row] = work(cast.citra, WorkKind.TELL_CORRECTED)
        assert row.due_at == clock.now() + timedelta(hours=72)
        told = queries.get_request(cast.citra, request_id).correction
        assert told is not None
        assert (told.corrected_at, told.corrected_by, told.due_at) == (
            clock.now(),
            cast.dewi.user_name,
            row.due_at,
        )
        assert len(told.field_labels) == 2
        actions.close_request(cast.citra, request_id=request_id)
        assert not work(cast.citra, WorkKind.TELL_CORRECTED)


def test_the_event_names_the_fields_and_holds_no_word(cast: Cast, story: Story) -> None:
    request_id = granted(cast, story)
    actions.note_corrected(cast.yusuf, request_id=request_id, fields=["birth", "name", "no such field"])
    [event] = apps.get_model("events.EventRow").objects.filter(kind="case_corrected")
    number = queries.get_request(cast.citra, request_id).row.number
    assert event.payload == {
        "subject_id": str(request_id),
        "case_id": str(story.case_id),
        "number": number,
        "fields": ["name", "birth"],
    }


def test_a_request_ends_only_when_what_was_granted_is_made(cast: Cast, story: Story) -> None:
    request_id = granted(cast, story)
    assert not queries.get_request(cast.citra, request_id).may_close
    with pytest.raises(actions.NotCorrectedYet):
        actions.close_request(cast.citra, request_id=request_id)
    actions.note_corrected(cast.dewi, request_id=request_id, fields=["name"])
    assert queries.get_request(cast.citra, request_id).may_close
    actions.close_request(cast.citra, request_id=request_id)
    assert queries.get_request(cast.citra, request_id).row.state is RequestState.CLOSED


def test_two_corrections_of_one_case_have_each_a_clock(cast: Cast, story: Story) -> None:
    first, second = granted(cast, story), granted(cast, story)
    assert len(work(cast.dewi, WorkKind.CORRECT_DATA)) == 2
    actions.note_corrected(cast.dewi, request_id=first, fields=["name"])
    assert [row.id for row in queries.find_corrections(cast.dewi)] == [second]
    assert len(work(cast.dewi, WorkKind.CORRECT_DATA)) == 1


def test_closing_and_reopening_the_case_end_nothing_that_is_owed(cast: Cast, story: Story) -> None:
    request_id = granted(cast, story)
    cases.close_case(cast.dewi, case_id=story.case_id, reason="moved_away", outcome="unknown")
    assert work(cast.dewi, WorkKind.CORRECT_DATA)
    cases.reopen_case(cast.dewi, case_id=story.case_id, reason="new_information")
    assert work(cast.dewi, WorkKind.CORRECT_DATA)
    actions.note_corrected(cast.dewi, request_id=request_id, fields=["name"])


def test_it_goes_with_the_case_to_a_new_manager(cast: Cast, story: Story) -> None:
    request_id = granted(cast, story)
    other = cast.person("Lestari", cast.centre, *cast.dewi.roles)
    cases.assign_case(
        cast.ningsih, case_id=story.case_id, manager_id=other.user_id, worker_id=cast.yusuf.user_id
    )
    assert [row.id for row in queries.find_corrections(other)] == [request_id]
    assert work(other, WorkKind.CORRECT_DATA)
    assert not work(cast.dewi, WorkKind.CORRECT_DATA)
    with pytest.raises(NotFound):
        actions.note_corrected(cast.dewi, request_id=request_id, fields=["name"])


def test_who_asked_is_not_checked_again_once_it_was_decided(cast: Cast, story: Story) -> None:
    request_id = granted(cast, story)
    for number in (story.case_number, ""):
        with pytest.raises(actions.NotToDecide):
            actions.check_request(
                cast.citra, request_id=request_id, identity_check=IdentityCheck.KNOWN, case_number=number
            )
    assert queries.get_request(cast.citra, request_id).identity_check is IdentityCheck.PAPER


# --- who may ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["siti", "rudi", "bagus", "maya", "wulan", "citra", "ratna", "joko"])
def test_nobody_notes_it_who_does_not_hold_the_case(cast: Cast, story: Story, who: str) -> None:
    request_id = granted(cast, story)
    with pytest.raises(NotFound):
        actions.note_corrected(getattr(cast, who), request_id=request_id, fields=["name"])


def test_what_waits_stands_with_those_who_hold_the_case(cast: Cast, story: Story) -> None:
    request_id = granted(cast, story)
    for holder in (cast.dewi, cast.yusuf):
        [row] = queries.find_corrections(holder)
        assert (row.id, row.asked, row.decided, row.may_note) == (request_id, "", "", True)
    for other in (cast.ningsih, cast.bagus, cast.maya):
        assert not queries.find_corrections(other)


def test_its_words_open_to_those_at_work_with_the_case_alone(cast: Cast, story: Story) -> None:
    granted(cast, story)
    [mine] = queries.find_corrections(cast.yusuf, case_id=story.case_id)
    assert (mine.asked, mine.decided, mine.may_note) == (ASKED, DECIDED, True)
    with pytest.raises(NotFound):
        queries.find_corrections(cast.bagus, case_id=story.case_id)
    may_read_it(cast, story, cast.bagus)
    [theirs] = queries.find_corrections(cast.bagus, case_id=story.case_id)
    assert (theirs.asked, theirs.decided, theirs.may_note) == ("", "", False)


def test_the_words_of_somebody_who_reported_stay_with_the_officer(cast: Cast, story: Story) -> None:
    granted(cast, story, requester=Requester.REPORTER)
    [row] = queries.find_corrections(cast.dewi, case_id=story.case_id)
    assert (row.asked, row.decided) == ("", DECIDED)


def test_a_correction_needs_a_field_and_is_noted_once(cast: Cast, story: Story) -> None:
    request_id = granted(cast, story)
    with pytest.raises(actions.FieldsAreMissing):
        actions.note_corrected(cast.dewi, request_id=request_id, fields=["no such field"])
    actions.note_corrected(cast.dewi, request_id=request_id, fields=["name"])
    with pytest.raises(actions.CorrectedAlready):
        actions.note_corrected(cast.yusuf, request_id=request_id, fields=["birth"])


def test_the_front_office_learns_nothing_of_it(cast: Cast, story: Story) -> None:
    assert cast.citra
    given = RequestInput(RequestKind.CORRECTION, Requester.MOTHER, "Ibu", identity_check=IdentityCheck.PAPER)
    request_id = actions.take_request(cast.ratna, given=given)
    actions.check_request(
        cast.citra,
        request_id=request_id,
        identity_check=IdentityCheck.PAPER,
        case_number=story.case_number,
    )
    actions.answer_request(cast.citra, request_id=request_id, answer=DECIDED)
    assert queries.get_request(cast.ratna, request_id).correction is None
    assert queries.get_request(cast.citra, request_id).correction is not None


# --- the child's data ----------------------------------------------------------------------------------------------


def known(cast: Cast, story: Story) -> IdentityInput:
    found = get_child(cast.dewi, story.case_id).identity
    kept = {name: getattr(found, name) for name in IdentityInput.__dataclass_fields__ if name != "age_years"}
    return IdentityInput(**kept)


def test_a_name_is_put_right_and_it_is_kept_which_field_changed(cast: Cast, story: Story) -> None:
    right = replace(known(cast, story), full_name="Melati Ayu Lestari")
    cases.correct_child(cast.yusuf, case_id=story.case_id, identity=right)
    assert get_child(cast.dewi, story.case_id).identity.full_name == "Melati Ayu Lestari"
    [event] = apps.get_model("events.EventRow").objects.filter(kind="identity_changed")
    assert event.payload["fields"] == ["full_name"]
    assert "Melati" not in str(event.payload)


def test_a_birth_date_must_be_a_childs_but_who_came_of_age_may_have_a_name_put_right(
    cast: Cast, story: Story
) -> None:
    now = known(cast, story)
    with pytest.raises(IdentityRefused):
        cases.correct_child(
            cast.dewi,
            case_id=story.case_id,
            identity=replace(now, birth_on=date(1990, 1, 1), birth_precision="exact"),
        )
    cases.close_case(cast.dewi, case_id=story.case_id, reason="moved_away", outcome="unknown")
    with clock.at(clock.now() + timedelta(days=19 * 366)):
        cases.correct_child(cast.dewi, case_id=story.case_id, identity=replace(now, full_name="Melati Ayu"))
        assert get_child(cast.dewi, story.case_id).identity.full_name == "Melati Ayu"


def test_what_was_destroyed_is_not_written_again_and_nothing_beside_it_changes(
    cast: Cast, story: Story
) -> None:
    right = known(cast, story)
    destroy_keys(story.child_id, "address", reason="retention")
    renamed = replace(right, full_name="Melati Ayu Lestari")
    with pytest.raises(cases.DataDestroyed, match="dimusnahkan"):
        cases.correct_child(
            cast.dewi, case_id=story.case_id, identity=renamed, address=AddressInput(address="Dusun Baru")
        )
    assert known(cast, story) == right
    cases.correct_child(cast.dewi, case_id=story.case_id, identity=renamed, address=AddressInput())
    assert get_child(cast.dewi, story.case_id).identity.full_name == "Melati Ayu Lestari"


def test_the_page_says_that_the_data_were_destroyed(
    cast: Cast, story: Story, client_of: Callable[[Actor], Client]
) -> None:
    destroy_keys(story.child_id, reason="retention")
    saved = client_of(cast.dewi).post(
        f"/kasus/{story.case_id}/anak/",
        {"full_name": "Melati Ayu", "sex": "female", "birth_on": "17-08-2015", "is_safe_to_call": "no"},
    )
    assert saved.status_code == 422
    assert "Data ini sudah dimusnahkan" in saved.content.decode()


@pytest.mark.parametrize("who", ["siti", "rudi", "bagus", "maya", "wulan", "citra", "joko"])
def test_nobody_else_sees_or_changes_the_childs_data(cast: Cast, story: Story, who: str) -> None:
    right, actor = known(cast, story), getattr(cast, who)
    with pytest.raises(NotFound):
        get_child(actor, story.case_id)
    with pytest.raises(NotFound):
        cases.correct_child(actor, case_id=story.case_id, identity=right)


# --- pages ----------------------------------------------------------------------------------------------------------


def test_from_the_desk_to_the_childs_data_to_the_press(
    cast: Cast, story: Story, client_of: Callable[[Actor], Client]
) -> None:
    request_id = granted(cast, story)
    client, here = client_of(cast.dewi), f"/kasus/{story.case_id}/koreksi/"
    assert here in client.get("/meja-kerja/").content.decode()
    page = client.get(here).content.decode()
    assert ASKED in page
    assert DECIDED in page
    assert f"/kasus/{story.case_id}/anak/" in page
    before = get_child(cast.dewi, story.case_id)
    saved = client.post(
        f"/kasus/{story.case_id}/anak/",
        {
            "full_name": "Melati Ayu Lestari",
            "sex": before.identity.sex,
            "birth_on": "17-08-2015",
            "is_safe_to_call": "no",
        },
    )
    assert saved["Location"] == here, saved.content.decode()
    after = get_child(cast.dewi, story.case_id)
    assert (after.identity.full_name, after.identity.birth_on) == ("Melati Ayu Lestari", date(2015, 8, 17))
    assert after.address is not None
    assert after.address.is_safe_to_call is False
    empty = client.post(f"{here}{request_id}/", {})
    assert (empty.status_code, "Centang apa yang dikoreksi." in empty.content.decode()) == (422, True)
    assert client.post(f"{here}{request_id}/", {"corrected": ["name", "birth"]}).status_code == 302
    assert "Tidak ada koreksi yang menunggu" in client.get(here).content.decode()


def test_what_the_form_does_not_show_stays(
    cast: Cast, story: Story, client_of: Callable[[Actor], Client]
) -> None:
    full = replace(known(cast, story), other_names="Mel, Lati")
    cases.correct_child(cast.dewi, case_id=story.case_id, identity=full)
    page = client_of(cast.dewi).get(f"/kasus/{story.case_id}/anak/")
    shown = {
        name: value for name, value in page.context["form"].initial.items() if value not in (None, False)
    }
    before = get_child(cast.dewi, story.case_id)
    assert client_of(cast.dewi).post(f"/kasus/{story.case_id}/anak/", shown).status_code == 302
    after = get_child(cast.dewi, story.case_id)
    assert (after.identity, after.address) == (before.identity, before.address)


def test_the_officer_reads_who_corrected_what_and_the_letter_says_it(
    cast: Cast, story: Story, client_of: Callable[[Actor], Client]
) -> None:
    request_id = granted(cast, story)
    client, page = client_of(cast.citra), f"/pelindungan-data/permintaan/{request_id}/"
    assert "Manajer kasus mengoreksi datanya paling lambat" in client.get(page).content.decode()
    assert "Data akan dikoreksi paling lambat" in client.get(f"{page}surat/").content.decode()
    actions.note_corrected(cast.dewi, request_id=request_id, fields=["name"])
    assert "Beri tahu pemohon paling lambat" in client.get(page).content.decode()
    assert "Dikoreksi pada" in client.get(f"{page}surat/").content.decode()
    assert client.post(f"{page}selesai/").status_code == 302
    assert "Beri tahu pemohon" not in client.get(page).content.decode()


def test_who_only_reads_the_case_sees_that_it_is_owed_and_no_word(
    cast: Cast, story: Story, client_of: Callable[[Actor], Client]
) -> None:
    request_id = granted(cast, story)
    may_read_it(cast, story, cast.bagus)
    page = client_of(cast.bagus).get(f"/kasus/{story.case_id}/koreksi/{request_id}/").content.decode()
    assert "Yang menangani kasus memperbaikinya" in page
    assert ASKED not in page
    assert DECIDED not in page
