"""Reviews of looks and the keeping of seals: another agency judges, the one who looked may reply, nothing is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from anyam.casework.cases import actions as case_actions
from anyam.casework.cases import queries as case_queries
from anyam.casework.cases.choices import EmergencyReason
from anyam.casework.oversight.actions import (
    ReasonIsMissing,
    ask_to_keep_seals,
    close_review,
    confirm_kept,
    notice_unusual_looking,
    open_glass_review,
    reply_to_review,
)
from anyam.casework.oversight.choices import Finding, KeptAs
from anyam.casework.oversight.queries import (
    check_note,
    find_reviews,
    get_review,
    get_seals,
    viewers_of_my_cases,
)
from anyam.casework.sops.queries import find_my_work
from anyam.foundation.access import Actor, NotFound, Role
from anyam.foundation.audit.looks import record_look
from anyam.foundation.audit.sealing import seal
from anyam.foundation.core import clock
from anyam.foundation.events.reactions import delivered_at_once
from tests.cast import MARKER, SYSTEM, Cast, Story


@pytest.fixture
def inspector(cast: Cast) -> Actor:
    """A reviewer at an agency of their own."""
    return cast.person("Indra", cast.regents_house, Role.REVIEWER)


def broken_glass(cast: Cast, story: Story, looker: Actor) -> Any:
    return open_glass_review(
        SYSTEM,
        key=f"glass:{uuid4()}",
        looker_id=looker.user_id,
        looker_agency_id=looker.agency_id,
        district_code=looker.district_code,
        case_id=story.case_id,
        case_number=story.case_number,
        case_agency_id=cast.centre.id,
        reason="danger",
        at=clock.now(),
    )


def notices(actor: Actor) -> set[str]:
    found = apps.get_model("messages.Notification").objects.filter(recipient_id=actor.user_id)
    return set(found.values_list("kind", flat=True))


def test_emergency_access_goes_to_a_reviewer_of_another_agency(
    cast: Cast, story: Story, inspector: Actor
) -> None:
    own = cast.person("Wati", cast.other_centre, Role.REVIEWER)
    assert cast.ningsih
    with delivered_at_once():
        review_id = broken_glass(cast, story, cast.maya)
    assert [row.id for row in find_reviews(inspector).rows] == [review_id]
    assert [row.label for group in find_my_work(inspector).groups for row in group.rows]
    assert not find_reviews(own).rows, "the looker's own agency does not judge"
    with pytest.raises(NotFound):
        get_review(own, review_id)
    assert "look_review_waits" in notices(inspector)
    assert "look_asked" in notices(cast.maya)
    assert "glass_broken" in notices(cast.ningsih)


def test_it_is_closed_with_a_finding_and_a_reason_only(cast: Cast, story: Story, inspector: Actor) -> None:
    review_id = broken_glass(cast, story, cast.maya)
    with pytest.raises(ReasonIsMissing):
        close_review(inspector, review_id=review_id, finding=Finding.EXPLAINED, reason="  ")
    for stranger in (cast.maya, cast.dewi, cast.agus):
        with pytest.raises(NotFound):
            close_review(stranger, review_id=review_id, finding=Finding.EXPLAINED, reason="ya")
    with delivered_at_once():
        close_review(inspector, review_id=review_id, finding=Finding.HARM_POSSIBLE, reason="Tidak ada tugas.")
    assert not find_my_work(inspector).total
    assert get_review(cast.maya, review_id).finding == Finding.HARM_POSSIBLE
    assert "look_judged" in notices(cast.maya)
    event = apps.get_model("events.EventRow").objects.get(kind="look_review_closed")
    assert event.payload["finding"] == "harm_possible"
    with pytest.raises(NotFound):
        close_review(inspector, review_id=review_id, finding=Finding.EXPLAINED, reason="berubah")


def test_the_one_who_looked_may_reply_until_it_is_judged(cast: Cast, story: Story, inspector: Actor) -> None:
    review_id = broken_glass(cast, story, cast.maya)
    with pytest.raises(NotFound):
        reply_to_review(cast.dewi, review_id=review_id, text="Saya saja")
    reply_to_review(cast.maya, review_id=review_id, text="Rumah sakit menelepon.")
    assert get_review(inspector, review_id).reply == "Rumah sakit menelepon."
    close_review(inspector, review_id=review_id, finding=Finding.EXPLAINED, reason="Masuk akal.")
    with pytest.raises(NotFound):
        reply_to_review(cast.maya, review_id=review_id, text="Lagi")


def test_a_reviewer_reads_who_and_when_and_nothing_about_the_child(
    cast: Cast, story: Story, inspector: Actor
) -> None:
    review_id = broken_glass(cast, story, cast.maya)
    record_look(cast.maya, part="summary", subject_id=story.case_id, case_id=story.case_id)
    client = Client(HTTP_HOST="localhost")
    client.force_login(cast.user_of(inspector))
    for path in ("/pengawasan/", f"/pengawasan/{review_id}/"):
        told = client.get(path).content.decode()
        assert story.case_number in told
        assert "Maya" in told
        assert MARKER.lower() not in told.lower()
    assert "Ringkasan" in client.get(f"/pengawasan/{review_id}/").content.decode()
    assert client.get(f"/kasus/{story.case_id}/").status_code == 404


def test_looking_that_nothing_explains_is_noticed_once(cast: Cast, story: Story, inspector: Actor) -> None:
    """A supervisor reads three cases she has nothing to do with, late in the evening; her colleague works."""
    ids = [cast.story().case_id for _ in range(3)]
    evening = clock.local(clock.now()).replace(hour=22, minute=0) + timedelta(days=8)
    with clock.at(evening):
        for case_id in ids:
            record_look(cast.ningsih, part="summary", subject_id=case_id, case_id=case_id)
            record_look(cast.dewi, part="summary", subject_id=case_id, case_id=case_id)
    with clock.at(evening + timedelta(hours=4)):
        assert notice_unusual_looking(SYSTEM) == 1
        assert notice_unusual_looking(SYSTEM) == 0
        (row,) = find_reviews(inspector).rows
    assert row.looker == "Ningsih"
    assert row.looks == 3
    detail = get_review(inspector, row.id)
    assert all(look.reference for look in detail.looks)


def test_a_worker_sees_who_looked_at_the_cases_they_hold(cast: Cast, story: Story) -> None:
    record_look(cast.ningsih, part="summary", subject_id=story.case_id, case_id=story.case_id)
    (case,) = viewers_of_my_cases(cast.yusuf)
    assert case.number == story.case_number
    assert "Ningsih" in {viewer.name for viewer in case.viewers}
    assert "Yusuf" not in {viewer.name for viewer in case.viewers}
    assert viewers_of_my_cases(cast.bagus) == ()


@pytest.mark.django_db(transaction=True)
def test_a_seal_is_asked_for_taken_over_and_held_against_the_log() -> None:
    cast = Cast()
    indra = cast.person("Indra", cast.regents_house, Role.REVIEWER)
    checkpoint = seal()
    assert checkpoint
    assert ask_to_keep_seals(SYSTEM) == 1
    (group,) = find_my_work(indra).groups
    assert group.rows[0].due_at > clock.now() + timedelta(days=6)
    with pytest.raises(NotFound):
        confirm_kept(cast.dewi, number=checkpoint.number, kept_as=KeptAs.FILE)
    confirm_kept(indra, number=checkpoint.number, kept_as=KeptAs.FILE)
    assert not find_my_work(indra).total
    seal()
    with clock.at(clock.now() + timedelta(days=8)):
        assert ask_to_keep_seals(SYSTEM) == 1
        assert get_seals(indra).is_late
    assert check_note(indra, checkpoint.note).holds
    forged = checkpoint.note.replace(f"\n{checkpoint.size}\n", f"\n{checkpoint.size + 1}\n")
    assert not check_note(indra, forged).is_ours
    assert not check_note(indra, "Surat biasa").is_readable
    client = Client(HTTP_HOST="localhost")
    client.force_login(cast.user_of(indra))
    for path in ("/segel/", f"/segel/{checkpoint.number}/cetak/", "/segel/periksa/"):
        assert client.get(path).status_code == 200, path
    assert client.get(f"/segel/{checkpoint.number}/unduh/").content.decode() == checkpoint.note
    file = SimpleUploadedFile("segel.txt", checkpoint.note.encode())
    for given in ({"note": checkpoint.note}, {"file": file}):
        assert "Cocok" in client.post("/segel/periksa/", given).content.decode()


def test_breaking_the_glass_opens_a_review_by_itself(cast: Cast, story: Story, inspector: Actor) -> None:
    """The event alone is enough: nobody has to think of it."""
    with delivered_at_once():
        case_actions.break_glass(
            replace(cast.maya, confirmed_at=clock.now()),
            number=story.case_number,
            reason=EmergencyReason.CHILD_IN_DANGER,
            explanation="Rumah sakit menelepon, anak ada di sana sekarang.",
        )
    (row,) = find_reviews(inspector).rows
    assert (row.looker, row.reference) == ("Maya", story.case_number)
    case_queries.get_case(cast.maya, story.case_id)
    detail = get_review(inspector, row.id)
    assert [look.reason_label for look in detail.looks if look.part_label]
    assert str(EmergencyReason.CHILD_IN_DANGER.label) == detail.glass_reason
