"""Threads between agencies: who reads, who must confirm, and what happens when nobody does."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.db import connection

from anyam.casework.cases import actions as cases
from anyam.casework.meetings import actions as meetings
from anyam.casework.messages import actions, queries
from anyam.casework.messages.actions.threads import (
    AnswerTimeNotSensible,
    MessageNeedsWords,
    NobodyAddressed,
    NotYoursToWrite,
    ThreadNeedsTitle,
)
from anyam.casework.messages.choices import NotificationKind, ThreadAbout
from anyam.casework.referrals import actions as referrals
from anyam.casework.referrals.choices import WithdrawReason
from anyam.casework.sops.actions import escalate_late_work
from anyam.foundation.access import Actor, NotFound, Role
from anyam.foundation.access.choices import BlockReason, Level, Part, Reason
from anyam.foundation.access.granting import Principal
from anyam.foundation.access.models import Grant
from anyam.foundation.access.row_context import NOBODY, acting, reading_as
from anyam.foundation.core import clock
from anyam.foundation.events.reactions import delivered_at_once
from tests.cast import MARKER, Cast, Story
from tests.registry.agreements.conftest import Table

SAID = f"{MARKER}pesan: nenek bertanya kapan visum"
CLOCK = Actor.system("test clock")


@pytest.fixture(autouse=True)
def everybody_is_there(cast: Cast) -> None:
    """Whoever is to be told."""
    assert all((cast.rudi, cast.siti, cast.wulan))


def about_referral(cast: Cast, story: Story, due_at: datetime | None = None, **more: Any) -> UUID:
    """Dewi writes to the police about her referral."""
    given = {"title": f"{MARKER}judul", "text": SAID, "to": [cast.police.id], "due_at": due_at}
    return actions.begin_thread(cast.dewi, about="referral", subject_id=story.referral_id, **(given | more))


def soon(hours: float = 24) -> datetime:
    return clock.now() + timedelta(hours=hours)


def rows_of(label: str) -> int:
    return int(apps.get_model(label).objects.count())


def told(actor: Actor) -> set[str]:
    found = apps.get_model("messages.Notification").objects.filter(recipient_id=actor.user_id)
    return set(found.values_list("kind", flat=True))


def works(agency_id: UUID) -> list[Any]:
    found = apps.get_model("sops.WorkItem").objects.filter(kind="acknowledge_message", state="open")
    return list(found.filter(agency_id=agency_id))


def test_what_the_sender_writes_about_a_referral_its_receiver_reads_and_nobody_else(
    cast: Cast, story: Story
) -> None:
    thread_id = about_referral(cast, story)
    for reader in (cast.dewi, cast.yusuf, cast.ningsih, cast.rudi):
        assert queries.get_thread(reader, thread_id).messages[0].text == SAID
        with acting(reader):
            assert rows_of("messages.ThreadMessage") == 1
    strangers = (
        cast.bagus,
        cast.maya,
        cast.siti,
        cast.eko,
        cast.tamu,
        cast.agus,
        cast.wulan,
        cast.joko,
        cast.citra,
    )
    for stranger in strangers:
        with pytest.raises(NotFound):
            queries.get_thread(stranger, thread_id)
        with acting(stranger):
            assert [rows_of(f"messages.{one}") for one in ("Thread", "ThreadMessage", "Acknowledgement")] == [
                0,
                0,
                0,
            ]
    with reading_as(NOBODY):
        assert rows_of("messages.Thread") == 0


def test_only_the_police_has_it_in_its_list_and_the_look_is_kept(cast: Cast, story: Story) -> None:
    thread_id = about_referral(cast, story)
    assert [row.id for row in queries.find_threads(cast.rudi).rows] == [thread_id]
    assert not queries.find_threads(cast.siti).rows
    queries.get_thread(cast.rudi, thread_id)
    looks = apps.get_model("audit.Look").objects.filter(user_id=cast.rudi.user_id, part="messages")
    assert looks.filter(case_id=story.case_id, subject_id=thread_id).exists()


def test_the_words_lie_sealed_with_the_key_of_the_case(cast: Cast, story: Story) -> None:
    about_referral(cast, story, soon())
    with acting(CLOCK), connection.cursor() as cursor:
        for table in ("thread", "threadmessage", "acknowledgement"):
            cursor.execute(f"SELECT string_agg(t::text, ' '), count(*) FROM messages_{table} t")
            said, count = cursor.fetchone()
            assert count == 1
            assert MARKER not in said
        cursor.execute("SELECT DISTINCT dossier_id FROM messages_threadmessage")
        assert cursor.fetchall() == [(story.case_id,)]


def test_a_block_wins_over_every_way_in_at_once(cast: Cast, story: Story) -> None:
    thread_id = about_referral(cast, story, soon())
    kin = cast.person("Kerabat", cast.police, Role.PARTNER_OFFICER)
    assert queries.get_thread(kin, thread_id).messages
    cases.block_person(cast.dewi, case_id=story.case_id, user_id=kin.person_id, reason=BlockReason.KIN)
    with pytest.raises(NotFound):
        queries.get_thread(kin, thread_id)
    message_id = queries.get_thread(cast.rudi, thread_id).messages[0].id
    with pytest.raises(NotFound):
        actions.acknowledge_message(kin, message_id=message_id)
    with pytest.raises(NotFound):
        actions.write_message(kin, thread_id=thread_id, text="Halo", to=[cast.centre.id])
    with acting(kin):
        assert rows_of("messages.ThreadMessage") == 0
    assert not queries.find_threads(kin).rows
    with delivered_at_once():
        actions.write_message(cast.dewi, thread_id=thread_id, text="Lagi", to=[cast.police.id])
    assert "message_received" in told(cast.rudi)
    assert not told(kin) & {"message_received", "message_to_acknowledge"}


def test_a_case_thread_needs_what_was_told_and_not_only_the_course_of_the_work(
    cast: Cast, story: Story
) -> None:
    thread_id = actions.begin_thread(
        cast.dewi, about="case", subject_id=story.case_id, title="Rapat tim", text=SAID, to=[cast.centre.id]
    )
    seat = Principal.seat(cast.maya.person_id, cast.other_centre.id)
    given = {"principal": seat.id, "dossier_id": story.case_id, "reason": Reason.CONFERENCE}
    grant = Grant.objects.create(**given, parts=[Part.WORK], since=clock.now())
    with pytest.raises(NotFound):
        queries.get_thread(cast.maya, thread_id)
    Grant.objects.filter(pk=grant.pk).update(parts=[Part.WORK, Part.NARRATIVE])
    assert queries.get_thread(cast.maya, thread_id).messages[0].text == SAID
    assert not queries.get_thread(cast.maya, thread_id).may_write
    with pytest.raises(NotYoursToWrite):
        actions.write_message(cast.maya, thread_id=thread_id, text="Ya", to=[cast.centre.id])
    Grant.objects.filter(pk=grant.pk).update(level=Level.WRITE)
    assert actions.write_message(cast.maya, thread_id=thread_id, text="Ya", to=[cast.centre.id])


def test_guests_of_a_conference_hear_each_other_until_the_meeting_closes_to_them(
    cast: Cast, story: Story
) -> None:
    meeting_id = meetings.convene_conference(cast.dewi, case_id=story.case_id, venue="Aula", starts_at=soon())
    meetings.invite_agency(
        cast.dewi, meeting_id=meeting_id, agency_id=cast.school.id, person_id=cast.budi.user_id, parts=[]
    )
    thread_id = actions.begin_thread(
        cast.budi,
        about="meeting",
        subject_id=meeting_id,
        title="Jam",
        text=SAID,
        to=[cast.centre.id],
        due_at=soon(),
    )
    assert queries.get_thread(cast.dewi, thread_id).messages[0].text == SAID
    with pytest.raises(NotFound):
        queries.get_thread(cast.siti, thread_id)
    meetings.cancel_meeting(cast.dewi, meeting_id=meeting_id, reason="settled")
    with pytest.raises(NotFound):
        queries.get_thread(cast.budi, thread_id)


def test_an_agreement_is_written_about_by_its_parties_and_the_secretariat_alone(cast: Cast) -> None:
    table = Table(cast)
    agreement_id = table.signed()
    thread_id = actions.begin_thread(
        table.head,
        about="agreement",
        subject_id=agreement_id,
        title="Laporan",
        text="Kapan?",
        to=[cast.hospital.id],
    )
    assert queries.get_thread(table.hospital_head, thread_id).may_write
    assert queries.get_thread(cast.wulan, thread_id).may_write
    with pytest.raises(NotFound):
        queries.get_thread(cast.rudi, thread_id)
    with pytest.raises(NotFound):
        queries.threads_about(cast.rudi, ThreadAbout.AGREEMENT, agreement_id)
    with acting(cast.rudi):
        assert rows_of("messages.Thread") == 0


def test_an_acknowledgement_is_work_of_the_agency_until_it_is_given(cast: Cast, story: Story) -> None:
    with delivered_at_once():
        thread_id = about_referral(cast, story, soon())
    [work] = works(cast.police.id)
    assert (work.role, work.case_id) == (Role.PARTNER_OFFICER, story.case_id)
    assert "message_to_acknowledge" in told(cast.rudi)
    assert queries.count_to_acknowledge(cast.rudi) == 1
    [waiting] = queries.find_threads(cast.rudi, is_waiting_only=True).rows
    assert waiting.waits_for_us
    [written] = queries.find_threads(cast.dewi).rows
    assert (written.waits_for_us, written.still_open) == (False, 1)
    message_id = queries.get_thread(cast.rudi, thread_id).messages[0].id
    with delivered_at_once():
        actions.acknowledge_message(cast.rudi, message_id=message_id)
        actions.acknowledge_message(cast.rudi, message_id=message_id)
    assert not works(cast.police.id)
    assert "message_acknowledged" in told(cast.dewi)
    [ack] = queries.get_thread(cast.dewi, thread_id).messages[0].acknowledgements
    assert (ack.agency, ack.given_by, ack.is_late) == ("Polres", "Rudi", False)
    assert not queries.find_threads(cast.rudi, is_waiting_only=True).rows


def test_whoever_was_not_asked_cannot_acknowledge_for_another(cast: Cast, story: Story) -> None:
    thread_id = about_referral(cast, story, soon())
    message_id = queries.get_thread(cast.dewi, thread_id).messages[0].id
    for somebody in (cast.dewi, cast.siti, cast.wulan):
        with pytest.raises(NotFound):
            actions.acknowledge_message(somebody, message_id=message_id)
    assert works(cast.police.id)


def test_silence_rises_from_a_reminder_to_the_head_of_the_agency(cast: Cast, story: Story) -> None:
    boss = cast.person("Kapolres", cast.police, Role.AGENCY_HEAD)
    begin = clock.now()
    about_referral(cast, story, begin + timedelta(hours=20))
    people = {"officer": cast.rudi, "head": boss, "coordinator": cast.wulan}
    seen: list[set[str]] = []
    for hours in (16, 21, 24 * 6, 24 * 14):
        with clock.at(begin + timedelta(hours=hours)), delivered_at_once():
            escalate_late_work(CLOCK)
        seen.append({name for name, one in people.items() if _late(one)})
    assert seen == [
        {"officer"},
        {"officer", "head"},
        {"officer", "head", "coordinator"},
        {"officer", "head", "coordinator"},
    ]
    [work] = works(cast.police.id)
    assert work.rung == 4
    # Told of it they are, let in they are not: the words stay with those who were asked.
    assert not queries.sees_acknowledgement(cast.wulan, work.subject_id)
    assert not queries.sees_acknowledgement(boss, work.subject_id)
    assert queries.sees_acknowledgement(cast.rudi, work.subject_id)


def _late(actor: Actor) -> set[str]:
    return told(actor) & {"work_late", "work_due_soon", "work_late_in_district"}


def test_what_is_closed_to_an_agency_is_expected_of_it_no_more(cast: Cast, story: Story) -> None:
    about_referral(cast, story, soon())
    assert actions.let_go_of_closed(CLOCK) == 0
    with delivered_at_once():
        referrals.withdraw_referral(
            cast.dewi, referral_id=story.referral_id, reason=WithdrawReason.NOT_NEEDED
        )
    assert actions.let_go_of_closed(CLOCK) == 1
    assert not works(cast.police.id)
    assert not queries.find_threads(cast.rudi).rows
    [row] = queries.threads_about(cast.dewi, ThreadAbout.REFERRAL, story.referral_id).rows
    assert row.still_open == 0


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"title": " "}, ThreadNeedsTitle),
        ({"title": "x" * 161}, ThreadNeedsTitle),
        ({"text": "\x00 "}, MessageNeedsWords),
        ({"text": "x" * 4001}, MessageNeedsWords),
        ({"to": []}, NobodyAddressed),
        ({"due_at": clock.now() - timedelta(hours=1)}, AnswerTimeNotSensible),
        ({"due_at": clock.now() + timedelta(days=400)}, AnswerTimeNotSensible),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_kept(
    cast: Cast, story: Story, wrong: dict[str, Any], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        about_referral(cast, story, **wrong)
    with acting(CLOCK):
        assert rows_of("messages.Thread") == rows_of("messages.ThreadMessage") == 0


def test_nobody_is_addressed_who_may_not_hear(cast: Cast, story: Story) -> None:
    for outsider in (cast.hospital.id, cast.secretariat.id, UUID(int=7)):
        with pytest.raises(NobodyAddressed):
            about_referral(cast, story, to=[outsider])


def test_a_double_click_writes_once(cast: Cast, story: Story) -> None:
    once = UUID(int=12)
    first = about_referral(cast, story, once=once)
    assert about_referral(cast, story, once=once) == first
    with acting(CLOCK):
        assert rows_of("messages.ThreadMessage") == 1


def test_notices_and_events_hold_no_word_of_it(cast: Cast, story: Story) -> None:
    with delivered_at_once():
        about_referral(cast, story, soon())
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(n::text, ' ') FROM messages_notification n")
        assert MARKER not in cursor.fetchone()[0]
        cursor.execute("SELECT string_agg(e::text, ' ') FROM events_eventrow e")
        assert MARKER not in cursor.fetchone()[0]
    assert all(MARKER not in str(kind.label) for kind in NotificationKind)


def test_with_the_data_of_a_case_its_threads_are_destroyed(cast: Cast, story: Story) -> None:
    thread_id = about_referral(cast, story)
    actions.forget_threads_of(CLOCK, case_id=story.case_id)
    detail = queries.get_thread(cast.dewi, thread_id)
    assert (detail.row.title, detail.messages[0].text) == ("", "")


# --- the pages --------------------------------------------------------------------------------------------------------


@pytest.fixture
def browse(cast: Cast, client: Any) -> Any:
    def as_(actor: Actor) -> Any:
        client.force_login(cast.user_of(actor))
        return client

    return as_


def test_somebody_writes_from_a_referral_and_the_other_agency_confirms(
    cast: Cast, story: Story, browse: Any
) -> None:
    page = f"/pesan/rujukan/{story.referral_id}/"
    writer = browse(cast.dewi)
    assert page in writer.get(f"/rujukan/{story.referral_id}/").content.decode()
    assert "Polres" in writer.get(page).content.decode()
    empty = writer.post(f"{page}baru/", {"title": "", "text": "", "answer": "sendiri"})
    assert empty.status_code == 422
    sent = writer.post(
        f"{page}baru/", {"title": "Visum", "text": SAID, "to": [str(cast.police.id)], "answer": "janji"}
    )
    assert sent.status_code == 302
    reader = browse(cast.rudi)
    [work] = works(cast.police.id)
    assert f"/pesan/tanda-terima/{work.subject_id}/" in reader.get("/meja-kerja/").content.decode()
    landed = reader.get(f"/pesan/tanda-terima/{work.subject_id}/", follow=True)
    assert SAID in landed.content.decode()
    message_id = queries.get_thread(cast.rudi, UUID(sent.headers["Location"].split("/")[2])).messages[0].id
    done = reader.post(f"/pesan/terima/{message_id}/", follow=True)
    assert done.status_code == 200
    assert not works(cast.police.id)
    answered = reader.post(
        sent.headers["Location"], {"text": "Besok", "to": [str(cast.centre.id)], "answer": "tidak"}
    )
    assert answered.status_code == 302
    assert "Besok" in browse(cast.dewi).get(sent.headers["Location"]).content.decode()


def test_the_case_has_a_tab_and_strangers_find_nothing(cast: Cast, story: Story, browse: Any) -> None:
    page = browse(cast.dewi).get(f"/kasus/{story.case_id}/pesan/")
    assert page.status_code == 200
    for path in (f"/kasus/{story.case_id}/pesan/", f"/pesan/rujukan/{story.referral_id}/"):
        for stranger in (cast.eko, cast.bagus, cast.tamu):
            assert browse(stranger).get(path).status_code == 404
    assert browse(cast.dewi).get(f"/pesan/anak/{story.referral_id}/").status_code == 404


def test_a_head_who_is_told_of_late_work_lands_on_the_desk(cast: Cast, story: Story, browse: Any) -> None:
    boss = cast.person("Kapolres", cast.police, Role.AGENCY_HEAD)
    begin = clock.now()
    about_referral(cast, story, begin + timedelta(hours=2))
    with clock.at(begin + timedelta(hours=3)), delivered_at_once():
        escalate_late_work(CLOCK)
    notice = apps.get_model("messages.Notification").objects.get(recipient_id=boss.user_id, kind="work_late")
    assert browse(boss).get(f"/notifikasi/{notice.pk}/").headers["Location"] == "/meja-kerja/"
