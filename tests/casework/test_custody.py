"""A child who is held: limits that run, alarms that stay until somebody says how it ended, diversion with its terms."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.db import transaction

from anyam.casework.cases import actions as cases
from anyam.casework.custody import actions, queries
from anyam.casework.custody.results import HoldInput, LimitInput, MatterInput, TermInput
from anyam.casework.sops.queries import find_my_work
from anyam.config import env
from anyam.foundation.access import Actor, NotAllowed, NotFound, Role
from anyam.foundation.access.row_context import acting
from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal
from anyam.interfaces.jobs.due_work import call_out_late_work
from anyam.registry.agencies.choices import Need
from tests.casework.opened import a_case_of
from tests.cast import SYSTEM, Cast

pytestmark = pytest.mark.django_db

BEGAN = datetime(2026, 5, 4, 9, 0, tzinfo=clock.local(clock.now()).tzinfo)


class Held:
    """Two children known to the centre: one of 13 and one of 16, and the law."""

    def __init__(self) -> None:
        actions.load_legal_limits(SYSTEM, file=env.ROOT / "data" / "legal_limits.json")
        self.cast = Cast()
        self.head = self.cast.person("Bambang", self.cast.police, Role.AGENCY_HEAD)
        self.rudi, self.dewi, self.wulan = self.cast.rudi, self.cast.dewi, self.cast.wulan

    def case(self, years: int) -> UUID:
        return a_case_of(self.cast, years)

    def hold(self, case_id: UUID, stage: str = "arrest", **more: object) -> UUID:
        given: dict[str, Any] = {
            "place_kind": "police_child",
            "agency_id": self.cast.police.id,
            "began_at": clock.now(),
        }
        hold = HoldInput(stage=stage, order_number="RAHASIA-SP-7", **(given | more))
        return actions.record_hold(self.dewi, case_id=case_id, hold=hold)

    def kinds(self, actor: Actor) -> list[str]:
        return [row.kind.value for group in find_my_work(actor).groups for row in group.rows]


@pytest.fixture
def held() -> Iterator[Held]:
    with clock.at(BEGAN):
        yield Held()


@contextmanager
def later(**how: float) -> Iterator[None]:
    with clock.at(clock.now() + timedelta(**how)):
        yield


def test_a_hold_puts_its_limit_on_the_desk_of_who_holds_and_of_who_leads_the_case(held: Held) -> None:
    held.hold(held.case(16))
    assert "end_hold" in held.kinds(held.rudi)
    assert "watch_hold" in held.kinds(held.dewi)
    assert held.kinds(held.wulan) == []
    assert queries.find_hold_alarms(held.dewi)[0].limit_at == BEGAN + timedelta(hours=24)


def test_near_its_limit_it_is_shown_and_past_it_the_alarm_is_loud_for_all_who_must_act(held: Held) -> None:
    held.hold(held.case(16), "investigation")
    assert queries.find_hold_alarms(held.dewi) == ()
    with later(days=6):
        (near,) = queries.find_hold_alarms(held.rudi)
        assert near.is_near
        assert not near.is_loud
        assert actions.watch_custody(SYSTEM) == 0
    with later(days=8):
        for actor in (held.dewi, held.rudi, held.wulan, held.head):
            (alarm,) = queries.find_hold_alarms(actor)
            assert alarm.is_over
            assert alarm.is_loud
        assert actions.watch_custody(SYSTEM) == 1
        assert actions.watch_custody(SYSTEM) == 0
        assert "take_up_hold" in held.kinds(held.wulan)
        assert "answer_for_hold" in held.kinds(held.head)


def test_the_whole_ladder_is_called_in_the_minute_in_which_the_limit_passes(held: Held) -> None:
    hold_id = held.hold(held.case(16), "investigation")
    with later(days=7):
        call_out_late_work()
        item = apps.get_model("sops.WorkItem").objects.get(subject_id=hold_id, kind="end_hold")
        assert item.rung == 4
        assert item.calls_at is None


def test_nobody_who_has_nothing_to_do_with_it_hears_of_a_hold(held: Held) -> None:
    hold_id = held.hold(held.case(13), "investigation")
    for actor in (held.cast.maya, held.cast.siti, held.cast.bagus, held.cast.eko, held.cast.hartono):
        assert queries.find_hold_alarms(actor) == ()
        with pytest.raises(NotFound):
            queries.get_hold_alarm(actor, hold_id)
    for actor in (held.cast.agus, held.cast.tamu, held.cast.ratna):
        with pytest.raises(NotAllowed):
            queries.find_hold_alarms(actor)


def test_whoever_is_barred_from_the_case_hears_nothing_of_the_hold_either(held: Held) -> None:
    case_id = held.case(13)
    hold_id = held.hold(case_id, "investigation")
    assert held.rudi.user_id is not None
    cases.block_person(held.cast.ningsih, case_id=case_id, user_id=held.rudi.user_id, reason="kin")
    assert queries.find_hold_alarms(held.rudi) == ()
    with pytest.raises(NotFound):
        queries.get_hold_alarm(held.rudi, hold_id)
    with pytest.raises(NotFound):
        actions.end_hold(held.rudi, hold_id=hold_id, reason="released", ended_at=clock.now())


def test_an_extension_by_order_moves_the_limit_and_takes_the_call_back(held: Held) -> None:
    hold_id = held.hold(held.case(16), "investigation")
    with later(days=8):
        actions.watch_custody(SYSTEM)
        with pytest.raises(Refusal):
            actions.extend_hold(held.rudi, hold_id=hold_id, number=" ", ordered_at=BEGAN)
        with pytest.raises(actions.OrderCameTooLate):
            actions.extend_hold(held.rudi, hold_id=hold_id, number="B-12/2026", ordered_at=clock.now())
        in_time = BEGAN + timedelta(days=6)
        actions.extend_hold(held.rudi, hold_id=hold_id, number="B-12/2026", ordered_at=in_time)
        alarm = queries.get_hold_alarm(held.wulan, hold_id)
        assert not alarm.is_over
        assert alarm.limit_at == datetime(2026, 5, 18, 23, 59, tzinfo=BEGAN.tzinfo)
        assert "take_up_hold" not in held.kinds(held.wulan)
        assert "answer_for_hold" not in held.kinds(held.head)
        with pytest.raises(Refusal):
            actions.extend_hold(held.rudi, hold_id=hold_id, number="B-13/2026", ordered_at=in_time)
    with later(days=15):
        assert actions.watch_custody(SYSTEM) == 1
        assert "take_up_hold" in held.kinds(held.wulan)


def test_an_arrest_knows_no_extension(held: Held) -> None:
    hold_id = held.hold(held.case(16))
    assert not queries.get_hold_alarm(held.rudi, hold_id).may_extend
    with pytest.raises(Refusal):
        actions.extend_hold(held.rudi, hold_id=hold_id, number="B-12/2026", ordered_at=clock.now())


def test_the_alarm_stays_until_somebody_says_how_it_ended(held: Held) -> None:
    case_id = held.case(16)
    hold_id = held.hold(case_id)
    with later(days=3):
        actions.watch_custody(SYSTEM)
        assert queries.hold_alarm_of_case(held.dewi, case_id)
        with pytest.raises(Refusal):
            actions.end_hold(held.rudi, hold_id=hold_id, reason="passed_on", ended_at=clock.now())
        with pytest.raises(Refusal):
            actions.end_hold(
                held.rudi, hold_id=hold_id, reason="released", ended_at=clock.now() + timedelta(days=1)
            )
        actions.end_hold(held.rudi, hold_id=hold_id, reason="time_over", ended_at=clock.now())
        assert queries.hold_alarm_of_case(held.dewi, case_id) is None
        for actor in (held.dewi, held.rudi, held.wulan, held.head):
            assert not {"end_hold", "watch_hold", "take_up_hold", "answer_for_hold"} & set(held.kinds(actor))
            assert queries.find_hold_alarms(actor) == ()
        found = queries.before_the_law(held.dewi, case_id)
        assert found.hold is None
        assert found.past_holds[0].is_late
        with pytest.raises(Refusal):
            actions.end_hold(held.rudi, hold_id=hold_id, reason="released", ended_at=clock.now())


def test_passing_on_ends_one_hold_and_begins_the_limit_of_the_next(held: Held) -> None:
    case_id = held.case(16)
    hold_id = held.hold(case_id)
    prosecutor = held.cast.agency("Kejari", "prosecutor", Need.LAW_ENFORCEMENT)
    given = HoldInput("investigation", prosecutor.id, "lpas", clock.now() + timedelta(hours=20))
    with later(hours=20):
        next_id = actions.pass_on_hold(held.rudi, hold_id=hold_id, hold=given)
        row = queries.before_the_law(held.dewi, case_id)
        assert row.hold is not None
        assert row.hold.alarm.id == next_id
        assert row.hold.alarm.limit_at == datetime(2026, 5, 11, 23, 59, tzinfo=BEGAN.tzinfo)
        assert row.past_holds[0].end_label
        assert "end_hold" not in held.kinds(held.rudi)
        backwards = HoldInput("arrest", prosecutor.id, "lpas", clock.now())
        with pytest.raises(Refusal):
            actions.pass_on_hold(held.dewi, hold_id=next_id, hold=backwards)


def test_a_child_below_the_age_is_flagged_at_once_with_the_article(held: Held) -> None:
    hold_id = held.hold(held.case(13), "investigation")
    (alarm,) = queries.find_hold_alarms(held.wulan)
    assert alarm.id == hold_id
    assert alarm.is_loud
    assert not alarm.is_over
    assert [(one.code, one.ground) for one in alarm.doubts] == [("age.detained", "UU 11/2012 pasal 32 (2)")]
    assert "take_up_hold" in held.kinds(held.wulan)


def test_a_child_below_the_age_of_prosecution_and_a_child_with_adults_are_flagged(held: Held) -> None:
    held.hold(held.case(11), place_kind="police_adult")
    (alarm,) = queries.find_hold_alarms(held.dewi)
    assert [one.code for one in alarm.doubts] == ["age.prosecuted", "with_adults"]


def test_an_offence_below_the_threshold_is_flagged_once_it_is_known(held: Held) -> None:
    case_id = held.case(16)
    held.hold(case_id, "investigation")
    assert queries.find_hold_alarms(held.dewi) == ()
    matter = MatterInput("investigation", clock.now(), threatened_years=5)
    actions.keep_matter(held.dewi, case_id=case_id, matter=matter)
    (alarm,) = queries.find_hold_alarms(held.wulan)
    assert [one.code for one in alarm.doubts] == ["penalty.detained"]
    assert "take_up_hold" in held.kinds(held.wulan)


def test_a_child_is_held_by_one_power_at_a_time(held: Held) -> None:
    case_id = held.case(16)
    held.hold(case_id)
    with pytest.raises(Refusal):
        held.hold(case_id)


def test_a_case_is_not_closed_as_finished_while_the_child_is_held_and_no_closing_silences_it(
    held: Held,
) -> None:
    case_id = held.case(16)
    held.hold(case_id)
    with pytest.raises(Refusal, match="ditahan"):
        cases.close_case(held.dewi, case_id=case_id, reason="goals_reached", outcome="better")
    cases.close_case(held.dewi, case_id=case_id, reason="moved_away", outcome="unknown")
    with later(days=2):
        assert actions.watch_custody(SYSTEM) == 1
        assert "end_hold" in held.kinds(held.rudi)
        assert queries.find_hold_alarms(held.wulan)


def test_what_is_sealed_stands_nowhere_in_the_clear(held: Held) -> None:
    case_id = held.case(16)
    hold_id = held.hold(case_id)
    matter = MatterInput("investigation", clock.now(), offence="RAHASIA-pencurian")
    actions.keep_matter(held.dewi, case_id=case_id, matter=matter)
    with acting(SYSTEM), transaction.get_connection().cursor() as cursor:
        cursor.execute("SELECT row_to_json(h)::text FROM custody_hold h WHERE id = %s", [hold_id])
        assert "RAHASIA" not in cursor.fetchone()[0]
        cursor.execute("SELECT row_to_json(m)::text FROM custody_matter m")
        assert "RAHASIA" not in cursor.fetchone()[0]
    assert queries.before_the_law(held.dewi, case_id).matter.offence == "RAHASIA-pencurian"  # type: ignore[union-attr]


def test_a_13_year_old_goes_through_diversion_with_every_clock_of_the_law(held: Held) -> None:
    case_id = held.case(13)
    matter = MatterInput("investigation", clock.now(), threatened_years=5, is_repeated=False)
    actions.keep_matter(held.dewi, case_id=case_id, matter=matter)
    (diversion,) = queries.before_the_law(held.dewi, case_id).diversions
    assert diversion.offer_due_at == BEGAN + timedelta(hours=168)
    assert "offer_diversion" in held.kinds(held.dewi)
    paper_id = actions.ask_social_paper(
        held.dewi, case_id=case_id, kind="litmas", agency_id=held.cast.police.id, asked_at=clock.now()
    )
    assert queries.get_social_paper(held.rudi, paper_id).due_at == BEGAN + timedelta(hours=72)
    with later(days=2):
        assert "hand_over_paper" in held.kinds(held.rudi)
        actions.hand_over_social_paper(
            held.rudi, social_paper_id=paper_id, number="LIT-3", handed_over_at=clock.now()
        )
        assert "hand_over_paper" not in held.kinds(held.rudi)
        actions.offer_diversion(held.dewi, diversion_id=diversion.id, offered_at=clock.now())
        running = queries.get_diversion(held.dewi, diversion.id)
        assert running.finish_due_at == datetime(2026, 6, 5, 23, 59, tzinfo=BEGAN.tzinfo)
        assert "offer_diversion" not in held.kinds(held.dewi)
        assert "finish_diversion" in held.kinds(held.dewi)
    with later(days=10):
        due_on = clock.today() + timedelta(days=30)
        terms = (TermInput("peace", due_on), TermInput("community", due_on, "RAHASIA-mengajar mengaji"))
        actions.settle_diversion(held.dewi, diversion_id=diversion.id, is_agreed=True, terms=terms)
        agreed = queries.get_diversion(held.dewi, diversion.id)
        assert agreed.state == "agreed"
        assert held.kinds(held.dewi).count("check_term") == 2
        actions.settle_term(held.dewi, agreed_term_id=agreed.terms[0].id, is_kept=True)
        assert queries.get_diversion(held.dewi, diversion.id).state == "agreed"
        actions.settle_term(held.dewi, agreed_term_id=agreed.terms[1].id, is_kept=True)
        assert queries.get_diversion(held.dewi, diversion.id).state == "kept"
        actions.end_matter(held.dewi, case_id=case_id, ending="diversion")
        found = queries.before_the_law(held.dewi, case_id)
        assert found.matter is None
        assert found.past_matters
        kinds = set(held.kinds(held.dewi))
        assert not kinds & {"check_term", "finish_diversion", "offer_diversion", "act_on_broken_term"}


def test_a_broken_agreement_gives_the_official_the_days_of_the_law(held: Held) -> None:
    case_id = held.case(14)
    actions.keep_matter(held.dewi, case_id=case_id, matter=MatterInput("investigation", clock.now()))
    (diversion,) = queries.before_the_law(held.dewi, case_id).diversions
    actions.offer_diversion(held.dewi, diversion_id=diversion.id, offered_at=clock.now())
    with pytest.raises(Refusal):
        actions.settle_diversion(held.dewi, diversion_id=diversion.id, is_agreed=True)
    terms = [TermInput("training", clock.today() + timedelta(days=20))]
    actions.settle_diversion(held.dewi, diversion_id=diversion.id, is_agreed=True, terms=terms)
    (term,) = queries.get_diversion(held.dewi, diversion.id).terms
    actions.settle_term(held.dewi, agreed_term_id=term.id, is_kept=False)
    assert queries.get_diversion(held.dewi, diversion.id).state == "broken"
    item = apps.get_model("sops.WorkItem").objects.get(subject_id=diversion.id, kind="act_on_broken_term")
    assert item.due_at == datetime(2026, 5, 11, 23, 59, tzinfo=BEGAN.tzinfo)
    actions.keep_matter(held.dewi, case_id=case_id, matter=MatterInput("prosecution", clock.now()))
    assert "act_on_broken_term" not in held.kinds(held.dewi)
    assert "offer_diversion" in held.kinds(held.dewi)


def test_where_the_penalty_is_high_or_the_child_repeats_no_diversion_is_owed(held: Held) -> None:
    case_id = held.case(15)
    grave = MatterInput("investigation", clock.now(), threatened_years=9)
    actions.keep_matter(held.dewi, case_id=case_id, matter=grave)
    assert queries.before_the_law(held.dewi, case_id).diversions == ()
    light = MatterInput("investigation", clock.now(), threatened_years=3)
    actions.keep_matter(held.dewi, case_id=case_id, matter=light)
    assert len(queries.before_the_law(held.dewi, case_id).diversions) == 1
    again = MatterInput("investigation", clock.now(), threatened_years=3, is_repeated=True)
    actions.keep_matter(held.dewi, case_id=case_id, matter=again)
    assert queries.before_the_law(held.dewi, case_id).diversions == ()
    assert "offer_diversion" not in held.kinds(held.dewi)


def test_a_street_child_picked_up_twice_is_known_the_second_time(held: Held) -> None:
    case_id = held.case(10)
    first = held.hold(case_id, "pickup", place_kind="office")
    (alarm,) = queries.find_hold_alarms(held.rudi)
    assert alarm.doubts == ()
    assert alarm.limit_at == BEGAN + timedelta(hours=24)
    with later(hours=3):
        actions.end_hold(held.rudi, hold_id=first, reason="home", ended_at=clock.now())
    with later(days=12):
        held.hold(case_id, "pickup", place_kind="office")
        found = queries.before_the_law(held.dewi, case_id)
        assert found.pickups == 2
        assert len(found.past_holds) == 1


def test_the_districts_row_counts_from_its_day_on_and_not_for_what_began_before(held: Held) -> None:
    limit = LimitInput(
        12, "hours", "Perda 1/2026", "5", clock.today() + timedelta(days=10), is_confirmed=True
    )
    actions.change_legal_limit(held.cast.agus, code="hold.arrest", limit=limit)
    before = held.hold(held.case(16))
    assert queries.get_hold_alarm(held.rudi, before).limit_at == BEGAN + timedelta(hours=24)
    with later(days=11):
        after = held.hold(held.case(17), began_at=clock.now())
        assert queries.get_hold_alarm(held.rudi, after).limit_at == BEGAN + timedelta(days=11, hours=12)
    rows = [row for row in queries.list_legal_limits(held.cast.agus) if row.code == "hold.arrest"]
    assert {(row.amount, row.is_own, row.is_counting) for row in rows} == {
        (24, False, True),
        (12, True, False),
    }
    with pytest.raises(NotAllowed):
        actions.change_legal_limit(held.dewi, code="hold.arrest", limit=limit)


def test_loading_the_rows_again_adds_nothing(held: Held) -> None:
    assert actions.load_legal_limits(SYSTEM, file=env.ROOT / "data" / "legal_limits.json") == 0
