"""Two people talk about the work: what they say stays with them, what they decide for a child is done."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction

from anyam.casework.cases import actions as cases
from anyam.casework.cases.queries import get_case
from anyam.casework.sops.choices import WorkKind
from anyam.casework.sops.queries import find_my_work
from anyam.casework.supervision import actions, queries
from anyam.casework.supervision.models import CaseDecision, SessionWords
from anyam.foundation.access import Actor, NotAllowed, NotFound, Role
from anyam.foundation.access.choices import BlockReason
from anyam.foundation.access.row_context import acting
from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.events.models import EventRow
from tests.cast import MARKER, Cast, Story

pytestmark = pytest.mark.django_db
TIRED = f"{MARKER}saya lelah"


@pytest.fixture
def cast() -> Cast:
    return Cast()


@pytest.fixture
def story(cast: Cast) -> Story:
    return cast.story()


def planned(cast: Cast, days: int = 3) -> UUID:
    on = clock.today() + timedelta(days=days)
    return actions.plan_session(cast.ningsih, worker_id=cast.yusuf.user_id, on=on)


def hold(cast: Cast, session_id: UUID, **changed: Any) -> None:
    given: dict[str, Any] = {"case_ids": [], "notes": "", "next_on": None} | changed
    actions.hold_session(cast.ningsih, session_id=session_id, **given)


def decide(cast: Cast, story: Story, session_id: UUID, **changed: Any) -> UUID:
    given: dict[str, Any] = {
        "words": f"{MARKER}cari tempat aman",
        "owner_id": cast.yusuf.user_id,
        "due_on": clock.today() + timedelta(days=4),
    } | changed
    return actions.decide_in_case(cast.ningsih, session_id=session_id, case_id=story.case_id, **given)


def on_desk(actor: Actor, kind: WorkKind) -> int:
    return sum(row.kind is kind for group in find_my_work(actor).groups for row in group.rows)


def test_a_session_stands_on_both_desks_and_leaves_them_when_it_was_held(cast: Cast, story: Story) -> None:
    session_id = planned(cast)
    assert planned(cast, 8) == session_id
    assert on_desk(cast.ningsih, WorkKind.HOLD_SUPERVISION) == 1
    assert on_desk(cast.yusuf, WorkKind.PREPARE_SUPERVISION) == 1
    hold(cast, session_id, next_on=clock.today() + timedelta(days=14))
    assert queries.get_session(cast.yusuf, session_id).row.state == "held"
    home = queries.get_supervision(cast.yusuf)
    assert [row.planned_on for row in home.sessions] == [clock.today() + timedelta(days=14)]
    actions.drop_session(cast.ningsih, session_id=home.sessions[0].id)
    assert on_desk(cast.ningsih, WorkKind.HOLD_SUPERVISION) == 0
    assert on_desk(cast.yusuf, WorkKind.PREPARE_SUPERVISION) == 0


def test_what_two_say_is_read_by_the_two_and_by_nobody_above_or_beside(cast: Cast, story: Story) -> None:
    session_id = planned(cast)
    actions.prepare_session(cast.yusuf, session_id=session_id, wishes="Kasus sulit", wellbeing=TIRED)
    hold(cast, session_id, notes=f"{MARKER}catatan kita")
    for one in (cast.ningsih, cast.yusuf):
        seen = queries.get_session(one, session_id)
        assert (seen.wellbeing, seen.notes) == (TIRED, f"{MARKER}catatan kita")
    head = cast.person("Kepala", cast.centre, Role.AGENCY_HEAD)
    second = cast.person("Kartika", cast.centre, Role.SUPERVISOR)
    for other in (second, cast.dewi, cast.bagus, cast.maya):
        with pytest.raises(NotFound):
            queries.get_session(other, session_id)
        with transaction.atomic(), acting(other):
            assert not SessionWords.objects.exists()
    with pytest.raises(NotAllowed):
        queries.get_session(head, session_id)
    assert MARKER not in repr(queries.get_unit_load(head))
    assert MARKER not in repr(list(EventRow.objects.values_list("payload", flat=True)))
    assert all(one.next_id is None for one in queries.get_supervision(second).team)


def test_only_the_worker_prepares_and_only_the_supervisor_holds(cast: Cast, story: Story) -> None:
    session_id = planned(cast)
    with pytest.raises(NotFound):
        actions.prepare_session(cast.ningsih, session_id=session_id, wishes="x")
    with pytest.raises(NotFound):
        actions.hold_session(cast.yusuf, session_id=session_id, case_ids=[], notes="", next_on=None)
    with pytest.raises(NotAllowed):
        actions.plan_session(cast.dewi, worker_id=cast.yusuf.user_id, on=clock.today())
    with pytest.raises(NotFound):
        actions.plan_session(cast.ningsih, worker_id=cast.siti.user_id, on=clock.today())
    hold(cast, session_id)
    with pytest.raises(NotFound):
        hold(cast, session_id)


def test_what_was_decided_stands_in_the_case_and_is_done_by_its_owner(cast: Cast, story: Story) -> None:
    session_id = planned(cast)
    decision_id = decide(cast, story, session_id)
    assert on_desk(cast.yusuf, WorkKind.DO_CASE_DECISION) == 1
    told = [entry.sentence for entry in get_case(cast.dewi, story.case_id).timeline]
    assert any("supervisi" in sentence.casefold() for sentence in told)
    (row,) = queries.decisions_of_case(cast.dewi, story.case_id)
    assert row.words == f"{MARKER}cari tempat aman"
    for other in (cast.bagus, cast.maya, cast.siti):
        with pytest.raises(NotFound):
            queries.decisions_of_case(other, story.case_id)
        with pytest.raises(NotFound):
            actions.finish_case_decision(other, decision_id=decision_id, words="Selesai")
    actions.finish_case_decision(cast.yusuf, decision_id=decision_id, words=f"{MARKER}rumah aman ada")
    assert on_desk(cast.yusuf, WorkKind.DO_CASE_DECISION) == 0
    assert queries.get_case_decision(cast.dewi, decision_id).state == "done"
    assert MARKER not in repr(list(EventRow.objects.values_list("payload", flat=True)))


def test_a_decision_needs_words_a_person_at_work_with_the_case_and_a_day(cast: Cast, story: Story) -> None:
    session_id = planned(cast)
    for wrong in (
        {"words": " "},
        {"owner_id": cast.bagus.user_id},
        {"due_on": clock.today() - timedelta(days=1)},
    ):
        with pytest.raises(Refusal) as refused:
            decide(cast, story, session_id, **wrong)
        assert refused.value.field == next(iter(wrong))
    assert not CaseDecision.objects.exists()


def test_a_supervisor_who_is_barred_from_a_case_neither_sees_nor_decides_it(cast: Cast, story: Story) -> None:
    session_id = planned(cast)
    assert [one.case_id for one in queries.get_session(cast.ningsih, session_id).to_discuss] == [
        story.case_id
    ]
    cases.block_person(
        cast.dewi, case_id=story.case_id, user_id=cast.ningsih.user_id, reason=BlockReason.NEIGHBOUR
    )
    assert queries.get_session(cast.ningsih, session_id).to_discuss == ()
    with pytest.raises(NotFound):
        decide(cast, story, session_id)
    with pytest.raises(actions.CaseIsNotThere):
        hold(cast, session_id, case_ids=[story.case_id])


def test_a_case_just_talked_about_stands_behind_one_that_was_not(cast: Cast, story: Story) -> None:
    session_id = planned(cast)
    reasons = queries.get_session(cast.ningsih, session_id).to_discuss[0].reasons
    assert {"high", "long_ago"} <= set(reasons)
    hold(cast, session_id, case_ids=[story.case_id], next_on=clock.today() + timedelta(days=1))
    following = queries.get_supervision(cast.ningsih).sessions[0].id
    assert "long_ago" not in queries.get_session(cast.ningsih, following).to_discuss[0].reasons


def test_a_closed_case_takes_its_open_decisions_off_the_desk(cast: Cast, story: Story) -> None:
    decide(cast, story, planned(cast))
    cases.close_case(cast.dewi, case_id=story.case_id, reason="moved_away", outcome="unknown")
    assert on_desk(cast.yusuf, WorkKind.DO_CASE_DECISION) == 0
