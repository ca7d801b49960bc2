"""Routine duties: each time is work with an owner and a clock, done with words that show it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from anyam.casework.duties import actions, queries
from anyam.casework.duties.models import Duty, Occurrence
from anyam.casework.duties.results import DutyInput
from anyam.casework.sops.choices import WorkKind
from anyam.casework.sops.queries import find_my_work
from anyam.foundation.access import Actor, NotAllowed, NotFound
from anyam.foundation.core import clock
from anyam.foundation.events.models import EventRow
from tests.cast import SYSTEM, Cast


@pytest.fixture
def cast(db: None) -> Cast:
    return Cast()


def a_duty(**changed: Any) -> DutyInput:
    given: dict[str, Any] = {
        "title": "Rekap bulanan",
        "kind": "report",
        "rhythm": "monthly",
        "first_on": clock.today() + timedelta(days=5),
        "free_days": "stays",
        "evidence_kind": "report",
        "lead_days": 14,
        "role": "partner_officer",
    }
    return DutyInput(**(given | changed))


def begun(actor: Actor, **changed: Any) -> UUID:
    return actions.begin_duty(actor, duty=a_duty(**changed))


def on_desk(actor: Actor) -> list[UUID]:
    rows = [row for group in find_my_work(actor).groups for row in group.rows]
    return [row.subject_id for row in rows if row.kind is WorkKind.DO_DUTY]


def test_a_near_duty_stands_on_its_owner_s_desk_and_on_nobody_else_s(cast: Cast) -> None:
    begun(cast.hartono)
    (occurrence_id,) = on_desk(cast.siti)
    assert queries.get_occurrence(cast.siti, occurrence_id).may_report
    assert on_desk(cast.hartono) == []
    assert on_desk(cast.rudi) == []


def test_a_far_duty_waits_until_its_day_is_near_and_is_asked_once(cast: Cast, monkeypatch: Any) -> None:
    begun(cast.hartono, first_on=clock.today() + timedelta(days=40))
    assert on_desk(cast.siti) == []
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(days=27))
    assert actions.ask_for_due_duties(SYSTEM) == 1
    assert actions.ask_for_due_duties(SYSTEM) == 0
    assert len(on_desk(cast.siti)) == 1


def test_what_was_missed_while_nothing_ran_is_asked_for_later(cast: Cast, monkeypatch: Any) -> None:
    begun(cast.hartono, rhythm="weekly", lead_days=0)
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(days=5 + 7 * 3))
    assert actions.ask_for_due_duties(SYSTEM) == 4


def test_done_needs_words_and_ends_the_work(cast: Cast) -> None:
    begun(cast.hartono)
    (occurrence_id,) = on_desk(cast.siti)
    with pytest.raises(actions.EvidenceIsMissing):
        actions.report_duty_done(cast.siti, occurrence_id=occurrence_id, evidence="  ", done_on=clock.today())
    tomorrow = clock.today() + timedelta(days=1)
    with pytest.raises(actions.DoneInTheFuture):
        actions.report_duty_done(cast.siti, occurrence_id=occurrence_id, evidence="Surat 7", done_on=tomorrow)
    actions.report_duty_done(
        cast.siti, occurrence_id=occurrence_id, evidence="Surat 7/2026", done_on=clock.today()
    )
    assert on_desk(cast.siti) == []
    assert queries.get_occurrence(cast.hartono, occurrence_id).evidence == "Surat 7/2026"
    assert EventRow.objects.get(kind="duty_kept").payload["is_late"] is False
    with pytest.raises(actions.NoLongerOpen):
        actions.report_duty_done(cast.siti, occurrence_id=occurrence_id, evidence="x", done_on=clock.today())


def test_only_its_owner_or_who_keeps_it_says_that_it_is_done(cast: Cast) -> None:
    begun(cast.hartono, to_agency_id=cast.secretariat.id)
    (occurrence_id,) = on_desk(cast.siti)
    for other in (cast.rudi, cast.wulan, cast.agus):
        with pytest.raises(NotFound):
            actions.report_duty_done(other, occurrence_id=occurrence_id, evidence="x", done_on=clock.today())
    assert queries.get_occurrence(cast.wulan, occurrence_id).agency == "RSUD"
    with pytest.raises(NotFound):
        queries.get_occurrence(cast.rudi, occurrence_id)


def test_not_needed_this_time_needs_a_reason_and_is_read_by_the_other_agency(cast: Cast) -> None:
    begun(cast.hartono, to_agency_id=cast.secretariat.id)
    (occurrence_id,) = on_desk(cast.siti)
    with pytest.raises(actions.ExcuseIsMissing):
        actions.excuse_duty(cast.hartono, occurrence_id=occurrence_id, reason="lazy")
    actions.excuse_duty(cast.hartono, occurrence_id=occurrence_id, reason="agreed")
    assert on_desk(cast.siti) == []
    assert queries.get_occurrence(cast.agus, occurrence_id).excuse_label


def test_a_duty_is_set_up_for_one_s_own_agency_only_and_not_by_everybody(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        begun(cast.dewi)
    duty_id = begun(cast.hartono)
    for stranger in (cast.rudi, cast.lina):
        with pytest.raises(NotFound):
            actions.end_duty(stranger, duty_id=duty_id)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"title": " "}, "title"),
        ({"title": "x" * 121}, "title"),
        ({"kind": "wish"}, "kind"),
        ({"rhythm": "sometimes"}, "rhythm"),
        ({"first_on": date(2020, 1, 1)}, "first_on"),
        ({"first_on": date(9000, 1, 1)}, "first_on"),
        ({"lead_days": 91}, "lead_days"),
        ({"lead_days": -1}, "lead_days"),
        ({"role": "regent_office"}, "owner"),
        ({"role": "", "assignee_id": UUID(int=7)}, "owner"),
        ({"to_agency_id": UUID(int=7)}, "to_agency_id"),
    ],
)
def test_what_cannot_be_a_duty_is_refused_beside_its_field(
    cast: Cast, changed: dict[str, Any], field: str
) -> None:
    from anyam.foundation.core.refusals import Refusal

    with pytest.raises(Refusal) as caught:
        begun(cast.hartono, **changed)
    assert caught.value.field == field
    assert not Duty.objects.exists()


def test_changing_a_duty_asks_anew_for_what_is_not_yet_due(cast: Cast) -> None:
    duty_id = begun(cast.hartono)
    (before,) = on_desk(cast.siti)
    later = a_duty(first_on=clock.today() + timedelta(days=9), title="Rekap baru")
    actions.change_duty(cast.hartono, duty_id=duty_id, duty=later)
    (after,) = on_desk(cast.siti)
    assert after != before
    assert queries.get_occurrence(cast.siti, after).due_on == later.first_on
    assert Occurrence.objects.get(pk=before).state == "dropped"


def test_changing_a_running_duty_does_not_ask_again_for_what_was_done(cast: Cast) -> None:
    duty_id = begun(cast.hartono)
    (occurrence_id,) = on_desk(cast.siti)
    actions.report_duty_done(
        cast.siti, occurrence_id=occurrence_id, evidence="Surat 7", done_on=clock.today()
    )
    same = replace(a_duty(), title="Rekap baru")
    actions.change_duty(cast.hartono, duty_id=duty_id, duty=same)
    assert on_desk(cast.siti) == []


def test_an_ended_duty_brings_nothing_more_and_keeps_what_is_late(cast: Cast, monkeypatch: Any) -> None:
    duty_id = begun(cast.hartono, lead_days=40)
    assert len(on_desk(cast.siti)) == 2
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(days=8))
    actions.end_duty(cast.hartono, duty_id=duty_id)
    (late,) = on_desk(cast.siti)
    assert queries.get_occurrence(cast.siti, late).is_late
    assert actions.ask_for_due_duties(SYSTEM) == 0


def test_the_month_shows_what_was_asked_and_what_will_come_each_once(cast: Cast) -> None:
    first_on = clock.today() + timedelta(days=5)
    begun(cast.hartono, rhythm="weekly", first_on=first_on, lead_days=6)
    days = queries.duties_between(cast.siti, clock.today(), clock.today() + timedelta(days=40))
    assert [day.on for day in days] == [first_on + timedelta(days=7 * n) for n in range(6)]
    assert [day.occurrence_id is not None for day in days] == [True] + [False] * 5
    assert queries.duties_between(cast.rudi, clock.today(), clock.today() + timedelta(days=40)) == ()
