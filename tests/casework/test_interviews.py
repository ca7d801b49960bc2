"""The register of interviews: who asked the child what, shown before it is asked again."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from anyam.casework.acting.models import JoinWish
from anyam.casework.cases import actions as cases
from anyam.casework.facts import actions, queries
from anyam.casework.facts.choices import Spared
from anyam.casework.facts.models import Interview, SparedInterview
from anyam.casework.facts.results import AskedBefore, InterviewInput
from anyam.casework.sops.actions import change_promised_time
from anyam.casework.sops.choices import PromiseKey, WorkKind
from anyam.foundation.access import Actor, NotFound
from anyam.foundation.access.choices import BlockReason, Part
from anyam.foundation.access.models import Block, Grant
from anyam.foundation.access.row_context import acting
from anyam.foundation.core import clock
from anyam.foundation.core.working_time import Counting
from anyam.foundation.events.models import EventRow
from tests.casework.test_acting import two_agencies
from tests.casework.test_facts import work_of
from tests.casework.test_one_child import case_of
from tests.cast import SYSTEM, Agency, Cast


@pytest.fixture
def cast(db: None) -> Cast:
    return Cast()


def talk(by: Agency, *topics: str, on: date | None = None, **more: Any) -> InterviewInput:
    given = {
        "role": "investigator",
        "purpose": "investigation",
        "basis": "sppa",
        "setting": "child_room",
        "companion": "social_worker",
        "records": ("video",),
        "record_place": "Unit PPA, map 7",
        **more,
    }
    return InterviewInput(on=on or clock.today(), topics=topics or ("sexual",), agency_id=by.id, **given)


def held(actor: Actor, case_id: UUID, given: InterviewInput, despite: str | None = None) -> UUID:
    return actions.note_interview(actor, dossier_id=case_id, given=given, despite=despite)


def planned(actor: Actor, case_id: UUID, by: Agency, *topics: str, days: int = 3, **more: Any) -> UUID:
    on = clock.today() + timedelta(days=days)
    given = talk(by, *topics, on=on, setting="", companion="", records=(), record_place="")
    return actions.plan_interview(actor, dossier_id=case_id, given=given, **more)


def asked(act: Any) -> AskedBefore:
    with pytest.raises(actions.AskedAlready) as caught:
        act()
    return caught.value.found


def test_a_second_talk_about_the_same_story_is_shown_the_first_with_its_record(cast: Cast) -> None:
    case_id, _child = case_of(cast, "Melati Putri")
    held(cast.dewi, case_id, talk(cast.police, "what_happened"))
    found = asked(lambda: held(cast.dewi, case_id, talk(cast.hospital, "sexual")))
    (known,) = found.known
    assert (known.agency_name, known.record_place, known.on) == (
        "Polres Tulungagung",
        "Unit PPA, map 7",
        clock.today(),
    )
    assert not found.may_join
    assert queries.get_interviews(cast.dewi, case_id).agencies == 1, "looking is not asking"


def test_the_same_agency_is_asked_as_well_and_another_story_is_not(cast: Cast) -> None:
    case_id, _child = case_of(cast, "Melati Putri")
    held(cast.dewi, case_id, talk(cast.police))
    asked(lambda: held(cast.dewi, case_id, talk(cast.police)))
    held(cast.dewi, case_id, talk(cast.police, "wishes"))


def test_going_on_needs_a_reason_that_is_recorded_and_counted(cast: Cast) -> None:
    case_id, _child = case_of(cast, "Melati Putri")
    held(cast.dewi, case_id, talk(cast.police))
    asked(lambda: held(cast.dewi, case_id, talk(cast.hospital), "because"))
    second = held(cast.dewi, case_id, talk(cast.hospital), "new_event")
    event = EventRow.objects.get(kind="interview_repeated")
    assert (event.subject_id, event.payload["reason"], event.payload["count"]) == (second, "new_event", 1)
    register = queries.get_interviews(cast.dewi, case_id)
    assert (len(register.held), register.agencies, len(register.repeated_labels)) == (2, 2, 1)
    assert register.held[0].reason_label


def test_a_reason_without_an_earlier_talk_is_not_kept(cast: Cast) -> None:
    case_id, _child = case_of(cast, "Melati Putri")
    held(cast.dewi, case_id, talk(cast.police), "new_event")
    with acting(SYSTEM):
        assert Interview.objects.get().reason == ""


def test_using_the_record_spares_the_child_and_is_counted(cast: Cast) -> None:
    case_id, _child = case_of(cast, "Melati Putri")
    with pytest.raises(actions.NobodyAsked):
        actions.use_record(cast.dewi, dossier_id=case_id, topics=["sexual"], on=clock.today())
    held(cast.dewi, case_id, talk(cast.police))
    actions.use_record(cast.dewi, dossier_id=case_id, topics=["sexual"], on=clock.today())
    register = queries.get_interviews(cast.dewi, case_id)
    assert (register.spared, len(register.held)) == (1, 1)
    assert EventRow.objects.get(kind="interview_spared").payload["how"] == Spared.USED_RECORD


def test_a_planned_talk_is_work_until_it_is_entered_or_called_off(cast: Cast) -> None:
    case_id, _child = case_of(cast, "Melati Putri")
    first = planned(cast.dewi, case_id, cast.police)
    assert WorkKind.NOTE_INTERVIEW in work_of(cast.dewi)
    with pytest.raises(actions.NotFromList):
        actions.finish_interview(
            cast.dewi, interview_id=first, on=clock.today(), setting="", companion="parent"
        )
    actions.finish_interview(
        cast.dewi,
        interview_id=first,
        on=clock.today(),
        setting="child_room",
        companion="parent",
        records=["audio"],
        record_place="Map 8",
    )
    assert WorkKind.NOTE_INTERVIEW not in work_of(cast.dewi)
    assert queries.get_interview(cast.dewi, first).record_place == "Map 8"
    with pytest.raises(actions.NotPlannedAnyMore):
        actions.cancel_interview(cast.dewi, interview_id=first, reason="not_needed")
    second = planned(cast.dewi, case_id, cast.police, "wishes")
    actions.cancel_interview(cast.dewi, interview_id=second, reason="not_needed")
    assert WorkKind.NOTE_INTERVIEW not in work_of(cast.dewi)
    assert [one.id for one in queries.get_interviews(cast.dewi, case_id).cancelled] == [second]


def test_what_was_called_off_asks_nobody(cast: Cast) -> None:
    case_id, _child = case_of(cast, "Melati Putri")
    first = planned(cast.dewi, case_id, cast.police)
    asked(lambda: planned(cast.dewi, case_id, cast.hospital))
    actions.cancel_interview(cast.dewi, interview_id=first, reason="joined")
    planned(cast.dewi, case_id, cast.hospital)


def test_the_time_the_district_looks_at_is_the_districts_to_change(cast: Cast) -> None:
    case_id, _child = case_of(cast, "Melati Putri")
    held(cast.dewi, case_id, talk(cast.police, on=clock.today() - timedelta(days=180)))
    asked(lambda: held(cast.dewi, case_id, talk(cast.hospital)))
    change_promised_time(
        cast.agus,
        key=PromiseKey.INTERVIEW_WINDOW,
        hours=Decimal(179 * 24),
        counting=Counting.CLOCK,
        source_note="SK 1/2026",
    )
    held(cast.dewi, case_id, talk(cast.hospital))


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"topics": ()}, actions.TopicMissing),
        ({"topics": ("weather",)}, actions.TopicMissing),
        ({"on": timedelta(days=1)}, actions.InterviewDayNotPossible),
        ({"role": "king"}, actions.NotFromList),
        ({"purpose": ""}, actions.NotFromList),
        ({"basis": "mood"}, actions.NotFromList),
        ({"setting": ""}, actions.NotFromList),
        ({"companion": "dog"}, actions.NotFromList),
        ({"records": ("clay",)}, actions.NotFromList),
        ({"record_place": "x" * 301}, actions.TooLong),
    ],
)
def test_what_cannot_be_entered_says_why(cast: Cast, wrong: dict[str, Any], refusal: type[Exception]) -> None:
    case_id, _child = case_of(cast, "Melati Putri")
    given = {"topics": ("sexual",), "on": timedelta(), **wrong}
    topics, on = given.pop("topics"), clock.today() + given.pop("on")
    wish = talk(cast.police, *topics, on=on, **given)
    if not topics:
        wish = InterviewInput(**{**wish.__dict__, "topics": ()})
    with pytest.raises(refusal):
        held(cast.dewi, case_id, wish)


# --- what one may know ---------------------------------------------------------------------------------------------


def test_of_another_case_only_the_sector_is_told_and_whom_to_ask(cast: Cast) -> None:
    mine, theirs = two_agencies(cast)
    cases.assign_case(
        cast.ningsih, case_id=mine, manager_id=cast.dewi.person_id, worker_id=cast.yusuf.person_id
    )
    held(cast.maya, theirs, talk(cast.police))
    found = asked(lambda: held(cast.yusuf, mine, talk(cast.centre)))
    (known,) = found.known
    assert known.sector_label
    assert not known.is_full
    told = (known.agency_name, known.on, known.record_place, known.topic_labels)
    assert told == ("", None, "", ())
    assert found.ask_name == "Dewi"
    assert queries.get_interviews(cast.yusuf, mine).held == (), "not even the number is told"


def test_a_block_on_one_dossier_of_the_child_silences_everything(cast: Cast) -> None:
    mine, theirs = two_agencies(cast)
    held(cast.maya, theirs, talk(cast.police))
    with acting(SYSTEM):
        Block.objects.create(
            dossier_id=theirs, user_id=cast.dewi.user_id, reason=BlockReason.KIN, since=clock.now()
        )
    held(cast.dewi, mine, talk(cast.centre))


def test_whoever_may_not_know_the_child_learns_of_nothing(cast: Cast) -> None:
    mine, theirs = two_agencies(cast)
    held(cast.maya, theirs, talk(cast.police))
    with acting(SYSTEM):
        for grant in Grant.objects.all():
            grant.parts = [part for part in grant.parts if part != Part.IDENTITY]
            grant.save()
    held(cast.dewi, mine, talk(cast.centre))


def test_strangers_are_answered_as_if_there_were_no_case(cast: Cast) -> None:
    case_id, _child = case_of(cast, "Melati Putri")
    interview_id = planned(cast.dewi, case_id, cast.police)
    for stranger in (cast.bagus, cast.maya):
        for act in (
            lambda who: queries.get_interviews(who, case_id),
            lambda who: queries.get_interview(who, interview_id),
            lambda who: held(who, case_id, talk(cast.police)),
            lambda who: actions.cancel_interview(who, interview_id=interview_id, reason="not_needed"),
            lambda who: cases.ask_to_join_interview(
                who, case_id=case_id, topics=["sexual"], on=clock.today()
            ),
        ):
            with pytest.raises(NotFound):
                act(stranger)


def test_asking_to_take_part_reaches_whoever_leads_the_other_case(cast: Cast) -> None:
    mine, theirs = two_agencies(cast)
    planned(cast.maya, theirs, cast.police)
    found = asked(lambda: planned(cast.dewi, mine, cast.centre))
    assert found.may_join
    cases.ask_to_join_interview(cast.dewi, case_id=mine, topics=["sexual"], on=clock.today())
    assert WorkKind.ANSWER_JOIN_WISH in work_of(cast.maya)
    with acting(SYSTEM):
        wish = JoinWish.objects.get()
        assert (wish.dossier_id, wish.work_kind, wish.need) == (theirs, "interview", "")
        assert SparedInterview.objects.get().how == Spared.JOINED


def test_nothing_is_joined_that_is_over(cast: Cast) -> None:
    mine, theirs = two_agencies(cast)
    held(cast.maya, theirs, talk(cast.police))
    with pytest.raises(actions.NobodyAsked):
        cases.ask_to_join_interview(cast.dewi, case_id=mine, topics=["sexual"], on=clock.today())
    with acting(SYSTEM):
        assert not SparedInterview.objects.exists()
        assert not JoinWish.objects.exists()


def test_a_worker_asks_the_manager_of_the_same_case_and_the_manager_asks_nobody(cast: Cast) -> None:
    case_id, _child = case_of(cast, "Melati Putri")
    cases.assign_case(
        cast.ningsih, case_id=case_id, manager_id=cast.dewi.person_id, worker_id=cast.yusuf.person_id
    )
    planned(cast.dewi, case_id, cast.police)
    assert not asked(lambda: planned(cast.dewi, case_id, cast.centre)).may_join
    assert asked(lambda: planned(cast.yusuf, case_id, cast.centre)).may_join
    cases.ask_to_join_interview(cast.yusuf, case_id=case_id, topics=["sexual"], on=clock.today())
    assert WorkKind.ANSWER_JOIN_WISH in work_of(cast.dewi)


def test_nothing_stays_planned_in_a_case_that_closes(cast: Cast) -> None:
    case_id, _child = case_of(cast, "Melati Putri")
    planned(cast.dewi, case_id, cast.police)
    with pytest.raises(actions.NotFromList):
        actions.cancel_interview(
            cast.dewi,
            interview_id=queries.get_interviews(cast.dewi, case_id).planned[0].id,
            reason="closed",
        )
    cases.close_case(cast.dewi, case_id=case_id, reason="moved_away", outcome="unknown")
    register = queries.get_interviews(cast.dewi, case_id)
    assert (register.planned, len(register.cancelled)) == ((), 1)
    assert WorkKind.NOTE_INTERVIEW not in work_of(cast.dewi)
