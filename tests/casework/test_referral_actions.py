"""Referrals on the real database: what each side may do, see and is told."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.utils.translation import override

from anyam.casework.messages.queries import find_notifications
from anyam.casework.referrals.actions import (
    AlreadyReferred,
    AppointmentInThePast,
    CaseIsClosed,
    NotTheMoment,
    NumberMustBeSafe,
    RemindedAlready,
    SameService,
    TextIsMissing,
    accept_referral,
    answer_information,
    ask_information,
    change_draft,
    close_expired_referral,
    complete_referral,
    decline_referral,
    draft_referral,
    expire_due_referrals,
    fail_referral,
    record_served,
    redirect_referral,
    remind_receiver,
    resend_referral,
    schedule_referral,
    see_referral,
    send_referral,
    stop_looking,
    withdraw_referral,
)
from anyam.casework.referrals.choices import (
    DeclineReason,
    FailReason,
    Outcome,
    RedirectReason,
    ReferralState,
    SharingBasis,
    Urgency,
    WithdrawReason,
)
from anyam.casework.referrals.models import Referral
from anyam.casework.referrals.queries import (
    count_waiting,
    find_expired,
    find_for_case,
    find_inbox,
    find_outbox,
    find_queue,
    get_referral,
)
from anyam.casework.sops.choices import WorkKind
from anyam.casework.sops.queries import find_my_work
from anyam.foundation.access import Actor, NotFound
from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.events.models import EventRow
from anyam.foundation.events.reactions import delivered_at_once
from anyam.registry.agencies.choices import Need
from tests.casework.district import SECRET, District, summary

MONDAY = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)  # 09.00 WIB
CLOCK = Actor.system("test clock")


@pytest.fixture(autouse=True)
def monday():
    with clock.at(MONDAY), delivered_at_once(), override("en"):
        yield


def kinds_of_work(actor: Actor) -> set[str]:
    return {row.kind for group in find_my_work(actor).groups for row in group.rows}


def told(actor: Actor) -> list[str]:
    return [row.kind.value for row in find_notifications(actor).rows]


def state_of(referral_id) -> str:
    return Referral.objects.get(id=referral_id).state


# --- the whole way --------------------------------------------------------------------------------------------------


def test_the_whole_way_from_draft_to_outcome(district: District):
    referral_id = district.drafted()
    with pytest.raises(NotFound):
        get_referral(district.doctor, referral_id)
    send_referral(district.manager, referral_id=referral_id)
    assert kinds_of_work(district.doctor) == {WorkKind.ANSWER_REFERRAL}
    assert see_referral(district.doctor, referral_id=referral_id)
    assert not see_referral(district.doctor, referral_id=referral_id)
    accept_referral(district.doctor, referral_id=referral_id)
    assert kinds_of_work(district.doctor) == {WorkKind.SCHEDULE_SERVICE}
    appointment = MONDAY + timedelta(days=2)
    schedule_referral(district.doctor, referral_id=referral_id, scheduled_for=appointment)
    assert kinds_of_work(district.doctor) == {WorkKind.GIVE_SERVICE}
    with clock.at(appointment + timedelta(hours=1)):
        record_served(district.doctor, referral_id=referral_id, served_on=clock.today())
        assert kinds_of_work(district.doctor) == {WorkKind.REPORT_OUTCOME}
        complete_referral(district.doctor, referral_id=referral_id, outcome=Outcome.NEED_MET, note="Selesai")
    detail = get_referral(district.manager, referral_id)
    assert detail.row.state is ReferralState.COMPLETED
    assert [m.text for m in detail.messages] == ["Selesai"]
    assert not kinds_of_work(district.doctor)
    assert "referral_completed" in told(district.manager)
    assert EventRow.objects.filter(case_id=district.case.id, kind="referral_completed").count() == 1


def test_every_clock_that_ran_has_an_end_and_a_reason(district: District):
    from anyam.casework.sops.models import WorkItem

    referral_id = district.sent()
    accept_referral(district.doctor, referral_id=referral_id)
    fail_referral(district.doctor, referral_id=referral_id, reason=FailReason.NOT_REACHED)
    stop_looking(district.manager, referral_id=referral_id)
    ended = WorkItem.objects.filter(subject_id=referral_id)
    assert ended.count() == 3
    assert all(item.ended_at and item.end_reason for item in ended)


# --- the response clock ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("urgency", "due"),
    [
        (Urgency.EMERGENCY, "2026-11-16T11:00"),
        (Urgency.URGENT, "2026-11-17T09:00"),
        (Urgency.NORMAL, "2026-11-19T09:00"),
    ],
)
def test_the_response_clock_follows_the_urgency(district: District, urgency, due):
    referral = Referral.objects.get(id=district.sent(urgency=urgency))
    assert clock.local(referral.response_due_at).isoformat()[:16] == due


def test_a_question_hands_the_clock_to_the_sender_and_back(district: District):
    referral_id = district.sent(urgency=Urgency.NORMAL)  # 24 working hours
    with clock.at(MONDAY + timedelta(hours=4)):
        ask_information(district.doctor, referral_id=referral_id, question="Sudah visum?")
        assert kinds_of_work(district.manager) == {WorkKind.ANSWER_QUESTION}
        assert not kinds_of_work(district.doctor)
    with clock.at(MONDAY + timedelta(days=7)):
        assert expire_due_referrals(CLOCK) == 0
        answer_information(district.manager, referral_id=referral_id, answer="Belum")
        referral = Referral.objects.get(id=referral_id)
        assert clock.local(referral.response_due_at).isoformat()[:16] == "2026-11-25T13:00"  # 20 hours left
        assert kinds_of_work(district.doctor) == {WorkKind.ANSWER_REFERRAL}
    assert [m.text for m in get_referral(district.doctor, referral_id).messages] == ["Sudah visum?", "Belum"]


def test_silence_goes_to_the_coordinator_who_sees_nothing_of_the_child(district: District):
    referral_id = district.sent(urgency=Urgency.EMERGENCY)
    with clock.at(MONDAY + timedelta(hours=1)):
        assert expire_due_referrals(CLOCK) == 0
        with pytest.raises(NotFound):
            get_referral(district.coordinator, referral_id)
    with clock.at(MONDAY + timedelta(hours=2, minutes=1)):
        assert expire_due_referrals(CLOCK) == 1
        assert expire_due_referrals(CLOCK) == 0
        assert kinds_of_work(district.coordinator) == {WorkKind.TAKE_UP_EXPIRED}
        assert told(district.coordinator) == ["referral_escalated"]
        assert "referral_expired" in told(district.manager)
        seen = get_referral(district.coordinator, referral_id)
        assert seen.summary is None
        assert seen.row.case_id is None
        assert SECRET not in repr(seen)
        assert SECRET not in repr(find_expired(district.coordinator))
        assert seen.may_remind
        assert seen.may_close


def test_the_coordinator_reminds_and_the_clock_runs_once_more(district: District):
    referral_id = district.sent(urgency=Urgency.EMERGENCY)
    with clock.at(MONDAY + timedelta(hours=3)):
        expire_due_referrals(CLOCK)
        remind_receiver(district.coordinator, referral_id=referral_id)
        referral = Referral.objects.get(id=referral_id)
        assert referral.state == ReferralState.SENT
        assert referral.response_due_at == clock.now() + timedelta(hours=2)
        assert not kinds_of_work(district.coordinator)
        assert kinds_of_work(district.doctor) == {WorkKind.ANSWER_REFERRAL}


def test_the_coordinator_closes_and_the_sender_looks_on(district: District):
    referral_id = district.sent(urgency=Urgency.EMERGENCY)
    with clock.at(MONDAY + timedelta(hours=3)):
        expire_due_referrals(CLOCK)
        close_expired_referral(district.coordinator, referral_id=referral_id)
        assert state_of(referral_id) == ReferralState.FAILED
        assert kinds_of_work(district.manager) == {WorkKind.FIND_NEXT_SERVICE}


def test_the_coordinator_proposes_another_service_without_sharing_anything(district: District):
    referral_id = district.sent(urgency=Urgency.EMERGENCY)
    with clock.at(MONDAY + timedelta(hours=3)):
        expire_due_referrals(CLOCK)
        proposed = redirect_referral(
            district.coordinator,
            referral_id=referral_id,
            service_id=district.investigation.id,
            reason=RedirectReason.NO_ANSWER,
        )
        assert state_of(proposed) == ReferralState.DRAFT
        for stranger in (district.coordinator, district.officer):
            with pytest.raises(NotFound):
                get_referral(stranger, proposed)
        shared = get_referral(district.manager, proposed).summary
        assert shared
        assert shared.child_name == SECRET


def test_a_late_yes_is_better_than_none(district: District):
    referral_id = district.sent(urgency=Urgency.EMERGENCY)
    with clock.at(MONDAY + timedelta(hours=3)):
        expire_due_referrals(CLOCK)
        accept_referral(district.doctor, referral_id=referral_id)
        assert not kinds_of_work(district.coordinator)


def test_the_sender_sends_again_after_silence(district: District):
    referral_id = district.sent(urgency=Urgency.EMERGENCY)
    with clock.at(MONDAY + timedelta(hours=3)):
        expire_due_referrals(CLOCK)
        resend_referral(district.manager, referral_id=referral_id)
        assert state_of(referral_id) == ReferralState.SENT


# --- redirecting, declining, withdrawing ----------------------------------------------------------------------------


def test_the_receiver_proposes_and_the_sender_decides_what_is_shared(district: District):
    referral_id = district.sent()
    proposed = redirect_referral(
        district.doctor,
        referral_id=referral_id,
        service_id=district.investigation.id,
        reason=RedirectReason.COMPETENCE,
    )
    with pytest.raises(NotFound):
        get_referral(district.officer, proposed)
    assert kinds_of_work(district.manager) == {WorkKind.SEND_REFERRAL}
    change_draft(
        district.manager,
        referral_id=proposed,
        urgency=Urgency.URGENT,
        sharing_basis=SharingBasis.GUARDIAN,
        summary=summary(child_name=""),
    )
    send_referral(district.manager, referral_id=proposed)
    received = get_referral(district.officer, proposed)
    assert received.summary
    assert received.summary.child_name == ""
    assert received.came_from is None
    assert SECRET not in repr(received)
    assert get_referral(district.manager, proposed).came_from
    assert get_referral(district.doctor, referral_id).summary is None


def test_redirecting_to_the_same_service_is_refused_and_changes_nothing(district: District):
    referral_id = district.sent()
    with pytest.raises(SameService):
        redirect_referral(
            district.doctor,
            referral_id=referral_id,
            service_id=district.examination.id,
            reason=RedirectReason.FULL,
        )
    assert state_of(referral_id) == ReferralState.SENT


def test_after_a_refusal_the_sender_looks_on_and_the_receiver_forgets(district: District):
    referral_id = district.sent()
    decline_referral(district.doctor, referral_id=referral_id, reason=DeclineReason.FULL, note="Penuh")
    assert get_referral(district.doctor, referral_id).summary is None
    assert not get_referral(district.doctor, referral_id).messages
    assert kinds_of_work(district.manager) == {WorkKind.FIND_NEXT_SERVICE}
    district.sent(district.investigation, follows_id=referral_id)
    assert not kinds_of_work(district.manager)


def test_withdrawing_ends_the_receivers_view(district: District):
    referral_id = district.sent()
    withdraw_referral(district.manager, referral_id=referral_id, reason=WithdrawReason.CONSENT_WITHDRAWN)
    assert get_referral(district.doctor, referral_id).summary is None
    assert not kinds_of_work(district.doctor)
    assert "referral_withdrawn" in told(district.doctor)


# --- what is refused ------------------------------------------------------------------------------------------------


def test_a_second_answer_is_refused_with_who_when_and_where(district: District):
    referral_id = district.sent()
    accept_referral(district.doctor, referral_id=referral_id)
    with pytest.raises(NotTheMoment) as refused:
        decline_referral(district.second_doctor, referral_id=referral_id, reason=DeclineReason.FULL)
    sentence = str(refused.value.sentence)
    assert "accepted on 16 November 2026" in sentence
    assert "by Siti, RSUD" in sentence


def test_the_same_need_is_not_sent_twice_to_the_same_service(district: District):
    district.sent()
    with pytest.raises(AlreadyReferred):
        district.drafted()


def test_a_form_sent_twice_makes_one_referral(district: District):
    from uuid import uuid4

    submission = uuid4()
    assert district.drafted(once=submission) == district.drafted(once=submission)
    assert Referral.objects.count() == 1


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"request": " \x00 "}, TextIsMissing),
        ({"request": "x" * 4001}, Refusal),
        ({"child_name": "x" * 151}, Refusal),
        ({"contact_phone": "0812"}, NumberMustBeSafe),
    ],
)
def test_a_summary_that_cannot_be_kept_is_refused_beside_its_field(district: District, given, refusal):
    with pytest.raises(refusal) as refused:
        draft_referral(
            district.manager,
            case_id=district.case.id,
            service_id=district.examination.id,
            need=Need.HEALTH,
            urgency=Urgency.NORMAL,
            sharing_basis=SharingBasis.GUARDIAN,
            summary=summary(**given),
        )
    assert refused.value.field
    assert not Referral.objects.exists()


def test_an_appointment_in_the_past_is_refused_and_nothing_is_half_written(district: District):
    referral_id = district.sent()
    accept_referral(district.doctor, referral_id=referral_id)
    with pytest.raises(AppointmentInThePast):
        schedule_referral(district.doctor, referral_id=referral_id, scheduled_for=MONDAY - timedelta(hours=1))
    assert state_of(referral_id) == ReferralState.ACCEPTED
    assert kinds_of_work(district.doctor) == {WorkKind.SCHEDULE_SERVICE}


def test_reminders_are_not_rained_down(district: District):
    referral_id = district.sent()
    remind_receiver(district.manager, referral_id=referral_id)
    with pytest.raises(RemindedAlready):
        remind_receiver(district.manager, referral_id=referral_id)


# --- who sees what --------------------------------------------------------------------------------------------------


def test_only_the_two_sides_see_a_referral(district: District):
    referral_id = district.sent()
    assert get_referral(district.supervisor, referral_id).is_sender
    assert get_referral(district.doctor, referral_id).is_receiver
    for stranger in (
        district.colleague,
        district.officer,
        district.head,
        district.coordinator,
        district.regent,
        district.administrator,
        Actor.nobody(),
    ):
        with pytest.raises(NotFound):
            get_referral(stranger, referral_id)
        with pytest.raises(NotFound):
            accept_referral(stranger, referral_id=referral_id)
        with pytest.raises(NotFound):
            withdraw_referral(stranger, referral_id=referral_id, reason=WithdrawReason.MISTAKE)


def test_the_receiver_does_not_learn_the_case(district: District):
    referral_id = district.sent()
    seen = get_referral(district.doctor, referral_id)
    assert seen.row.case_id is None
    assert seen.row.case_number == ""
    assert district.case.number not in repr(seen)


def test_the_lists_of_both_sides(district: District):
    referral_id = district.sent()
    assert [row.id for row in find_inbox(district.doctor).rows] == [referral_id]
    assert count_waiting(district.doctor) == 1
    assert count_waiting(district.regent) == 0
    assert [row.id for row in find_outbox(district.manager).rows] == [referral_id]
    assert [row.id for row in find_outbox(district.supervisor).rows] == [referral_id]
    assert not find_outbox(district.colleague).rows
    assert [row.case_number for row in find_for_case(district.manager, district.case.id)] == [
        district.case.number
    ]
    queue = find_queue(district.head)
    assert [row.id for row in queue.rows] == [referral_id]
    assert SECRET not in repr(queue)


def test_notifications_carry_nothing_of_the_child(district: District):
    referral_id = district.sent()
    ask_information(district.doctor, referral_id=referral_id, question=SECRET)
    for actor in (district.doctor, district.manager):
        rows = find_notifications(actor).rows
        assert rows
        assert not any(SECRET in row.sentence for row in rows)
    assert not EventRow.objects.filter(payload__icontains=SECRET).exists()


def test_answers_go_to_the_new_manager_of_a_case(district: District):
    from anyam.casework.cases.actions import assign_case

    referral_id = district.sent()
    assign_case(district.supervisor, case_id=district.case.id, manager_id=district.colleague.user_id)
    assert [row.id for row in find_outbox(district.colleague).rows] == [referral_id]
    assert not find_outbox(district.manager).rows
    ask_information(district.doctor, referral_id=referral_id, question="?")
    assert WorkKind.ANSWER_QUESTION in kinds_of_work(district.colleague)
    with pytest.raises(NotFound):
        get_referral(district.manager, referral_id)


def test_drafts_of_a_closed_case_are_thrown_away(district: District):
    from anyam.casework.referrals.actions import withdraw_drafts_of

    referral_id = district.drafted()
    assert withdraw_drafts_of(Actor.system("case closed"), case_id=district.case.id) == 1
    assert state_of(referral_id) == ReferralState.WITHDRAWN


def test_nothing_is_sent_again_for_a_closed_case(district: District):
    from anyam.casework.cases.models import Case

    referral_id = district.sent(urgency=Urgency.EMERGENCY)
    with clock.at(MONDAY + timedelta(hours=3)):
        expire_due_referrals(CLOCK)
        Case.objects.filter(id=district.case.id).update(state="closed", stage="closed", closed_at=clock.now())
        with pytest.raises(CaseIsClosed):
            resend_referral(district.manager, referral_id=referral_id)
    assert state_of(referral_id) == ReferralState.EXPIRED
