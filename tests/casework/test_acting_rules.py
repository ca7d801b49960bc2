"""Who is already acting: the rule agrees with a day-by-day count, and nobody learns more than they may."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anyam.casework.acting.choices import ActKind, Sight
from anyam.casework.acting.results import Act, Wish
from anyam.casework.acting.rules import is_near, is_same_work, overlapping, sight_of

AGENCIES = [UUID(int=n) for n in range(1, 5)]
CASES = [UUID(int=n) for n in range(100, 103)]
NEEDS = ["", "health", "medico_legal", "education", "shelter"]
FAMILY = {"health": "body", "medico_legal": "body", "shelter": "home"}
TODAY = date(2026, 11, 22)

days = st.dates(date(2026, 8, 1), date(2027, 3, 1))
kinds = st.sampled_from(list(ActKind))
needs = st.sampled_from(NEEDS)
plans = st.frozensets(st.sampled_from(CASES), max_size=2)


@st.composite
def acts(draw: st.DrawFn) -> Act:
    begun_on = draw(days)
    length = draw(st.none() | st.integers(0, 90))
    case_id = draw(st.sampled_from(CASES))
    return Act(
        source_id=draw(st.uuids()),
        kind=draw(kinds),
        agency_id=draw(st.sampled_from(AGENCIES)),
        need=draw(needs),
        begun_on=begun_on,
        ended_on=None if length is None else begun_on + timedelta(days=length),
        case_id=case_id,
        case_number="K",
        lead_id=AGENCIES[0],
        lead_agency_id=AGENCIES[0],
        dossiers=(case_id,),
        plan_ids=draw(plans),
    )


@st.composite
def wishes(draw: st.DrawFn) -> Wish:
    return Wish(
        kind=draw(kinds),
        agency_id=draw(st.sampled_from(AGENCIES)),
        need=draw(needs),
        case_id=draw(st.sampled_from(CASES)),
        child_id=UUID(int=1),
        manager_id=UUID(int=2),
        district_code="35.04",
        dossiers=frozenset(),
        plan_ids=draw(plans),
    )


def found(wish: Wish, those: list[Act], *, window: int = 30, own: tuple[UUID, ...] = ()) -> list[Act]:
    return list(overlapping(wish, those, own=own, today=TODAY, days=window, family_of=FAMILY))


def same_by_listing(wish: Wish, act: Act) -> bool:
    """The same question asked of lists of what each of them is, instead of by conditions."""
    names = []
    for kind, need in ((wish.kind, wish.need), (act.kind, act.need)):
        of_need = (
            {f"need {need}", f"family {FAMILY[need]}"}
            if need in FAMILY
            else {f"need {need}"}
            if need
            else set()
        )
        names.append(of_need | ({"visit"} if kind is ActKind.VISIT else set()))
    return bool(names[0] & names[1])


def days_of(act: Act) -> set[date]:
    """Every day of the act within two years, one by one."""
    last = act.ended_on or TODAY + timedelta(days=730)
    return {act.begun_on + timedelta(days=n) for n in range((last - act.begun_on).days + 1)}


@given(wishes(), st.lists(acts(), max_size=6), st.integers(0, 60))
def test_rule_agrees_with_counting_day_by_day(wish: Wish, those: list[Act], window: int) -> None:
    near = {TODAY + timedelta(days=n) for n in range(-window, window + 1)}
    expected = [
        act
        for act in those
        if act.agency_id != wish.agency_id
        and same_by_listing(wish, act)
        and days_of(act) & near
        and not set(wish.plan_ids) & set(act.plan_ids)
    ]
    assert found(wish, those, window=window) == expected


@given(wishes(), st.lists(acts(), max_size=6))
def test_a_shared_plan_silences_and_only_for_those_who_share_it(wish: Wish, those: list[Act]) -> None:
    everywhere = [replace(act, plan_ids=act.plan_ids | {CASES[0]}) for act in those]
    assert found(replace(wish, plan_ids=frozenset({CASES[0]})), everywhere) == []
    others = [replace(act, plan_ids=frozenset({CASES[1]})) for act in those]
    without = [replace(act, plan_ids=frozenset()) for act in those]
    asked = replace(wish, plan_ids=frozenset({CASES[0]}))
    assert [a.source_id for a in found(asked, others)] == [a.source_id for a in found(asked, without)]


@given(wishes(), st.lists(acts(), max_size=6), st.integers(0, 40), st.integers(0, 40))
def test_a_wider_window_never_hides_what_a_narrower_one_showed(
    wish: Wish, those: list[Act], one: int, more: int
) -> None:
    narrow, wide = found(wish, those, window=one), found(wish, those, window=one + more)
    assert [act for act in wide if act in narrow] == narrow


@given(wishes(), st.lists(acts(), max_size=6))
def test_nobody_is_asked_about_their_own_agency_or_about_what_they_know(wish: Wish, those: list[Act]) -> None:
    assert found(wish, those, own=tuple(AGENCIES)) == []
    known = frozenset(act.source_id for act in those)
    assert found(replace(wish, leaving_out=known), those) == []


@given(kinds, needs, kinds, needs)
def test_being_the_same_work_goes_both_ways(one: ActKind, need: str, other: ActKind, its: str) -> None:
    assert is_same_work(one, need, other, its, FAMILY) == is_same_work(other, its, one, need, FAMILY)


@pytest.mark.parametrize(
    ("begun", "ended", "expected"),
    [
        (-30, -30, True),
        (-31, -31, False),
        (30, None, True),
        (31, None, False),
        (-400, None, True),
        (-400, -30, True),
    ],
)
def test_thirty_days_count_on_both_edges(begun: int, ended: int | None, expected: bool) -> None:
    first = TODAY + timedelta(days=begun)
    last = None if ended is None else TODAY + timedelta(days=ended)
    assert is_near(first, last, today=TODAY, days=30) is expected


def test_a_block_wins_and_who_does_not_know_the_child_learns_nothing() -> None:
    for is_barred, sees, knows in product((True, False), repeat=3):
        sight = sight_of(is_barred=is_barred, sees_dossier=sees, knows_child=knows)
        if is_barred or not (sees or knows):
            assert sight is Sight.NONE
        else:
            assert sight is (Sight.FULL if sees else Sight.SECTOR)
