"""Two officers at the same moment, in two real transactions: exactly one wins and the other is told by whom."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection
from django.utils.translation import override

from anyam.casework.meetings.actions import (
    SomebodyElseWrote,
    add_item,
    convene_conference,
    open_meeting,
    write_minutes,
)
from anyam.casework.meetings.models import AgendaItem
from anyam.casework.referrals.actions import (
    NotTheMoment,
    accept_referral,
    ask_information,
    decline_referral,
    expire_due_referrals,
    redirect_referral,
    withdraw_referral,
)
from anyam.casework.referrals.choices import (
    DeclineReason,
    RedirectReason,
    ReferralState,
    Urgency,
    WithdrawReason,
)
from anyam.casework.referrals.models import Referral
from anyam.casework.sops.models import WorkItem
from anyam.foundation.access import Actor
from anyam.foundation.core import clock
from anyam.foundation.events.models import EventRow
from tests.casework.district import District

ANSWERS = ["referral_accepted", "referral_declined", "referral_redirected", "referral_withdrawn"]


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Run all acts at the same moment; their results, or what they raised."""
    start = Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        try:
            with override("en"):
                start.wait()
                return act() or "done"
        except Exception as problem:
            return problem
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


@pytest.mark.parametrize("_try", range(5))
def test_of_accept_and_decline_exactly_one_wins_and_the_other_is_told(living_district: District, _try: int):
    district = living_district
    referral_id, second = district.sent(), district.second_doctor
    results = at_once(
        lambda: accept_referral(district.doctor, referral_id=referral_id),
        lambda: decline_referral(second, referral_id=referral_id, reason=DeclineReason.FULL),
    )
    refused = [r for r in results if isinstance(r, NotTheMoment)]
    assert [r for r in results if r == "done"] == ["done"]
    assert len(refused) == 1
    sentence = str(refused[0])
    winner = "Siti, RSUD" if results[0] == "done" else "Joko, RSUD"
    verb = "accepted" if results[0] == "done" else "declined"
    assert f"was {verb} on" in sentence
    assert winner in sentence
    assert EventRow.objects.filter(subject_id=referral_id, kind__in=ANSWERS).count() == 1
    assert Referral.objects.get(id=referral_id).state == verb


def test_of_five_different_answers_exactly_one_wins(living_district: District):
    district = living_district
    referral_id, second = district.sent(), district.second_doctor
    results = at_once(
        lambda: accept_referral(district.doctor, referral_id=referral_id),
        lambda: accept_referral(second, referral_id=referral_id),
        lambda: decline_referral(district.doctor, referral_id=referral_id, reason=DeclineReason.FULL),
        lambda: redirect_referral(
            second,
            referral_id=referral_id,
            service_id=district.investigation.id,
            reason=RedirectReason.BETTER_FIT,
        ),
    )
    assert sum(isinstance(r, NotTheMoment) for r in results) == 3, results
    assert EventRow.objects.filter(subject_id=referral_id, kind__in=ANSWERS).count() == 1
    assert WorkItem.objects.open().filter(subject_id=referral_id).count() <= 1


def test_the_clock_and_a_late_answer_never_both_win_half(living_district: District):
    district = living_district
    referral_id = district.sent(urgency=Urgency.EMERGENCY)
    Referral.objects.filter(id=referral_id).update(response_due_at=clock.now())
    results = at_once(
        lambda: accept_referral(district.doctor, referral_id=referral_id),
        lambda: expire_due_referrals(Actor.system("test clock")),
    )
    assert results[0] == "done", results
    assert Referral.objects.get(id=referral_id).state == ReferralState.ACCEPTED
    assert not WorkItem.objects.open().filter(subject_id=referral_id, role="coordinator").exists()


def test_a_question_and_a_withdrawal_at_once_leave_one_owner(living_district: District):
    district = living_district
    referral_id = district.sent()
    at_once(
        lambda: ask_information(district.doctor, referral_id=referral_id, question="?"),
        lambda: withdraw_referral(
            district.manager, referral_id=referral_id, reason=WithdrawReason.NOT_NEEDED
        ),
    )
    assert Referral.objects.get(id=referral_id).state == ReferralState.WITHDRAWN
    assert not WorkItem.objects.open().filter(subject_id=referral_id).exists()


def test_a_form_sent_five_times_at_once_makes_one_referral(living_district: District):
    district, submission = living_district, uuid4()
    assert district.case.pk  # made here: the threads speak for people, not for the test
    results = at_once(*[lambda: district.drafted(once=submission)] * 5)
    assert len({str(r) for r in results}) == 1, results
    assert Referral.objects.count() == 1


def test_two_people_write_the_same_minutes_at_once_and_exactly_one_is_told(living_district: District):
    district = living_district
    meeting_id = convene_conference(
        district.manager, case_id=district.case.id, venue="", starts_at=clock.now() + timedelta(hours=1)
    )
    item_id = add_item(district.manager, meeting_id=meeting_id, title="Pengasuhan")
    open_meeting(district.manager, meeting_id=meeting_id)
    second = district.supervisor

    def write(who: Actor, text: str) -> object:
        return write_minutes(who, meeting_id=meeting_id, item_id=item_id, text=text, seen=0, form=uuid4())

    results = at_once(lambda: write(district.manager, "Nenek hadir"), lambda: write(second, "Paman hadir"))
    assert sum(isinstance(one, SomebodyElseWrote) for one in results) == 1, results
    assert [one for one in results if not isinstance(one, Exception)] == [1]
    kept = AgendaItem.objects.get(pk=item_id)
    assert kept.version == 1
    assert kept.minutes == ("Nenek hadir" if results[0] == 1 else "Paman hadir")
