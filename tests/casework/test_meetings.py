"""Meetings: who is asked, who sees, who decides, and what becomes of what was decided."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.apps import apps

from anyam.casework.cases import actions as cases
from anyam.casework.cases.queries import get_plan, opened_parts
from anyam.casework.meetings import actions
from anyam.casework.meetings.actions import SomebodyElseWrote
from anyam.casework.meetings.actions.convening import CancelNeedsReason, NoSubject, StartIsNotSensible
from anyam.casework.meetings.actions.deciding import (
    DecisionNeedsDay,
    DecisionNeedsEvidence,
    DecisionNeedsOwner,
    DecisionNeedsWords,
)
from anyam.casework.meetings.actions.following import EvidenceNeedsWords, SentBackNeedsWords
from anyam.casework.meetings.actions.inviting import (
    DelegateNeeded,
    InvitedAlready,
    MandateNeeded,
    PersonNeeded,
)
from anyam.casework.meetings.actions.locking import NotAtThisMoment
from anyam.casework.meetings.actions.opening import CannotBeInvited
from anyam.casework.meetings.choices import DecisionState, Signature
from anyam.casework.meetings.queries import (
    find_meetings,
    find_past,
    find_proposals,
    find_todo,
    get_decision,
    get_meeting,
)
from anyam.casework.meetings.rules import half_and_more, is_safe_to_save
from anyam.casework.referrals.actions import expire_due_referrals
from anyam.foundation.access import Actor, NotAllowed, NotFound, Role
from anyam.foundation.access.choices import Part
from anyam.foundation.access.row_context import NOBODY, acting, reading_as
from anyam.foundation.core import clock
from anyam.foundation.events.reactions import delivered_at_once
from tests.cast import MARKER, Agency, Cast, Story

TOLD = f"{MARKER}rapat: nenek sanggup mengasuh"


def soon(days: int = 2) -> Any:
    return clock.now() + timedelta(days=days)


def a_day(days: int = 14) -> Any:
    return clock.today() + timedelta(days=days)


def work_of(kind: str, subject_id: UUID | None = None) -> Any:
    found = apps.get_model("sops.WorkItem").objects.filter(kind=kind, state="open")
    return found.filter(subject_id=subject_id) if subject_id else found


def conference(cast: Cast, story: Story) -> UUID:
    """Dewi calls a conference; the hospital's Siti and the school's Budi are asked."""
    meeting_id = actions.convene_conference(
        cast.dewi, case_id=story.case_id, venue="Aula ULT PSAI", starts_at=soon(), quorum=2
    )
    invite(cast, meeting_id, cast.hospital, cast.siti, [Part.HEALTH, Part.IDENTITY])
    invite(cast, meeting_id, cast.school, cast.budi, [])
    return meeting_id


def invite(cast: Cast, meeting_id: UUID, agency: Agency, person: Actor, parts: list[Part]) -> UUID:
    return actions.invite_agency(
        cast.dewi, meeting_id=meeting_id, agency_id=agency.id, person_id=person.user_id, parts=parts
    )


def hold(cast: Cast, meeting_id: UUID, mandate: str = "yes") -> None:
    """Siti comes, Budi does not; the meeting begins and who is there is noted."""
    actions.answer_invitation(cast.siti, meeting_id=meeting_id, answer="coming", mandate=mandate)
    actions.open_meeting(cast.dewi, meeting_id=meeting_id)
    at = {row.agency_id: row.id for row in get_meeting(cast.dewi, meeting_id).invitations}
    actions.record_attendance(
        cast.dewi,
        meeting_id=meeting_id,
        present_with={at[cast.centre.id]: "yes", at[cast.hospital.id]: mandate},
        absent=(at[cast.school.id],),
    )


def decide(cast: Cast, meeting_id: UUID, agency: Agency, **more: Any) -> UUID:
    given = {
        "words": f"{MARKER}putusan: periksa ulang",
        "agency_id": agency.id,
        "due_on": a_day(),
        "evidence_kind": "report",
        "need": "health",
        "goal": f"{MARKER}tujuan bersama",
    }
    return actions.make_decision(cast.dewi, meeting_id=meeting_id, **(given | more))


def plan(cast: Cast, meeting_id: UUID) -> None:
    actions.make_joint_plan(
        cast.dewi, meeting_id=meeting_id, review_on=a_day(30), child_took_part=True, family_took_part=True
    )


def forum(cast: Cast, **more: Any) -> UUID:
    given: dict[str, Any] = {"subject": "Rujukan yang tidak dijawab", "venue": "Aula", "starts_at": soon()}
    meeting_id = actions.convene_forum(cast.wulan, **(given | more))
    for agency in (cast.hospital, cast.police):
        assert cast.siti
        assert cast.rudi
        actions.invite_agency(cast.wulan, meeting_id=meeting_id, agency_id=agency.id)
    return meeting_id


# --- who sees a conference --------------------------------------------------------------------------------------------


def test_who_was_not_invited_and_who_is_a_stranger_see_nothing(cast: Cast, story: Story) -> None:
    meeting_id = conference(cast, story)
    hold(cast, meeting_id)
    item_id = actions.add_item(cast.dewi, meeting_id=meeting_id, title=TOLD)
    decision_id = decide(cast, meeting_id, cast.hospital)
    others = (cast.rudi, cast.eko, cast.maya, cast.bagus, cast.wulan, cast.tamu, cast.joko, cast.hartono)
    second = cast.person("Nur", cast.hospital, Role.PARTNER_OFFICER)
    for stranger in (*others, second, cast.ratna):
        for look in (
            lambda who: get_meeting(who, meeting_id),
            lambda who: get_decision(who, decision_id),
            lambda who: actions.sign_minutes(who, meeting_id=meeting_id),
            lambda who: actions.add_item(who, meeting_id=meeting_id, title="x"),
            lambda who: actions.write_minutes(
                who, meeting_id=meeting_id, item_id=item_id, text="x", seen=0, form=uuid4()
            ),
        ):
            with pytest.raises((NotFound, NotAllowed)):
                look(stranger)
        if stranger is not cast.joko:
            assert not find_meetings(stranger).rows
            assert not find_todo(stranger)
    for seeing in (cast.dewi, cast.yusuf, cast.ningsih, cast.siti):
        assert get_meeting(seeing, meeting_id).items, (
            "the control: those at work with the case, and the guest"
        )


def test_the_database_itself_refuses_strangers_and_nobody(cast: Cast, story: Story) -> None:
    meeting_id = conference(cast, story)
    hold(cast, meeting_id)
    actions.add_item(cast.dewi, meeting_id=meeting_id, title=TOLD)
    decide(cast, meeting_id, cast.hospital)
    actions.record_dissent(cast.siti, meeting_id=meeting_id, words=TOLD)
    tables = [
        apps.get_model(f"meetings.{name}")
        for name in ("Meeting", "Invitation", "AgendaItem", "Decision", "Dissent")
    ]
    for table in tables:
        with acting(cast.siti):
            assert table.objects.exists(), f"the control: {table.__name__} is open to the guest"
        for stranger in (cast.eko, cast.maya, cast.bagus, cast.wulan):
            with acting(stranger):
                assert not table.objects.exists(), f"{table.__name__} is open to {stranger.user_name}"
        with reading_as(NOBODY):
            assert not table.objects.exists()


def test_a_guest_reads_the_chosen_parts_until_the_end_of_the_meeting_and_not_longer(
    cast: Cast, story: Story
) -> None:
    actions_before = opened_or_none(cast.budi, story)
    assert actions_before is None
    meeting_id = conference(cast, story)
    hold(cast, meeting_id)
    actions.invite_agency(
        cast.dewi,
        meeting_id=meeting_id,
        agency_id=cast.ngo.id,
        person_id=cast.lina.user_id,
        parts=[Part.HEALTH, Part.ADDRESS, Part.REPORTER],
    )
    assert [part.label for part in get_meeting(cast.lina, meeting_id).opened] == [str(Part.HEALTH.label)]
    with pytest.raises(NotFound):
        opened_parts(cast.lina, story.case_id, [Part.ADDRESS])
    assert len(opened_parts(cast.lina, story.case_id, list(Part))) == 1
    actions.close_minutes(cast.dewi, meeting_id=meeting_id)
    with pytest.raises(NotFound):
        opened_parts(cast.lina, story.case_id, list(Part))
    with pytest.raises(NotFound):
        get_meeting(cast.lina, meeting_id)
    assert get_meeting(cast.siti, meeting_id).may_sign, "whoever was present still signs"
    assert not get_meeting(cast.siti, meeting_id).opened
    late = clock.now() + timedelta(days=8)
    with clock_at(late), pytest.raises(NotFound):
        get_meeting(cast.siti, meeting_id)


def test_what_a_conference_opens_ends_by_itself_when_nobody_closes_it(cast: Cast, story: Story) -> None:
    meeting_id = actions.convene_conference(
        cast.dewi, case_id=story.case_id, venue="", starts_at=soon(1), minutes_long=60
    )
    invite(cast, meeting_id, cast.ngo, cast.lina, [Part.HEALTH])
    assert opened_or_none(cast.lina, story)
    with clock_at(soon(1) + timedelta(hours=26)):
        assert opened_or_none(cast.lina, story) is None
    with clock_at(soon(20)), pytest.raises(NotFound):
        get_meeting(cast.lina, meeting_id)


def test_a_delegate_takes_the_seat_over(cast: Cast, story: Story) -> None:
    meeting_id = conference(cast, story)
    nur = cast.person("Nur", cast.school, Role.PARTNER_OFFICER)
    with pytest.raises(DelegateNeeded):
        actions.answer_invitation(
            cast.budi, meeting_id=meeting_id, answer="delegate", mandate="no", delegate_id=cast.siti.user_id
        )
    actions.answer_invitation(
        cast.budi, meeting_id=meeting_id, answer="delegate", mandate="no", delegate_id=nur.user_id
    )
    assert get_meeting(nur, meeting_id).may_answer
    with pytest.raises(NotFound):
        get_meeting(cast.budi, meeting_id)


def test_who_is_blocked_cannot_be_invited_and_a_later_block_shuts(cast: Cast, story: Story) -> None:
    meeting_id = conference(cast, story)
    cases.block_person(cast.dewi, case_id=story.case_id, user_id=cast.lina.user_id, reason="kin")
    with pytest.raises(CannotBeInvited):
        invite(cast, meeting_id, cast.ngo, cast.lina, [])
    assert get_meeting(cast.siti, meeting_id)
    cases.block_person(cast.dewi, case_id=story.case_id, user_id=cast.siti.user_id, reason="kin")
    with pytest.raises(NotFound):
        get_meeting(cast.siti, meeting_id)


def test_cancelling_closes_what_was_opened_and_ends_the_clocks(cast: Cast, story: Story) -> None:
    meeting_id = conference(cast, story)
    invite(cast, meeting_id, cast.ngo, cast.lina, [Part.HEALTH])
    with pytest.raises(CancelNeedsReason):
        actions.cancel_meeting(cast.dewi, meeting_id=meeting_id, reason="")
    actions.cancel_meeting(cast.dewi, meeting_id=meeting_id, reason="settled")
    assert opened_or_none(cast.lina, story) is None
    with pytest.raises(NotFound):
        get_meeting(cast.lina, meeting_id)
    assert not work_of("answer_invitation").exists()


def test_a_second_conference_keeps_its_own_access_when_the_first_ends(cast: Cast, story: Story) -> None:
    first, second = conference(cast, story), conference(cast, story)
    invite(cast, second, cast.ngo, cast.lina, [Part.HEALTH])
    invite(cast, first, cast.ngo, cast.lina, [Part.IDENTITY])
    actions.cancel_meeting(cast.dewi, meeting_id=first, reason="settled")
    assert [part.label for part in get_meeting(cast.lina, second).opened] == [str(Part.HEALTH.label)]


# --- from decision to done --------------------------------------------------------------------------------------------


def test_a_conference_ends_in_a_joint_plan_that_is_accepted_and_followed_to_done(
    cast: Cast, story: Story
) -> None:
    meeting_id = conference(cast, story)
    hold(cast, meeting_id)
    theirs, ours = decide(cast, meeting_id, cast.hospital), decide(cast, meeting_id, cast.centre)
    plan(cast, meeting_id)
    actions.close_minutes(cast.dewi, meeting_id=meeting_id)
    assert work_of("accept_action", theirs).get().assignee_id == cast.siti.user_id
    assert get_decision(cast.siti, theirs).row.may_accept
    actions.accept_decision(cast.siti, decision_id=theirs)
    row = joint_action(cast, story, cast.hospital)
    assert (row.acceptance, row.state) == ("accepted", "to_do")
    assert not work_of("plan_action").filter(subject_id=row.id).exists(), "never two clocks for one thing"
    with pytest.raises(EvidenceNeedsWords):
        actions.report_decision(cast.siti, decision_id=theirs, evidence=" ")
    actions.report_decision(cast.siti, decision_id=theirs, evidence=f"{MARKER}bukti: surat kontrol")
    with pytest.raises(SentBackNeedsWords):
        actions.send_decision_back(cast.dewi, decision_id=theirs, why="")
    actions.send_decision_back(cast.dewi, decision_id=theirs, why="Tanggal kontrol belum ada")
    assert get_decision(cast.siti, theirs).row.sent_back_why == "Tanggal kontrol belum ada"
    actions.report_decision(cast.siti, decision_id=theirs, evidence="Lengkap")
    assert work_of("confirm_decision", theirs).get().assignee_id == cast.dewi.user_id
    actions.confirm_decision(cast.dewi, decision_id=theirs)
    assert joint_action(cast, story, cast.hospital).state == "done"
    with clock_at(soon(8)), pytest.raises(NotFound):
        get_decision(cast.siti, theirs)
    assert get_decision(cast.dewi, ours).row.may_report
    assert not work_of("plan_action").filter(subject_id=joint_action(cast, story, cast.centre).id).exists()


def test_an_action_that_the_plan_says_is_done_ends_its_decision(cast: Cast, story: Story) -> None:
    meeting_id = conference(cast, story)
    hold(cast, meeting_id)
    decision_id = decide(cast, meeting_id, cast.centre)
    plan(cast, meeting_id)
    actions.close_minutes(cast.dewi, meeting_id=meeting_id)
    action_id = joint_action(cast, story, cast.centre).id
    with delivered_at_once():
        cases.record_progress(cast.yusuf, case_id=story.case_id, action_id=action_id, state="done")
    assert get_decision(cast.dewi, decision_id).row.state is DecisionState.DONE
    assert not work_of("carry_out_decision", decision_id).exists()


def test_a_declined_action_comes_back_to_the_manager_with_its_reason(cast: Cast, story: Story) -> None:
    meeting_id = conference(cast, story)
    hold(cast, meeting_id)
    decision_id = decide(cast, meeting_id, cast.hospital)
    plan(cast, meeting_id)
    actions.close_minutes(cast.dewi, meeting_id=meeting_id)
    for stranger in (cast.dewi, cast.rudi, cast.hartono):
        with pytest.raises(NotFound):
            actions.decline_decision(stranger, decision_id=decision_id, reason="not_ours")
    actions.decline_decision(cast.siti, decision_id=decision_id, reason="no_means", words="Alat rusak")
    assert work_of("take_up_declined", decision_id).get().assignee_id == cast.dewi.user_id
    row = joint_action(cast, story, cast.hospital)
    assert row.acceptance == "declined"
    assert "Alat rusak" in row.decline_text
    with pytest.raises(NotFound):
        actions.accept_decision(cast.siti, decision_id=decision_id)
    actions.drop_decision(cast.dewi, decision_id=decision_id, reason="declined")
    assert joint_action(cast, story, cast.hospital).state == "dropped"
    assert not work_of("take_up_declined", decision_id).exists()


def test_the_yes_of_an_agency_outlives_a_new_version_of_the_plan(cast: Cast, story: Story) -> None:
    meeting_id = conference(cast, story)
    hold(cast, meeting_id)
    decision_id = decide(cast, meeting_id, cast.hospital)
    plan(cast, meeting_id)
    actions.close_minutes(cast.dewi, meeting_id=meeting_id)
    actions.accept_decision(cast.siti, decision_id=decision_id)
    cases.change_plan(cast.dewi, case_id=story.case_id)
    cases.agree_plan(
        cast.dewi,
        case_id=story.case_id,
        agreed_on=clock.today(),
        review_on=a_day(30),
        child_took_part=True,
        family_took_part=True,
    )
    assert joint_action(cast, story, cast.hospital).acceptance == "accepted"
    actions.report_decision(cast.siti, decision_id=decision_id, evidence="Selesai")
    actions.confirm_decision(cast.dewi, decision_id=decision_id)
    assert joint_action(cast, story, cast.hospital).state == "done"


def test_no_decision_without_words_owner_day_and_evidence(cast: Cast, story: Story) -> None:
    meeting_id = conference(cast, story)
    hold(cast, meeting_id)
    for wrong, refused in (
        ({"words": " "}, DecisionNeedsWords),
        ({"agency_id": None}, DecisionNeedsOwner),
        ({"agency_id": cast.police.id}, DecisionNeedsOwner),
        ({"due_on": None}, DecisionNeedsDay),
        ({"due_on": a_day(-1)}, DecisionNeedsDay),
        ({"evidence_kind": ""}, DecisionNeedsEvidence),
    ):
        with pytest.raises(refused):
            decide(cast, meeting_id, cast.hospital, **wrong)
    assert not get_meeting(cast.dewi, meeting_id).decisions


def test_an_agency_that_could_not_commit_itself_is_asked_for_its_yes(cast: Cast, story: Story) -> None:
    meeting_id = conference(cast, story)
    hold(cast, meeting_id, mandate="no")
    bound = decide(cast, meeting_id, cast.hospital, need="")
    actions.close_minutes(cast.dewi, meeting_id=meeting_id)
    assert get_decision(cast.siti, bound).row.state is DecisionState.ASKED
    actions.accept_decision(cast.siti, decision_id=bound)
    assert work_of("carry_out_decision", bound).get().due_at.date() == a_day()


# --- minutes ----------------------------------------------------------------------------------------------------------


def test_a_second_writer_is_told_and_nothing_is_lost(cast: Cast, story: Story) -> None:
    meeting_id = conference(cast, story)
    hold(cast, meeting_id)
    item_id = actions.add_item(cast.dewi, meeting_id=meeting_id, title="Pengasuhan")
    dewi, yusuf = uuid4(), uuid4()

    def write(who: Actor, text: str, seen: int, form: UUID) -> int:
        return actions.write_minutes(
            who, meeting_id=meeting_id, item_id=item_id, text=text, seen=seen, form=form
        )

    assert write(cast.dewi, "Nenek hadir", 0, dewi) == 1
    assert write(cast.dewi, "Nenek hadir, setuju", 0, dewi) == 2, "a form that saves itself has seen itself"
    with pytest.raises(SomebodyElseWrote):
        write(cast.yusuf, "Paman hadir", 0, yusuf)
    assert get_meeting(cast.yusuf, meeting_id).items[0].minutes == "Nenek hadir, setuju"
    assert write(cast.yusuf, "Nenek dan paman hadir, setuju", 2, yusuf) == 3
    with pytest.raises(SomebodyElseWrote):
        write(cast.dewi, "Nenek hadir, setuju, pulang", 2, dewi)


def test_saving_is_safe_only_for_who_has_seen_the_last_version() -> None:
    mine, other = uuid4(), uuid4()
    assert is_safe_to_save(version=3, saved_from=other, seen=3, form=mine)
    assert is_safe_to_save(version=5, saved_from=mine, seen=3, form=mine)
    assert not is_safe_to_save(version=5, saved_from=other, seen=3, form=mine)
    assert not is_safe_to_save(version=1, saved_from=None, seen=0, form=mine)
    assert [half_and_more(n) for n in (1, 2, 3, 4, 5)] == [2, 2, 2, 3, 3]


def test_every_agency_signs_or_objects_in_its_own_words(cast: Cast, story: Story) -> None:
    meeting_id = conference(cast, story)
    hold(cast, meeting_id)
    actions.record_dissent(cast.siti, meeting_id=meeting_id, words="RSUD melihat risiko lain")
    actions.close_minutes(cast.dewi, meeting_id=meeting_id)
    own = next(row for row in get_meeting(cast.siti, meeting_id).invitations if row.is_own)
    assert work_of("sign_minutes", own.id).exists()
    actions.object_to_minutes(cast.siti, meeting_id=meeting_id, reason="Tanggal keliru")
    seen = get_meeting(cast.dewi, meeting_id)
    rows = {row.agency_id: row for row in seen.invitations}
    assert rows[cast.hospital.id].signature == Signature.OBJECTED
    assert rows[cast.hospital.id].objection == "Tanggal keliru"
    assert rows[cast.centre.id].signature == Signature.SIGNED
    assert rows[cast.school.id].signature == ""
    assert [one.words for one in seen.dissents] == ["RSUD melihat risiko lain"]
    assert not work_of("sign_minutes").exists()
    with pytest.raises(NotFound):
        actions.sign_minutes(cast.siti, meeting_id=meeting_id)


def test_the_time_to_sign_runs_out(cast: Cast, story: Story) -> None:
    meeting_id = conference(cast, story)
    hold(cast, meeting_id)
    actions.close_minutes(cast.dewi, meeting_id=meeting_id)
    system = Actor.system("signing clock")
    assert actions.end_signing(system) == 0
    with clock_at(soon(9)):
        assert actions.end_signing(system) == 1
        assert actions.end_signing(system) == 0
    assert not work_of("sign_minutes").exists()


# --- the forum --------------------------------------------------------------------------------------------------------


def test_a_forum_sees_numbers_and_agencies_and_never_a_child(cast: Cast, story: Story) -> None:
    late = apps.get_model("sops.WorkItem").objects.filter(agency_id=cast.hospital.id)
    late.update(starts_at=soon(-9), due_at=soon(-3), district_code="35.04")
    apps.get_model("referrals.Referral").objects.filter(pk=story.referral_id).update(response_due_at=soon(-1))
    expire_due_referrals(Actor.system("response clock"))
    meeting_id = forum(cast)
    found = find_proposals(cast.wulan, meeting_id)
    assert {one.source for one in found} == {"expired", "late_work"}
    assert {"Polres", "RSUD"} == {one.title.split(" di ")[1].split(":")[0] for one in found}
    words = " ".join(one.title for one in found)
    assert MARKER not in words
    assert story.case_number not in words
    assert actions.take_proposals(cast.wulan, meeting_id=meeting_id, keys=[one.key for one in found]) == 2
    assert not find_proposals(cast.wulan, meeting_id)
    assert len(get_meeting(cast.rudi, meeting_id).items) == 2
    assert not find_proposals(cast.rudi, meeting_id), "only the chair's side takes proposals"


def test_everybody_of_an_invited_agency_sees_a_forum_and_nobody_else(cast: Cast) -> None:
    meeting_id = forum(cast)
    for seeing in (cast.wulan, cast.siti, cast.hartono, cast.rudi):
        assert get_meeting(seeing, meeting_id)
    for stranger in (cast.dewi, cast.eko, cast.maya, cast.tamu):
        with pytest.raises(NotFound):
            get_meeting(stranger, meeting_id)
        assert not find_meetings(stranger).rows


def test_an_overdue_decision_comes_onto_the_next_agenda_by_itself(cast: Cast) -> None:
    meeting_id = forum(cast)
    actions.answer_invitation(cast.rudi, meeting_id=meeting_id, answer="coming", mandate="yes")
    actions.open_meeting(cast.wulan, meeting_id=meeting_id)
    at = {row.agency_id: row.id for row in get_meeting(cast.wulan, meeting_id).invitations}
    actions.record_attendance(
        cast.wulan,
        meeting_id=meeting_id,
        present_with={at[cast.secretariat.id]: "yes", at[cast.police.id]: "limits"},
    )
    decision_id = actions.make_decision(
        cast.wulan,
        meeting_id=meeting_id,
        words="Unit PPA menunjuk pengganti pada hari libur",
        agency_id=cast.police.id,
        due_on=a_day(5),
        evidence_kind="letter",
    )
    actions.close_minutes(cast.wulan, meeting_id=meeting_id)
    assert get_meeting(cast.wulan, meeting_id).quorum.is_reached
    assert [one.what for one in find_todo(cast.rudi)] == ["report", "sign"]
    with clock_at(soon(10)):
        [past] = find_past(cast.rudi, is_open_only=True).rows
        assert past.open_decisions == 1
        later = actions.convene_forum(
            cast.wulan, subject="Lanjutan", venue="", starts_at=clock.now() + timedelta(days=1)
        )
        [item] = get_meeting(cast.wulan, later).items
        assert item.decision_id == decision_id
        assert "Polres" in item.title


def test_forums_are_called_by_the_secretariat_and_conferences_by_who_leads_the_case(
    cast: Cast, story: Story
) -> None:
    for actor in (cast.dewi, cast.siti, cast.hartono, cast.tamu, cast.agus):
        with pytest.raises(NotAllowed):
            actions.convene_forum(actor, subject="x", venue="", starts_at=soon())
    for actor in (cast.wulan, cast.siti, cast.yusuf):
        with pytest.raises(NotAllowed):
            actions.convene_conference(actor, case_id=story.case_id, venue="", starts_at=soon())
    for actor in (cast.bagus, cast.maya):
        with pytest.raises(NotFound):
            actions.convene_conference(actor, case_id=story.case_id, venue="", starts_at=soon())


def test_bad_input_is_refused_with_a_sentence(cast: Cast, story: Story) -> None:
    with pytest.raises(NoSubject):
        actions.convene_forum(cast.wulan, subject="", venue="", starts_at=soon())
    with pytest.raises(StartIsNotSensible):
        actions.convene_forum(cast.wulan, subject="x", venue="", starts_at=soon(-2))
    meeting_id = conference(cast, story)
    with pytest.raises(InvitedAlready):
        invite(cast, meeting_id, cast.hospital, cast.siti, [])
    with pytest.raises(PersonNeeded):
        actions.invite_agency(cast.dewi, meeting_id=meeting_id, agency_id=cast.police.id)
    with pytest.raises(PersonNeeded):
        invite(cast, meeting_id, cast.police, cast.siti, [])
    with pytest.raises(MandateNeeded):
        actions.answer_invitation(cast.siti, meeting_id=meeting_id, answer="coming")
    with pytest.raises(NotAtThisMoment):
        actions.close_minutes(cast.dewi, meeting_id=meeting_id)


def test_no_words_of_a_meeting_leave_in_events_and_work(cast: Cast, story: Story) -> None:
    meeting_id = conference(cast, story)
    hold(cast, meeting_id)
    actions.add_item(cast.dewi, meeting_id=meeting_id, title=TOLD)
    decision_id = decide(cast, meeting_id, cast.hospital)
    plan(cast, meeting_id)
    actions.close_minutes(cast.dewi, meeting_id=meeting_id)
    actions.decline_decision(cast.siti, decision_id=decision_id, reason="other", words=TOLD)
    for row in apps.get_model("events.EventRow").objects.all():
        assert MARKER not in str(row.payload)
    for item in apps.get_model("sops.WorkItem").objects.all():
        assert MARKER not in f"{item.reference}"


# --- small helpers ----------------------------------------------------------------------------------------------------


def opened_or_none(actor: Actor, story: Story) -> Any:
    try:
        return opened_parts(actor, story.case_id, list(Part))
    except NotFound:
        return None


def joint_action(cast: Cast, story: Story, agency: Agency) -> Any:
    goals = get_plan(cast.dewi, story.case_id, is_agreed_only=True).goals
    found = [one for goal in goals for one in goal.actions if one.agency_id == agency.id]
    return next(one for one in found if one.title.startswith(f"{MARKER}putusan"))


def clock_at(moment: Any) -> Any:
    return clock.at(moment)
