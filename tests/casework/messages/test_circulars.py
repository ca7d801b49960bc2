"""Circulars: for whom, in which version, who works by it, and who is reminded."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from anyam.casework.messages import actions, queries
from anyam.casework.messages.actions import CircularInput
from anyam.casework.messages.actions.circulars import (
    AnswersNotSensible,
    ChangeNeedsWords,
    CircularNeedsText,
    CircularNeedsTitle,
    DaysNotSensible,
    HasDraftAlready,
    NobodyMeant,
    NobodyToRemind,
    QuestionMissing,
    RemindedAlready,
    SomebodyElseSaved,
)
from anyam.casework.messages.choices import CircularState
from anyam.casework.sops.actions import escalate_late_work
from anyam.foundation.access import Actor, NotAllowed, NotFound, Role
from anyam.foundation.core import clock
from anyam.foundation.events.reactions import delivered_at_once
from tests.cast import Cast

pytestmark = pytest.mark.django_db
CLOCK = Actor.system("test clock")
RIGHT, WRONG = 1, 0


@pytest.fixture
def cast() -> Cast:
    made = Cast()
    assert all((made.siti, made.rudi, made.budi, made.wulan, made.hartono, made.yusuf))
    return made


def words(**more: Any) -> CircularInput:
    today = clock.today()
    plain: dict[str, Any] = {
        "title": "Visum tanpa menunggu",
        "text": "Anak diperiksa pada hari yang sama.",
        "question": "Kapan anak diperiksa?",
        "answers": ["Besok", "Hari yang sama"],
        "right_answer": RIGHT,
        "valid_from": today,
        "read_by": today + timedelta(days=7),
        "is_for_all": True,
    }
    return CircularInput(**(plain | more))


def draft(cast: Cast, **more: Any) -> UUID:
    return actions.draft_circular(cast.wulan, kind="circular", given=words(**more))


def issued(cast: Cast, **more: Any) -> UUID:
    circular_id = draft(cast, **more)
    with delivered_at_once():
        actions.issue_circular(cast.wulan, circular_id=circular_id)
    return circular_id


def second_version(cast: Cast, circular_id: UUID) -> None:
    actions.renew_circular(cast.wulan, circular_id=circular_id)
    given = words(changed="Juga pada hari libur.")
    actions.change_circular(cast.wulan, circular_id=circular_id, given=given, revision=1)
    with delivered_at_once():
        actions.issue_circular(cast.wulan, circular_id=circular_id)


def told(actor: Actor, kind: str) -> int:
    found = apps.get_model("messages.Notification").objects
    return int(found.filter(recipient_id=actor.user_id, kind=kind).count())


def works(agency_id: UUID | None = None) -> Any:
    found = apps.get_model("sops.WorkItem").objects.filter(kind="read_circular", state="open")
    return found.filter(agency_id=agency_id) if agency_id else found


def row_of(cast: Cast, circular_id: UUID, agency: str) -> Any:
    return next(
        row for row in queries.get_readers(cast.wulan, circular_id).rows if row.agency.startswith(agency)
    )


def test_a_draft_is_its_issuers_until_it_is_issued(cast: Cast) -> None:
    circular_id = draft(cast)
    for reader in (cast.siti, cast.rudi, cast.tamu):
        with pytest.raises(NotFound):
            queries.get_circular(reader, circular_id)
    assert actions.issue_circular(cast.wulan, circular_id=circular_id) >= 3
    assert queries.get_circular(cast.siti, circular_id).shown.text == "Anak diperiksa pada hari yang sama."


def test_only_whom_it_is_for_gets_it(cast: Cast) -> None:
    circular_id = issued(cast, is_for_all=False, kind_codes=["hospital"], agency_ids=[cast.police.id])
    assert {work.agency_id for work in works()} == {cast.hospital.id, cast.police.id}
    assert told(cast.siti, "circular_issued") == told(cast.rudi, "circular_issued") == 1
    assert told(cast.budi, "circular_issued") == 0
    with pytest.raises(NotFound):
        queries.get_circular(cast.budi, circular_id)
    assert queries.get_circular(cast.rudi, circular_id)


def test_who_issues_gets_no_work_of_its_own(cast: Cast) -> None:
    issued(cast)
    assert not works(cast.secretariat.id)


def test_reading_alone_is_no_use_and_the_right_answer_is(cast: Cast) -> None:
    circular_id = issued(cast)
    actions.note_reading(cast.siti, circular_id=circular_id)
    row = row_of(cast, circular_id, "RSUD")
    assert (row.read_by, row.in_use_at) == ("Siti", None)
    assert actions.answer_circular(cast.siti, circular_id=circular_id, answer=WRONG) is False
    assert works(cast.hospital.id).exists()
    assert row_of(cast, circular_id, "RSUD").tries == 1
    assert actions.answer_circular(cast.siti, circular_id=circular_id, answer=RIGHT) is True
    assert not works(cast.hospital.id).exists()
    assert queries.get_circular(cast.hartono, circular_id).row.our_version == 1
    with pytest.raises(NotFound):
        actions.answer_circular(cast.siti, circular_id=circular_id, answer=RIGHT)


def test_who_may_not_speak_for_the_agency_reads_and_does_not_answer(cast: Cast) -> None:
    circular_id = issued(cast)
    assert actions.note_reading(cast.yusuf, circular_id=circular_id)
    assert not queries.get_circular(cast.yusuf, circular_id).may_answer
    with pytest.raises(NotAllowed):
        actions.answer_circular(cast.yusuf, circular_id=circular_id, answer=RIGHT)


def test_a_new_version_keeps_the_old_one_readable_and_asks_everybody_again(cast: Cast) -> None:
    circular_id = issued(cast)
    actions.answer_circular(cast.siti, circular_id=circular_id, answer=RIGHT)
    second_version(cast, circular_id)
    detail = queries.get_circular(cast.siti, circular_id)
    assert (detail.shown.version, detail.row.our_version, detail.may_answer) == (2, 1, True)
    assert queries.get_circular(cast.siti, circular_id, 1).shown.state is CircularState.REPLACED
    assert works(cast.hospital.id).count() == works(cast.police.id).count() == 1
    readers = queries.get_readers(cast.wulan, circular_id)
    assert (readers.in_use, readers.on_older) == (0, 1)
    assert row_of(cast, circular_id, "RSUD").older_version == 1
    actions.answer_circular(cast.siti, circular_id=circular_id, answer=RIGHT)
    assert queries.get_circular(cast.siti, circular_id).row.our_version == 2


def test_those_still_behind_are_reminded_and_nobody_else(cast: Cast) -> None:
    circular_id = issued(cast)
    actions.answer_circular(cast.siti, circular_id=circular_id, answer=RIGHT)
    with delivered_at_once():
        actions.remind_of_circular(cast.wulan, circular_id=circular_id)
    assert told(cast.rudi, "circular_reminder") == 1
    assert told(cast.siti, "circular_reminder") == told(cast.hartono, "circular_reminder") == 0
    with pytest.raises(RemindedAlready):
        actions.remind_of_circular(cast.wulan, circular_id=circular_id)
    with clock.at(clock.now() + timedelta(days=1)):
        assert actions.remind_of_circular(cast.wulan, circular_id=circular_id) >= 2
    assert row_of(cast, circular_id, "Polres").times_reminded == 2


def test_where_all_work_by_it_there_is_nobody_to_remind(cast: Cast) -> None:
    circular_id = issued(cast, is_for_all=False, agency_ids=[cast.hospital.id])
    actions.answer_circular(cast.siti, circular_id=circular_id, answer=RIGHT)
    with pytest.raises(NobodyToRemind):
        actions.remind_of_circular(cast.wulan, circular_id=circular_id)


def test_silence_rises_by_the_ladder(cast: Cast) -> None:
    issued(cast, is_for_all=False, agency_ids=[cast.hospital.id])
    [work] = works()
    with clock.at(work.due_at + timedelta(minutes=1)), delivered_at_once():
        escalate_late_work(CLOCK)
        escalate_late_work(CLOCK)
    assert told(cast.hartono, "work_late") == 1


def test_a_withdrawn_circular_is_expected_of_nobody(cast: Cast) -> None:
    circular_id = issued(cast)
    with delivered_at_once():
        actions.withdraw_circular(cast.wulan, circular_id=circular_id)
    assert not works().exists()
    assert told(cast.rudi, "circular_withdrawn") == 1
    assert queries.get_circular(cast.rudi, circular_id).shown.state is CircularState.WITHDRAWN
    with pytest.raises(NotFound):
        actions.renew_circular(cast.wulan, circular_id=circular_id)
    assert circular_id in {row.id for row in queries.find_circulars(cast.rudi, part="berakhir").rows}
    assert not queries.find_circulars(cast.rudi, part="berakhir", text="tidak\x00 \ud800ada").rows


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"title": ""}, CircularNeedsTitle),
        ({"text": " "}, CircularNeedsText),
        ({"question": ""}, QuestionMissing),
        ({"answers": ["Ya"]}, AnswersNotSensible),
        ({"answers": ["Ya", "Ya"]}, AnswersNotSensible),
        ({"right_answer": 2}, AnswersNotSensible),
        ({"read_by": clock.today() - timedelta(days=1)}, DaysNotSensible),
        ({"is_for_all": False}, NobodyMeant),
    ],
)
def test_what_is_missing_is_said(cast: Cast, wrong: dict[str, Any], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        draft(cast, **wrong)
    assert not apps.get_model("messages.Circular").objects.exists()


def test_a_later_version_says_what_is_new_and_there_is_one_draft(cast: Cast) -> None:
    circular_id = issued(cast)
    actions.renew_circular(cast.wulan, circular_id=circular_id)
    with pytest.raises(ChangeNeedsWords):
        actions.issue_circular(cast.wulan, circular_id=circular_id)
    with pytest.raises(HasDraftAlready):
        actions.renew_circular(cast.wulan, circular_id=circular_id)
    with pytest.raises(ChangeNeedsWords):
        actions.change_circular(cast.wulan, circular_id=circular_id, given=words(), revision=1)
    given = words(changed="Baru")
    actions.change_circular(cast.wulan, circular_id=circular_id, given=given, revision=1)
    with pytest.raises(SomebodyElseSaved):
        actions.change_circular(cast.wulan, circular_id=circular_id, given=given, revision=1)
    assert actions.drop_circular_draft(cast.wulan, circular_id=circular_id) is False
    assert queries.get_circular(cast.siti, circular_id).shown.version == 1


def test_another_agency_cannot_change_issue_or_withdraw_it(cast: Cast) -> None:
    circular_id = issued(cast)
    boss = cast.person("Gatot", cast.police, Role.AGENCY_HEAD)
    for act in (actions.withdraw_circular, actions.renew_circular, actions.remind_of_circular):
        with pytest.raises(NotFound):
            act(boss, circular_id=circular_id)
        with pytest.raises(NotAllowed):
            act(cast.siti, circular_id=circular_id)
    with pytest.raises(NotFound):
        queries.get_readers(boss, circular_id)


def test_the_database_keeps_one_version_in_force_and_no_use_without_an_answer(cast: Cast) -> None:
    circular_id = issued(cast)
    second_version(cast, circular_id)
    versions = apps.get_model("messages.CircularVersion").objects.filter(circular_id=circular_id)
    with pytest.raises(IntegrityError), transaction.atomic():
        versions.update(state="issued")
    receipts = apps.get_model("messages.CircularReceipt").objects.all()
    with pytest.raises(IntegrityError), transaction.atomic():
        receipts.update(in_use_at=clock.now())


def test_the_pages_go_from_draft_to_use(cast: Cast, client: Any) -> None:
    client.force_login(cast.user_of(cast.wulan))
    assert client.get("/edaran/").status_code == 200
    typed = {
        "kind": "circular",
        "title": "Visum",
        "text": "Hari yang sama.",
        "valid_from": str(clock.today()),
        "read_by": str(clock.today() + timedelta(days=5)),
        "is_for_all": "on",
        "question": "Kapan?",
        "answer_1": "Besok",
        "answer_2": "Hari yang sama",
        "right": "2",
    }
    assert client.post("/edaran/baru/", {**typed, "answer_2": ""}).status_code == 422
    assert client.post("/edaran/baru/", {**typed, "right": "5"}).status_code == 422
    made = client.post("/edaran/baru/", typed)
    assert made.status_code == 302
    page = made.headers["Location"]
    assert client.get(f"{page}ubah/").status_code == client.get(f"{page}terbitkan/").status_code == 200
    assert client.post(f"{page}terbitkan/").status_code == 302
    client.force_login(cast.user_of(cast.siti))
    assert "Visum" in client.get("/edaran/").content.decode()
    [work] = works(cast.hospital.id)
    assert f"/edaran/tanda-terima/{work.subject_id}/" in client.get("/meja-kerja/").content.decode()
    assert client.get(f"/edaran/tanda-terima/{work.subject_id}/").headers["Location"] == page
    assert client.get(page).status_code == client.get(f"{page}cetak/").status_code == 200
    assert client.post(f"{page}jawab/", {"answer": "0"}).status_code == 422
    assert client.post(f"{page}jawab/", {"answer": "1"}).status_code == 302
    assert client.get(f"{page}versi/1/").status_code == 200
    assert client.get(f"{page}versi/x/").status_code == client.get(f"{page}versi/9/").status_code == 404
    assert client.get(f"{page}pembaca/").status_code == 404
    client.force_login(cast.user_of(cast.wulan))
    readers = client.get(f"{page}pembaca/").content.decode()
    assert "RSUD" in readers
    assert client.post(f"{page}ingatkan/").status_code == 302
    assert client.post(f"{page}versi-baru/").headers["Location"] == f"{page}ubah/"
    changed = {**typed, "changed": "Juga libur", "revision": "1"}
    assert client.post(f"{page}ubah/", changed).status_code == 302
    assert client.post(f"{page}ubah/", changed).status_code == 422
    assert client.post(f"{page}batal/").status_code == client.post(f"{page}cabut/").status_code == 302
