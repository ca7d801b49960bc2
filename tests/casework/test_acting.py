"""Who is already acting: asked inside the action, told as far as one may know, and what was chosen is kept."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from anyam.casework.acting import actions as acting_actions
from anyam.casework.acting.actions import AlreadyActing
from anyam.casework.acting.choices import ActKind, Choice, Despite, JoinAnswer
from anyam.casework.acting.models import ChoiceMade, JoinWish
from anyam.casework.acting.queries import count_choices, get_join_wish
from anyam.casework.cases import actions as cases
from anyam.casework.cases import queries
from anyam.casework.cases.results import ChildInput
from anyam.casework.referrals import actions as referrals
from anyam.casework.referrals.choices import DeclineReason, RedirectReason, SharingBasis, Urgency
from anyam.casework.referrals.models import Referral
from anyam.casework.rights.actions import merge_people
from anyam.casework.sops.actions import change_promised_time
from anyam.casework.sops.choices import PromiseKey, WorkKind
from anyam.casework.sops.queries import find_my_work
from anyam.foundation.access import Actor, NotFound
from anyam.foundation.access.choices import BlockReason, Part
from anyam.foundation.access.models import Block, Grant
from anyam.foundation.access.row_context import acting
from anyam.foundation.core import clock
from anyam.foundation.core.working_time import Counting
from anyam.foundation.events.models import EventRow
from anyam.registry.agencies.choices import Need
from anyam.registry.people.models import Merging
from tests.casework.test_one_child import case_of
from tests.cast import SYSTEM, Agency, Cast, a_report, a_summary


@pytest.fixture
def cast(db: None) -> Cast:
    return Cast()


@pytest.fixture
def clinic(cast: Cast) -> Agency:
    return cast.agency("Puskesmas", "health_centre", Need.HEALTH)


def draft(cast: Cast, case_id: UUID, to: Agency, need: Need = Need.HEALTH, **more: Any) -> UUID:
    return referrals.draft_referral(
        more.pop("by", cast.dewi),
        case_id=case_id,
        service_id=to.service_id,
        need=need,
        urgency=Urgency.NORMAL,
        sharing_basis=SharingBasis.SAFETY,
        basis_reason="danger",
        summary=a_summary(),
        **more,
    )


def sent(cast: Cast, case_id: UUID, to: Agency, need: Need = Need.HEALTH, **more: Any) -> UUID:
    by = more.get("by", cast.dewi)
    referral_id = draft(cast, case_id, to, need, **more)
    referrals.send_referral(by, referral_id=referral_id)
    return referral_id


def served(
    actor: Actor, case_id: UUID, by: Agency, *, on: date | None = None, need: str = "health", **more: Any
) -> UUID:
    return cases.record_contact(
        actor, case_id=case_id, kind="service", on=on or clock.today(), agency_id=by.id, need=need, **more
    )


def asked(act: Any) -> AlreadyActing:
    with pytest.raises(AlreadyActing) as caught:
        act()
    return caught.value


def goal_of(cast: Cast, case_id: UUID) -> UUID:
    return cases.save_goal(cast.dewi, case_id=case_id, text="Sehat kembali")


def planned(cast: Cast, case_id: UUID, by: Agency, need: str = "health", **more: Any) -> UUID:
    return cases.save_plan_action(
        cast.dewi,
        case_id=case_id,
        goal_id=goal_of(cast, case_id),
        title="Memeriksa kesehatan",
        need=need,
        agency_id=by.id,
        due_on=clock.today() + timedelta(days=14),
        **more,
    )


def test_a_referral_for_what_another_agency_does_is_refused_with_contact_and_date(
    cast: Cast, clinic: Agency
) -> None:
    case_id, _child = case_of(cast, "Melati Putri")
    sent(cast, case_id, cast.hospital)
    refusal = asked(lambda: draft(cast, case_id, clinic))
    (known,) = refusal.found.known
    assert (known.agency_name, known.agency_phone) == ("RSUD Tulungagung", "0355321000")
    assert (known.lead_name, known.begun_on) == ("Dewi", clock.today())
    assert refusal.field == "despite"
    assert not ChoiceMade.objects.exists(), "looking is not choosing"


def test_going_on_with_a_reason_saves_and_is_recorded_and_counted(cast: Cast, clinic: Agency) -> None:
    case_id, _child = case_of(cast, "Melati Putri")
    sent(cast, case_id, cast.hospital)
    referral_id = draft(cast, case_id, clinic, despite=Despite.OTHER_PART)
    kept = ChoiceMade.objects.get()
    assert (kept.choice, kept.reason, kept.subject_id) == (Choice.WENT_ON, Despite.OTHER_PART, referral_id)
    event = EventRow.objects.get(kind="overlap_accepted")
    assert (event.subject_id, event.case_id, event.payload["reason"]) == (referral_id, case_id, "other_part")
    assert "agency_id" not in event.payload, "the other agency does not stand in the event"
    counted = count_choices(cast.wulan, since=clock.today())
    assert [(row.count, row.reason_label != "") for row in counted.rows] == [(1, True)]
    referrals.send_referral(cast.dewi, referral_id=referral_id)  # what was known is not asked about twice


def test_what_began_between_draft_and_sending_is_asked_at_sending(cast: Cast, clinic: Agency) -> None:
    case_id, _child = case_of(cast, "Melati Putri")
    referral_id = draft(cast, case_id, clinic)
    served(cast.dewi, case_id, cast.hospital)
    asked(lambda: referrals.send_referral(cast.dewi, referral_id=referral_id))
    referrals.send_referral(cast.dewi, referral_id=referral_id, despite="agreed")
    assert ChoiceMade.objects.get().reason == "agreed"


def test_whoever_passes_a_referral_on_is_not_asked_about(cast: Cast, clinic: Agency) -> None:
    case_id, _child = case_of(cast, "Melati Putri")
    planned(cast, case_id, cast.hospital)
    referral_id = sent(cast, case_id, cast.hospital)
    referrals.redirect_referral(
        cast.siti, referral_id=referral_id, service_id=clinic.service_id, reason=RedirectReason.BETTER_FIT
    )
    prepared = Referral.objects.get(follows_id=referral_id)
    referrals.send_referral(cast.dewi, referral_id=prepared.pk)
    assert not ChoiceMade.objects.exists()


def test_what_one_went_on_with_is_not_asked_again_for_the_same_agency(cast: Cast, clinic: Agency) -> None:
    case_id, _child = case_of(cast, "Melati Putri")
    served(cast.dewi, case_id, cast.hospital)
    served(cast.dewi, case_id, clinic, despite=Despite.AGREED)
    served(cast.dewi, case_id, clinic)
    asked(lambda: served(cast.dewi, case_id, cast.ngo))  # another agency is another question
    asked(lambda: draft(cast, case_id, clinic))  # another kind of work too
    assert ChoiceMade.objects.count() == 1


@pytest.mark.parametrize("despite", ["", None, "because", "went_on"])
def test_an_unknown_reason_is_no_reason(cast: Cast, clinic: Agency, despite: str | None) -> None:
    case_id, _child = case_of(cast, "Melati Putri")
    sent(cast, case_id, cast.hospital)
    asked(lambda: draft(cast, case_id, clinic, despite=despite))
    assert queries.case_ref(cast.dewi, case_id)  # nothing else broke


def test_a_plan_action_is_asked_about_and_two_in_one_plan_are_not(cast: Cast, clinic: Agency) -> None:
    case_id, _child = case_of(cast, "Melati Putri")
    sent(cast, case_id, cast.hospital)
    asked(lambda: planned(cast, case_id, clinic))
    planned(cast, case_id, cast.hospital)  # the agency itself is no other agency
    planned(cast, case_id, clinic)  # both stand in one plan now
    assert not ChoiceMade.objects.exists()


def test_sharing_the_plan_silences_referrals_and_services_of_both(cast: Cast, clinic: Agency) -> None:
    case_id, _child = case_of(cast, "Melati Putri")
    planned(cast, case_id, cast.hospital)
    planned(cast, case_id, clinic)
    sent(cast, case_id, cast.hospital)
    sent(cast, case_id, clinic)
    served(cast.dewi, case_id, clinic)
    assert not ChoiceMade.objects.exists()


def test_a_service_by_a_second_agency_is_asked_about_and_a_telephone_call_is_not(
    cast: Cast, clinic: Agency
) -> None:
    case_id, _child = case_of(cast, "Melati Putri")
    served(cast.dewi, case_id, cast.hospital)
    asked(lambda: served(cast.dewi, case_id, clinic))
    asked(lambda: served(cast.dewi, case_id, clinic, need="medico_legal"))  # one family of needs
    served(cast.dewi, case_id, clinic, need="education")
    for kind in ("phone", "coordination"):
        cases.record_contact(
            cast.dewi, case_id=case_id, kind=kind, on=clock.today(), agency_id=clinic.id, need="health"
        )
    served(cast.dewi, case_id, clinic, despite=Despite.WAS_DONE)


def test_two_home_visits_are_the_same_service_whatever_the_need(cast: Cast) -> None:
    case_id, _child = case_of(cast, "Melati Putri")
    visit = {"case_id": case_id, "kind": "home_visit", "on": clock.today()}
    cases.record_contact(cast.dewi, **visit, agency_id=cast.police.id, need="law_enforcement")
    asked(lambda: cases.record_contact(cast.dewi, **visit, agency_id=cast.ngo.id))
    asked(lambda: cases.record_contact(cast.dewi, **visit, agency_id=cast.ngo.id, need="legal_aid"))


def test_thirty_days_are_the_district_s_to_change(cast: Cast, clinic: Agency) -> None:
    case_id, _child = case_of(cast, "Melati Putri")
    served(cast.dewi, case_id, cast.hospital, on=clock.today() - timedelta(days=30))
    asked(lambda: served(cast.dewi, case_id, clinic))
    change_promised_time(
        cast.agus,
        key=PromiseKey.ACTING_WINDOW,
        hours=Decimal(29 * 24),
        counting=Counting.CLOCK,
        source_note="SK 1/2026",
    )
    served(cast.dewi, case_id, clinic)
    assert not ChoiceMade.objects.exists()


def test_declined_and_expired_referrals_are_nobody_acting(cast: Cast, clinic: Agency) -> None:
    case_id, _child = case_of(cast, "Melati Putri")
    referral_id = sent(cast, case_id, cast.hospital)
    referrals.decline_referral(cast.siti, referral_id=referral_id, reason=DeclineReason.FULL)
    draft(cast, case_id, clinic)
    assert not ChoiceMade.objects.exists()


# --- what one may know ---------------------------------------------------------------------------------------------


def two_agencies(cast: Cast) -> tuple[UUID, UUID]:
    """Two records of one child, each with its case at another centre; merged by nobody who sees both: by the system."""
    first, one = case_of(cast, "Melati Putri")
    second, other = other_case(cast, "Mlati Putri")
    join(one, other)
    return first, second


def other_case(cast: Cast, name: str) -> tuple[UUID, UUID]:
    child = ChildInput(full_name=name, sex="female", place_code="35.04.11.2011")
    report_id = cases.take_report(cast.maya, report=a_report(children=(child,)))
    cases.triage_report(cast.maya, report_id=report_id, facts={"sexual_violence": True})
    case_id = cases.open_cases(cast.maya, report_id=report_id, manager_id=cast.maya.person_id)
    return case_id, queries.case_ref(cast.maya, case_id).child_id


def join(one: UUID, other: UUID) -> None:
    kept, gone = sorted((one, other))
    with acting(SYSTEM):
        Merging.objects.create(kept_id=kept, other_id=gone, reason="papers", merged_at=clock.now())


def test_of_a_case_that_is_not_open_only_the_sector_is_told(cast: Cast, clinic: Agency) -> None:
    mine, theirs = two_agencies(cast)
    served(cast.maya, theirs, cast.hospital)
    refusal = asked(lambda: draft(cast, mine, clinic))
    (known,) = refusal.found.known
    assert known.sector_label
    assert not known.is_full
    told = (known.agency_name, known.agency_phone, known.lead_name, known.begun_on, known.kind_label)
    assert told == ("", "", "", None, "")


def test_several_agencies_of_one_sector_are_not_even_counted(cast: Cast, clinic: Agency) -> None:
    mine, theirs = two_agencies(cast)
    second = cast.agency("RSIA", "hospital", Need.HEALTH)
    served(cast.maya, theirs, cast.hospital)
    served(cast.maya, theirs, second, despite="agreed")
    assert len(asked(lambda: draft(cast, mine, clinic)).found.known) == 1


def test_the_worker_is_sent_to_the_case_manager_and_the_case_manager_is_not(
    cast: Cast, clinic: Agency
) -> None:
    mine, theirs = two_agencies(cast)
    cases.assign_case(
        cast.ningsih, case_id=mine, manager_id=cast.dewi.person_id, worker_id=cast.yusuf.person_id
    )
    served(cast.maya, theirs, cast.hospital)
    assert asked(lambda: served(cast.yusuf, mine, clinic)).found.ask_name == "Dewi"
    assert asked(lambda: served(cast.dewi, mine, clinic)).found.ask_name == ""


def test_records_that_were_never_merged_tell_nothing_of_each_other(cast: Cast, clinic: Agency) -> None:
    mine, _one = case_of(cast, "Melati Putri")
    theirs, _other = other_case(cast, "Melati Putri")
    served(cast.maya, theirs, cast.hospital)
    draft(cast, mine, clinic)
    assert not ChoiceMade.objects.exists()


def test_whoever_may_not_know_the_child_learns_of_nothing(cast: Cast, clinic: Agency) -> None:
    """A case worker to whom the course is open, but not who the child is."""
    mine, theirs = two_agencies(cast)
    served(cast.maya, theirs, cast.hospital)
    with acting(SYSTEM):
        for grant in Grant.objects.all():
            grant.parts = [part for part in grant.parts if part != Part.IDENTITY]
            grant.save()
    served(cast.dewi, mine, clinic)
    assert not ChoiceMade.objects.exists()


def test_a_stranger_is_answered_as_if_there_were_no_case(cast: Cast, clinic: Agency) -> None:
    mine, theirs = two_agencies(cast)
    served(cast.maya, theirs, cast.hospital)
    for stranger in (cast.bagus, cast.maya):
        with pytest.raises(NotFound):
            served(stranger, mine, clinic)
        with pytest.raises(NotFound):
            cases.answer_who_is_acting(
                stranger,
                case_id=mine,
                kind=ActKind.SERVICE,
                need="health",
                agency_id=clinic.id,
                choice=Choice.JOINED,
            )


def test_a_block_on_one_dossier_of_the_child_silences_everything(cast: Cast, clinic: Agency) -> None:
    """Blocks follow the child; where one was given to the other case alone, it wins here as well."""
    mine, theirs = two_agencies(cast)
    served(cast.maya, theirs, cast.hospital)
    with acting(SYSTEM):
        Block.objects.create(
            dossier_id=theirs, user_id=cast.dewi.user_id, reason=BlockReason.KIN, since=clock.now()
        )
    draft(cast, mine, clinic)
    assert not ChoiceMade.objects.exists()


def test_merged_records_in_sight_of_both_are_told_in_full(cast: Cast, clinic: Agency) -> None:
    first, one = case_of(cast, "Melati Putri")
    second, other = case_of(cast, "Mlati Putri", cast.bagus)
    merge_people(cast.ningsih, keep_id=one, other_id=other, reason="papers")
    cases.record_contact(
        cast.ningsih,
        case_id=second,
        kind="service",
        on=clock.today(),
        agency_id=cast.hospital.id,
        need="health",
    )
    (known,) = asked(lambda: served(cast.ningsih, first, clinic)).found.known
    assert (known.agency_name, known.lead_name) == ("RSUD Tulungagung", "Bagus")


# --- joining and leaving --------------------------------------------------------------------------------------------


def wish(cast: Cast, case_id: UUID, by: Agency, choice: Choice, actor: Actor | None = None) -> UUID:
    return cases.answer_who_is_acting(
        actor or cast.dewi,
        case_id=case_id,
        kind=ActKind.REFERRAL,
        need="health",
        agency_id=by.id,
        choice=choice,
    )


def test_leaving_it_saves_nothing_but_the_choice(cast: Cast, clinic: Agency) -> None:
    case_id, _child = case_of(cast, "Melati Putri")
    sent(cast, case_id, cast.hospital)
    wish(cast, case_id, clinic, Choice.DROPPED)
    assert ChoiceMade.objects.get().choice == Choice.DROPPED
    assert EventRow.objects.filter(kind="overlap_dropped", case_id=case_id).count() == 1
    with acting(SYSTEM):
        assert not JoinWish.objects.exists()


def test_joining_reaches_whoever_leads_the_other_work_and_tells_the_asker_nothing_more(
    cast: Cast, clinic: Agency
) -> None:
    mine, theirs = two_agencies(cast)
    served(cast.maya, theirs, cast.hospital)
    wish(cast, mine, clinic, Choice.JOINED)
    rows = [row for group in find_my_work(cast.maya).groups for row in group.rows]
    (row,) = [row for row in rows if row.kind is WorkKind.ANSWER_JOIN_WISH]
    told = get_join_wish(cast.maya, row.subject_id)
    assert (told.from_person, told.from_agency, told.may_answer) == ("Dewi", "ULT PSAI Tulungagung", True)
    with pytest.raises(NotFound):
        get_join_wish(cast.dewi, row.subject_id)
    acting_actions.answer_join_wish(cast.maya, wish_id=row.subject_id, answer=JoinAnswer.TOGETHER)
    rows = [row for group in find_my_work(cast.maya).groups for row in group.rows]
    assert not [row for row in rows if row.kind is WorkKind.ANSWER_JOIN_WISH]
    assert get_join_wish(cast.maya, told.id).may_answer is False


def test_asking_twice_makes_one_piece_of_work(cast: Cast, clinic: Agency) -> None:
    mine, theirs = two_agencies(cast)
    served(cast.maya, theirs, cast.hospital)
    wish(cast, mine, clinic, Choice.JOINED)
    wish(cast, mine, clinic, Choice.JOINED)
    with acting(SYSTEM):
        assert JoinWish.objects.count() == 1
    assert ChoiceMade.objects.count() == 2


def test_choosing_where_nobody_acts_any_more_is_refused(cast: Cast, clinic: Agency) -> None:
    case_id, _child = case_of(cast, "Melati Putri")
    with pytest.raises(cases.NobodyActs):
        wish(cast, case_id, clinic, Choice.JOINED)


def test_a_conference_needs_no_second_question(cast: Cast, clinic: Agency) -> None:
    case_id, _child = case_of(cast, "Melati Putri")
    sent(cast, case_id, cast.hospital)
    planned(cast, case_id, clinic, despite=Despite.CONFERENCE)
    assert ChoiceMade.objects.get().reason == Despite.CONFERENCE
