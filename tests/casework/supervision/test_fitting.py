"""Who is proposed for a case: values only."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from random import Random
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from anyam.casework.supervision.choices import Fit
from anyam.casework.supervision.results import Candidate, CaseToDiscuss
from anyam.casework.supervision.rules import cap_of, propose, ranked, to_discuss

LOADS = st.decimals(0, 60, places=2)
CAPS = st.decimals(0, 40, places=2)
MOMENTS = st.datetimes(datetime(2025, 1, 1), datetime(2026, 1, 1), timezones=st.just(UTC))
CANDIDATES = st.lists(
    st.builds(
        Candidate,
        user_id=st.uuids(),
        name=st.just("Nama"),
        load=LOADS,
        cap=CAPS,
        taking=st.just(Decimal("1.5")),
        knows_family=st.booleans(),
        lives_near=st.booleans(),
        has_skill=st.booleans(),
        last_turn=st.none() | MOMENTS,
    ),
    max_size=9,
    unique_by=lambda one: one.user_id,
)


def somebody(number: int, **changed: object) -> Candidate:
    one = Candidate(UUID(int=number), f"Petugas {number}", Decimal(5), Decimal(25), Decimal(1))
    return replace(one, **changed)


@given(CANDIDATES)
def test_nobody_above_the_cap_is_proposed_while_somebody_has_room(found: list[Candidate]) -> None:
    proposal = propose(found)
    if any(one.has_room for one in found):
        assert proposal.somebody_has_room
        assert all(row.candidate.has_room for row in proposal.rows)
    else:
        assert not proposal.somebody_has_room
    assert bool(proposal.rows) == bool(found)


@given(CANDIDATES, st.integers())
def test_the_order_in_which_they_are_given_makes_no_difference(found: list[Candidate], seed: int) -> None:
    mixed = list(found)
    Random(seed).shuffle(mixed)
    assert ranked(mixed) == ranked(found)


@given(CANDIDATES, st.data())
def test_whoever_is_left_out_leaves_no_trace_among_the_others(
    found: list[Candidate], data: st.DataObject
) -> None:
    """A proposal without somebody is the proposal of a unit in which they do not work."""
    if not found:
        return
    gone = data.draw(st.sampled_from(found))
    rest = [one for one in found if one is not gone]
    free = [one for one in ranked(found) if one is not gone]
    if any(one.has_room for one in rest) == any(one.has_room for one in found):
        assert ranked(rest) == free
    assert all(row.candidate is not gone for row in propose(rest).rows)


def test_equal_candidates_take_turns() -> None:
    now = datetime(2026, 11, 23, tzinfo=UTC)
    team = {number: somebody(number) for number in (1, 2, 3)}
    given_to = []
    for turn in range(9):
        best = ranked(team.values())[0]
        given_to.append(best.user_id.int)
        team[best.user_id.int] = replace(best, last_turn=now + timedelta(days=turn))
    assert given_to == [1, 2, 3] * 3


def test_the_family_is_worth_more_than_the_turn_but_not_more_than_room() -> None:
    knows = somebody(2, knows_family=True, last_turn=datetime(2026, 11, 1, tzinfo=UTC))
    assert ranked([somebody(1), knows])[0] == knows
    full = replace(knows, load=Decimal(25))
    assert ranked([somebody(1), full]) == [somebody(1)]


def test_the_reasons_are_those_that_hold() -> None:
    one = somebody(1, knows_family=True, has_skill=True)
    other = somebody(2, lives_near=True, last_turn=datetime(2026, 11, 1, tzinfo=UTC))
    rows = propose([other, one]).rows
    assert rows[0].fits == (Fit.KNOWS_FAMILY, Fit.HAS_SKILL, Fit.HAS_ROOM, Fit.NEXT_TURN)
    assert rows[1].fits == (Fit.LIVES_NEAR, Fit.HAS_ROOM)


@given(CAPS, st.integers(0, 100))
def test_a_part_of_a_load_is_never_more_than_the_whole(limit: Decimal, share: int) -> None:
    assert Decimal(0) <= cap_of(limit, share) <= limit
    assert cap_of(limit, 100) == limit


TODAY = date(2026, 11, 23)
CASES = st.lists(
    st.builds(
        CaseToDiscuss,
        case_id=st.uuids(),
        number=st.uuids().map(str),
        level=st.sampled_from(["high", "medium", "low"]),
        last_discussed=st.none() | st.dates(date(2026, 1, 1), TODAY),
        is_held_up=st.booleans(),
        is_late=st.booleans(),
    ),
    max_size=12,
)


@given(CASES, st.integers())
def test_cases_with_more_reasons_come_first_whatever_their_order(
    found: list[CaseToDiscuss], seed: int
) -> None:
    mixed = list(found)
    Random(seed).shuffle(mixed)
    shown = to_discuss(found, TODAY)
    assert to_discuss(mixed, TODAY) == shown
    counts = [len(one.reasons) for one in shown]
    assert counts == sorted(counts, reverse=True)
    assert all(one.is_late == ("late" in one.reasons) for one in shown)
