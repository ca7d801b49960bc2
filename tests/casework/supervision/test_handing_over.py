"""Somebody is away: each child has somebody in the meantime, and what was opened shuts by itself."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.db import transaction

from anyam.casework.cases import actions as cases
from anyam.casework.cases.queries import case_ref, case_refs
from anyam.casework.sops.choices import WorkKind
from anyam.casework.sops.queries import find_my_work
from anyam.casework.supervision import actions, queries
from anyam.casework.supervision.models import Absence, Handover, HandoverWords
from anyam.casework.supervision.results import AbsenceInput
from anyam.foundation.access import Actor, NotFound, Role
from anyam.foundation.access.choices import BlockReason
from anyam.foundation.access.row_context import acting
from anyam.foundation.core import clock
from anyam.foundation.events.models import EventRow
from tests.cast import MARKER, SYSTEM, Cast, Story

pytestmark = pytest.mark.django_db
NOTE = f"{MARKER}jangan telepon rumah"


@pytest.fixture
def cast() -> Cast:
    return Cast()


@pytest.fixture
def story(cast: Cast) -> Story:
    return cast.story()


@pytest.fixture
def lestari(cast: Cast) -> Actor:
    return cast.person("Lestari", cast.centre, Role.CASE_WORKER)


def away(
    actor: Actor, stand_in: Actor, first: int = 3, days: int | None = 5, who: Actor | None = None
) -> UUID:
    first_on = clock.today() + timedelta(days=first)
    last_on = None if days is None else first_on + timedelta(days=days)
    person = (who or actor).user_id
    return actions.plan_absence(
        actor,
        absence=AbsenceInput(
            person_id=person, stand_in_id=stand_in.user_id, first_on=first_on, last_on=last_on
        ),
    )


def line_of(absence_id: UUID) -> UUID:
    return Handover.objects.get(absence_id=absence_id).pk


def prepare(actor: Actor, handover_id: UUID, to: Actor, **changed: Any) -> None:
    given = {"to_id": to.user_id, "safety_note": NOTE, "family_told": "told"} | changed
    actions.prepare_handover(actor, handover_id=handover_id, **given)


def on_desk(actor: Actor, kind: WorkKind) -> int:
    return sum(row.kind is kind for group in find_my_work(actor).groups for row in group.rows)


def accepted(cast: Cast, lestari: Actor, **when: Any) -> tuple[UUID, UUID]:
    absence_id = away(cast.yusuf, lestari, **when)
    handover_id = line_of(absence_id)
    prepare(cast.yusuf, handover_id, lestari)
    actions.answer_handover(lestari, handover_id=handover_id, takes=True)
    return absence_id, handover_id


def in_days(days: int) -> datetime:
    return clock.now() + timedelta(days=days)


def test_the_stand_in_sees_the_case_from_the_first_day_until_the_last_and_not_a_day_longer(
    cast: Cast, story: Story, lestari: Actor
) -> None:
    accepted(cast, lestari)
    assert story.case_id not in case_refs(lestari, [story.case_id])
    actions.move_absences(SYSTEM)
    assert story.case_id not in case_refs(lestari, [story.case_id])
    with clock.at(in_days(3)):
        actions.move_absences(SYSTEM)
        assert case_ref(lestari, story.case_id).id == story.case_id
    last = in_days(3 + 5 + 2)
    with clock.at(last):
        assert case_ref(lestari, story.case_id).id == story.case_id
    # No clock has run since: the grant ended by itself.
    with clock.at(last + timedelta(days=1)):
        assert story.case_id not in case_refs(lestari, [story.case_id])
        assert case_ref(cast.yusuf, story.case_id).worker_id == cast.yusuf.user_id


def test_the_note_opens_with_the_case_and_leaves_a_look(cast: Cast, story: Story, lestari: Actor) -> None:
    _absence_id, handover_id = accepted(cast, lestari)
    before = queries.get_handover(lestari, handover_id)
    assert (before.safety_note, before.sees_words) == ("", False)
    with transaction.atomic(), acting(lestari):
        assert not HandoverWords.objects.exists()
    with clock.at(in_days(3)):
        actions.move_absences(SYSTEM)
        assert queries.get_handover(lestari, handover_id).safety_note == NOTE
        with transaction.atomic(), acting(lestari):
            assert HandoverWords.objects.count() == 1
    looked = apps.get_model("audit.Look").objects.filter(user_id=lestari.user_id, case_id=story.case_id)
    assert looked.filter(part="narrative").exists()
    assert NOTE not in repr(list(EventRow.objects.values_list("payload", flat=True)))


def test_work_goes_with_the_case_also_what_comes_later_and_comes_back(
    cast: Cast, story: Story, lestari: Actor
) -> None:
    absence_id, handover_id = accepted(cast, lestari, first=0)

    def mine(who: Actor) -> Any:
        items = apps.get_model("sops.WorkItem").objects.filter(case_id=story.case_id, state="open")
        return items.filter(assignee_id=who.user_id)

    assert mine(lestari).exists()
    assert not mine(cast.yusuf).exists()
    next_on = clock.today() + timedelta(days=20)
    review = {"held_on": clock.today(), "decision": "continue", "level": "high", "next_review_on": next_on}
    cases.record_review(cast.dewi, case_id=story.case_id, **review)
    actions.move_absences(SYSTEM)
    assert not mine(cast.yusuf).exists()
    actions.end_absence(cast.yusuf, absence_id=absence_id)
    assert not mine(lestari).exclude(kind="give_case_back").exists()
    assert mine(cast.yusuf).exists()
    assert on_desk(lestari, WorkKind.GIVE_CASE_BACK) == 1
    actions.give_case_back(lestari, handover_id=handover_id, happened=f"{MARKER}kunjungan, ibu tenang")
    assert on_desk(lestari, WorkKind.GIVE_CASE_BACK) == 0
    assert story.case_id not in case_refs(lestari, [story.case_id])
    assert queries.get_handover(cast.yusuf, handover_id).happened.endswith("ibu tenang")


def test_nobody_else_can_prepare_answer_or_give_back(cast: Cast, story: Story, lestari: Actor) -> None:
    absence_id = away(cast.yusuf, lestari)
    handover_id = line_of(absence_id)
    for other in (lestari, cast.bagus, cast.maya, cast.siti):
        with pytest.raises(NotFound):
            prepare(other, handover_id, lestari)
    prepare(cast.yusuf, handover_id, lestari)
    for other in (cast.yusuf, cast.bagus, cast.ningsih, cast.maya):
        with pytest.raises(NotFound):
            actions.answer_handover(other, handover_id=handover_id, takes=True)
    with pytest.raises(NotFound):
        actions.give_case_back(lestari, handover_id=handover_id, happened="Selesai")


def test_a_no_brings_the_case_back_to_the_desk_of_whoever_goes(
    cast: Cast, story: Story, lestari: Actor
) -> None:
    handover_id = line_of(away(cast.yusuf, lestari))
    assert on_desk(cast.yusuf, WorkKind.PREPARE_HANDOVER) == 1
    prepare(cast.yusuf, handover_id, lestari)
    assert on_desk(cast.yusuf, WorkKind.PREPARE_HANDOVER) == 0
    assert on_desk(lestari, WorkKind.ACCEPT_HANDOVER) == 1
    actions.answer_handover(lestari, handover_id=handover_id, takes=False)
    assert on_desk(cast.yusuf, WorkKind.PREPARE_HANDOVER) == 1
    assert on_desk(lestari, WorkKind.ACCEPT_HANDOVER) == 0
    prepare(cast.yusuf, handover_id, cast.bagus)
    assert on_desk(cast.bagus, WorkKind.ACCEPT_HANDOVER) == 1


def test_a_barred_colleague_cannot_stand_in_and_the_answer_is_that_for_anybody_who_cannot(
    cast: Cast, story: Story, lestari: Actor
) -> None:
    cases.block_person(cast.dewi, case_id=story.case_id, user_id=lestari.user_id, reason=BlockReason.KIN)
    absence_id = away(cast.yusuf, lestari)
    line = queries.get_absence(cast.yusuf, absence_id).lines[0]
    assert (line.to_id, line.state) == (None, "draft")
    with pytest.raises(actions.CannotTakeIt) as barred:
        prepare(cast.yusuf, line.id, lestari)
    with pytest.raises(actions.CannotTakeIt) as stranger:
        prepare(cast.yusuf, line.id, cast.siti)
    assert str(barred.value) == str(stranger.value)
    with pytest.raises(NotFound):
        queries.get_handover(lestari, line.id)


def test_whoever_is_barred_between_yes_and_first_day_gets_nothing(
    cast: Cast, story: Story, lestari: Actor
) -> None:
    absence_id, handover_id = accepted(cast, lestari)
    cases.block_person(cast.dewi, case_id=story.case_id, user_id=lestari.user_id, reason=BlockReason.KIN)
    with clock.at(in_days(3)):
        actions.move_absences(SYSTEM)
        assert story.case_id not in case_refs(lestari, [story.case_id])
        assert queries.get_absence(cast.yusuf, absence_id).lines[0].state == "draft"
        assert Handover.objects.get(pk=handover_id).to_id is None


def test_nobody_leaves_before_every_case_has_somebody(cast: Cast, story: Story, lestari: Actor) -> None:
    absence_id = away(cast.ningsih, lestari, days=None, who=cast.yusuf)
    handover_id = line_of(absence_id)
    with pytest.raises(actions.SomethingIsWithoutOwner):
        actions.complete_leaving(cast.ningsih, absence_id=absence_id)
    prepare(cast.ningsih, handover_id, lestari)
    with pytest.raises(actions.SomethingIsWithoutOwner):
        actions.complete_leaving(cast.ningsih, absence_id=absence_id)
    actions.answer_handover(lestari, handover_id=handover_id, takes=True)
    assert story.case_id not in case_refs(lestari, [story.case_id])
    for other in (cast.yusuf, cast.dewi, lestari, cast.maya):
        with pytest.raises(NotFound):
            actions.complete_leaving(other, absence_id=absence_id)
    actions.complete_leaving(cast.ningsih, absence_id=absence_id)
    assert case_ref(lestari, story.case_id).worker_id == lestari.user_id
    assert story.case_id not in case_refs(cast.yusuf, [story.case_id])
    left = apps.get_model("sops.WorkItem").objects.filter(assignee_id=cast.yusuf.user_id, state="open")
    assert not left.exists()


def test_days_overlap_nowhere_and_nobody_stands_in_who_is_away(
    cast: Cast, story: Story, lestari: Actor
) -> None:
    away(cast.yusuf, lestari)
    with pytest.raises(actions.IsAwayAlready):
        away(cast.yusuf, lestari, first=5)
    with pytest.raises(actions.NobodyStandsIn):
        away(lestari, cast.yusuf, first=4)
    with pytest.raises(actions.NobodyStandsIn):
        away(lestari, lestari)
    with pytest.raises(actions.DaysAreNotPossible):
        away(lestari, cast.bagus, first=5, days=-2)
    with pytest.raises(NotFound):
        away(cast.dewi, lestari, who=cast.yusuf)
    assert Absence.objects.count() == 1


def test_a_case_that_comes_in_the_meantime_is_put_before_the_supervisors(
    cast: Cast, story: Story, lestari: Actor
) -> None:
    cases.assign_case(
        cast.dewi, case_id=story.case_id, manager_id=cast.dewi.user_id, worker_id=lestari.user_id
    )
    absence_id = away(cast.yusuf, lestari, first=0)
    assert queries.get_absence(cast.yusuf, absence_id).lines == ()
    assert on_desk(cast.ningsih, WorkKind.PREPARE_HANDOVER) == 0
    cases.assign_case(
        cast.dewi, case_id=story.case_id, manager_id=cast.dewi.user_id, worker_id=cast.yusuf.user_id
    )
    actions.move_absences(SYSTEM)
    assert len(queries.get_absence(cast.yusuf, absence_id).lines) == 1
    assert on_desk(cast.ningsih, WorkKind.PREPARE_HANDOVER) == 1
    due = apps.get_model("sops.WorkItem").objects.get(kind="prepare_handover", state="open").due_at
    with clock.at(in_days(1)):
        actions.move_absences(SYSTEM)
    assert apps.get_model("sops.WorkItem").objects.get(kind="prepare_handover", state="open").due_at == due


def test_a_stand_in_who_goes_away_themselves_leaves_no_case_behind(
    cast: Cast, story: Story, lestari: Actor
) -> None:
    absence_id, handover_id = accepted(cast, lestari, first=0)
    assert story.case_id in case_refs(lestari, [story.case_id])
    away(lestari, cast.bagus, first=1, days=2)
    assert story.case_id not in case_refs(lestari, [story.case_id])
    assert queries.get_absence(cast.yusuf, absence_id).lines[0].state == "declined"
    assert on_desk(cast.ningsih, WorkKind.PREPARE_HANDOVER) == 1
    with pytest.raises(actions.CannotTakeIt):
        prepare(cast.ningsih, handover_id, lestari)
    prepare(cast.ningsih, handover_id, cast.bagus)
    actions.answer_handover(cast.bagus, handover_id=handover_id, takes=True)
    assert story.case_id in case_refs(cast.bagus, [story.case_id])
