"""Who may see a case, on its own page: giving, ending, blocking, and the emergency."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client

from anyam.casework.cases.actions import block_person, break_glass, give_access
from anyam.casework.cases.actions.breaking_glass import CaseNotOpened, TooManyEmergencies
from anyam.casework.cases.queries import case_ref, get_case
from anyam.casework.referrals.actions import accept_referral
from anyam.casework.referrals.models import SharingTemplate
from anyam.foundation.access import Actor, NotFound, Role, StepUpNeeded
from anyam.foundation.access.choices import BlockReason, Part, Reason
from anyam.foundation.access.models import Grant
from anyam.foundation.access.visibility import parts_open_to, standing
from anyam.foundation.core import clock
from anyam.foundation.events.models import EventRow
from tests.casework.district import CODE, District

SEEN = "Anak menangis di depan pintu."
Browser = Callable[..., Client]


def proven(actor: Actor) -> Actor:
    return replace(actor, confirmed_at=clock.now())


def test_access_given_for_a_conference_opens_the_chosen_parts_until_its_last_day(district: District) -> None:
    guest, case = district.person("Eka", district.police, Role.CASE_WORKER), district.case
    until = clock.now() + timedelta(days=3)
    give_access(
        district.manager,
        case_id=case.pk,
        user_id=guest.person_id,
        agency_id=guest.agency_id,
        parts=[Part.LEGAL],
        reason=Reason.CONFERENCE,
        until=until,
    )
    assert parts_open_to(guest, case.pk) == {Part.WORK, Part.LEGAL}
    assert not get_case(guest, case.pk).header.may_plan, "it was given to read"
    with clock.at(until - timedelta(seconds=1)):
        assert case_ref(guest, case.pk)
    with clock.at(until + timedelta(seconds=1)), pytest.raises(NotFound):
        case_ref(guest, case.pk)


def test_a_block_wins_over_every_grant_and_over_the_emergency(district: District) -> None:
    case, chief = district.case, district.supervisor
    assert case_ref(chief, case.pk)
    block_person(district.manager, case_id=case.pk, user_id=chief.person_id, reason=BlockReason.KIN)
    with pytest.raises(NotFound):
        case_ref(chief, case.pk)
    with pytest.raises(CaseNotOpened):
        break_glass(
            proven(chief),
            number=case.number,
            reason="unreachable",
            explanation=SEEN,
        )


def test_emergency_access_needs_a_fresh_proof_lasts_four_hours_and_leaves_an_event(
    district: District,
) -> None:
    case, helper = district.case, district.colleague
    words = {
        "number": case.number,
        "reason": "child_in_danger",
        "explanation": SEEN,
    }
    with pytest.raises(StepUpNeeded):
        break_glass(helper, **words)
    break_glass(proven(helper), **words)
    assert Part.ADDRESS in parts_open_to(helper, case.pk)
    assert not {Part.REPORTER, Part.LEGAL, Part.FILES} & parts_open_to(helper, case.pk)
    assert EventRow.objects.filter(kind="glass_broken", case_id=case.pk).count() == 1
    with clock.at(clock.now() + timedelta(hours=4, seconds=1)), pytest.raises(NotFound):
        case_ref(helper, case.pk)


def test_after_three_emergencies_in_a_day_a_supervisor_must_be_called(district: District) -> None:
    helper = proven(district.colleague)
    for _number in range(3):
        case = district.case_of(district.manager)
        break_glass(helper, number=case.number, reason="unreachable", explanation=SEEN)
    with pytest.raises(TooManyEmergencies):
        break_glass(helper, number=case.number, reason="unreachable", explanation=SEEN)


def test_the_manager_gives_and_ends_access_from_the_page(browser_of: Browser, district: District) -> None:
    guest, case = district.person("Eka", district.police, Role.CASE_WORKER), district.case
    browser = browser_of(district.manager)
    page = f"/kasus/{case.pk}/akses/"
    sent = {
        "person": f"{guest.user_id}:{guest.agency_id}",
        "reason": "conference",
        "parts": ["legal"],
        "until": (clock.today() + timedelta(days=5)).isoformat(),
    }
    assert browser.post(f"{page}beri/", sent).status_code == 302
    shown = browser.get(page).content.decode()
    assert "Eka" in shown
    assert "konferensi" in shown.lower()
    (grant,) = [one for one in _grants(case.pk) if one.reason == Reason.CONFERENCE]
    assert browser.post(f"{page}{grant.pk}/akhiri/").status_code == 302
    assert parts_open_to(guest, case.pk) == frozenset()


def test_what_an_agency_was_given_stands_once_and_ends_for_all_its_offices(
    browser_of: Browser, district: District
) -> None:
    SharingTemplate.objects.create(
        district_code=CODE,
        agency_kind="any",
        parts=[Part.HEALTH],
        changed_at=clock.now(),
    )
    sent, case = district.sent(), district.case
    accept_referral(district.doctor, referral_id=sent)
    assert Part.HEALTH in parts_open_to(district.doctor, case.pk)
    browser, page = browser_of(district.manager), f"/kasus/{case.pk}/akses/"
    assert browser.get(page).content.decode().count("/akhiri/") == 1
    grant = next(one for one in _grants(case.pk) if one.reason == Reason.REFERRAL)
    assert browser.post(f"{page}{grant.pk}/akhiri/").status_code == 302
    assert not [one for one in _grants(case.pk) if one.reason == Reason.REFERRAL]
    assert parts_open_to(district.doctor, case.pk) == frozenset()


def test_a_form_without_parts_says_what_is_missing(browser_of: Browser, district: District) -> None:
    answer = browser_of(district.manager).post(
        f"/kasus/{district.case.pk}/akses/beri/", {"reason": "conference"}
    )
    assert answer.status_code == 422


def test_who_may_only_read_cannot_give_access_on(browser_of: Browser, district: District) -> None:
    guest, case = district.person("Eka", district.police, Role.CASE_MANAGER), district.case
    give_access(
        district.manager,
        case_id=case.pk,
        user_id=guest.person_id,
        agency_id=guest.agency_id,
        parts=[Part.LEGAL],
        reason=Reason.CONFERENCE,
        until=clock.now() + timedelta(days=3),
    )
    assert browser_of(guest).get(f"/kasus/{case.pk}/akses/beri/").status_code == 404


def _grants(case_id):
    return Grant.objects.filter(standing(), dossier_id=case_id)
