"""What a block and a part of the access table keep closed, whatever stood open before."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.apps import apps

from anyam.casework.cases import actions as cases
from anyam.casework.cases.actions.cases import HasConflict
from anyam.casework.cases.models import Case
from anyam.casework.cases.queries import get_report
from anyam.casework.cases.results import ChildInput
from anyam.casework.consents.actions import withdraw_consent
from anyam.casework.referrals import actions as referrals
from anyam.casework.referrals.choices import SharingBasis, Urgency
from anyam.casework.referrals.queries import find_inbox, get_referral
from anyam.foundation.access import NotFound, Role
from anyam.foundation.access.choices import BlockReason, Part, Reason
from anyam.foundation.access.granting import Principal
from anyam.foundation.access.models import Grant
from anyam.foundation.access.row_context import acting
from anyam.foundation.core import clock
from anyam.registry.agencies.choices import Need
from tests.casework import main_job
from tests.casework.consents import consent_to_share
from tests.cast import Cast, Story, a_summary


def test_who_is_barred_after_a_referral_was_sent_sees_it_no_more(cast: Cast, story: Story) -> None:
    beside = cast.person("Kerabat", cast.police, Role.PARTNER_OFFICER)
    assert get_referral(beside, story.referral_id).summary is not None
    cases.block_person(cast.dewi, case_id=story.case_id, user_id=beside.person_id, reason=BlockReason.KIN)
    with pytest.raises(NotFound):
        get_referral(beside, story.referral_id)
    assert not find_inbox(beside).rows
    with acting(beside):
        assert not apps.get_model("referrals.ReferralSummary").objects.exists()
    assert get_referral(cast.rudi, story.referral_id).summary is not None


def test_the_course_of_the_work_does_not_open_what_was_answered_about_health(
    cast: Cast, story: Story
) -> None:
    seat = Principal.seat(cast.maya.person_id, cast.other_centre.id)
    given = {"principal": seat.id, "dossier_id": story.case_id, "reason": Reason.CONFERENCE}
    grant = Grant.objects.create(**given, parts=[Part.WORK], since=clock.now())
    answers = apps.get_model("cases.HealthAnswer").objects
    with acting(cast.maya):
        assert not answers.exists()
    grant.parts = [Part.WORK, Part.HEALTH]
    grant.save()
    with acting(cast.maya):
        assert answers.exists()


def test_who_may_only_read_records_no_consent_and_drafts_no_referral(cast: Cast, story: Story) -> None:
    guest = cast.person("Tamu", cast.police, Role.CASE_WORKER)
    cases.give_access(
        cast.dewi,
        case_id=story.case_id,
        user_id=guest.person_id,
        agency_id=cast.police.id,
        parts=[Part.IDENTITY, Part.NARRATIVE],
        reason=Reason.CONFERENCE,
        until=clock.now() + timedelta(days=1),
    )
    consent_id = consent_to_share(cast.dewi, story.case_id, agencies=(cast.school.id,))
    with pytest.raises(NotFound):
        consent_to_share(guest, story.case_id, agencies=(cast.school.id,))
    with pytest.raises(NotFound):
        withdraw_consent(guest, case_id=story.case_id, consent_id=consent_id, withdrawn_by="grandparent")
    with pytest.raises(NotFound):
        referrals.draft_referral(
            guest,
            case_id=story.case_id,
            service_id=cast.school.service_id,
            need=Need.EDUCATION,
            urgency=Urgency.URGENT,
            sharing_basis=SharingBasis.GUARDIAN,
            summary=a_summary(),
        )


def test_a_block_follows_the_child_into_the_next_report_and_its_case(cast: Cast, story: Story) -> None:
    child = Case.objects.get(pk=story.case_id).child_id
    kin = cast.person("Kerabat", cast.centre, Role.SUPERVISOR)
    cases.block_person(cast.dewi, case_id=story.case_id, user_id=kin.person_id, reason=BlockReason.KIN)
    report = main_job.a_report(children=(ChildInput(full_name="", person_id=child),))
    report_id = cases.take_report(cast.ratna, report=report)
    with pytest.raises(NotFound):
        get_report(kin, report_id)
    assert get_report(cast.ratna, report_id)


def test_a_case_goes_to_nobody_who_is_barred_from_the_child(cast: Cast, story: Story) -> None:
    other = cast.person("Kerabat", cast.centre, Role.CASE_MANAGER)
    cases.block_person(cast.dewi, case_id=story.case_id, user_id=other.person_id, reason=BlockReason.KIN)
    with pytest.raises(HasConflict):
        cases.assign_case(cast.dewi, case_id=story.case_id, manager_id=other.person_id)
