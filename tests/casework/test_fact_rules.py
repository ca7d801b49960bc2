"""The rules of what is known: no value is ever lost, and never do two values hold at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import permutations
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anyam.casework.cases.rules import compartment_of
from anyam.casework.facts import choices
from anyam.casework.facts.choices import LIVE, Compartment, Difference, SettleReason, Sight, Source, State
from anyam.casework.facts.rules import (
    Asking,
    NotSettleable,
    Saying,
    Sayings,
    accepted_value,
    asked_repeatedly,
    behind,
    head_saying,
    is_confirmed,
    is_same_value,
    is_stale,
    last_said_on,
    live_heads,
    repeated,
    settled,
    sight_of,
    voice_of,
    with_said,
    without,
)
from anyam.interfaces.jobs.instruments import tables_of
from anyam.registry.instruments.choices import Type
from tests.instruments import FOLDER, MAIN
from tests.registry.instruments.making import made

DAY = date(2026, 11, 23)
VALUES = st.sampled_from(["SMPN 1", "smpn 1", "SMPN 2", "SDN 3"])
VOICES = st.sampled_from(["child", "caregiver", "document"])


def said(value: Any, voice: str = "child", on: date = DAY) -> Saying:
    return Saying(uuid4(), value, on, voice)


# --- a life of one fact, as a sequence of deeds -----------------------------------------------------------------------

DEEDS = st.one_of(
    st.tuples(st.just("say"), VALUES, VOICES, st.sampled_from([None, *Difference])),
    st.tuples(st.just("settle"), st.integers(0, 9), st.sampled_from(list(SettleReason)), st.none()),
    st.tuples(st.just("withdraw"), st.integers(0, 9), st.none(), st.none()),
)


def lived(deeds: Sequence[tuple[Any, ...]]) -> tuple[Sayings, list[Saying]]:
    """What became of it, and everything that was ever said."""
    told: Sayings = ()
    ever: list[Saying] = []
    for what, one, other, difference in deeds:
        if what == "say":
            new = said(one, other)
            ever.append(new)
            told = with_said(told, new, difference)
        elif what == "settle":
            disputed = [row for row in told if row.state is State.DISPUTED]
            if disputed:
                told = settled(told, disputed[one % len(disputed)].id, other)
        else:
            counting = [row for row in told if row.state in (*LIVE, State.CONFIRMING)]
            if counting:
                told = without(told, counting[one % len(counting)].id)
    return told, ever


@given(st.lists(DEEDS, max_size=25))
def test_no_value_is_ever_lost(deeds: list[tuple[Any, ...]]) -> None:
    told, ever = lived(deeds)
    assert [(row.id, row.value, row.voice) for row in told] == [
        (row.id, row.value, row.voice) for row in ever
    ]


@given(st.lists(DEEDS, max_size=25))
def test_either_one_value_holds_or_several_contradict_each_other(deeds: list[tuple[Any, ...]]) -> None:
    told, _ever = lived(deeds)
    states = [row.state for row in live_heads(told)]
    assert states in ([], [State.STANDING]) or (len(states) > 1 and set(states) == {State.DISPUTED})


@given(st.lists(DEEDS, max_size=25))
def test_values_that_stand_side_by_side_differ_and_whoever_confirms_says_the_same(
    deeds: list[tuple[Any, ...]],
) -> None:
    told, _ever = lived(deeds)
    heads = live_heads(told)
    assert all(not is_same_value(a.value, b.value) for n, a in enumerate(heads) for b in heads[:n])
    by_id = {row.id: row for row in told}
    for row in told:
        if row.state is State.CONFIRMING:
            assert row.confirms is not None
            head = by_id[row.confirms]
            assert head.confirms is None, "nobody stands behind somebody who stands behind another"
            assert is_same_value(head.value, row.value)
        elif row.state is not State.WITHDRAWN:
            assert row.confirms is None


def shape(told: Sayings) -> Counter[tuple[str, str, int]]:
    """Which values are live, in which state, said by how many, without the order in which they came."""
    return Counter(
        (str(head.value).casefold(), head.state.value, len(behind(told, head))) for head in live_heads(told)
    )


@given(st.lists(st.tuples(VALUES, VOICES), min_size=1, max_size=5))
def test_the_order_of_what_instruments_propose_does_not_matter(proposals: list[tuple[str, str]]) -> None:
    shapes = []
    for order in list(permutations(proposals))[:24]:
        told: Sayings = ()
        for value, voice in order:
            told = with_said(told, said(value, voice), Difference.DISAGREES)
        shapes.append((shape(told), frozenset(is_confirmed(told, head) for head in live_heads(told))))
    assert all(one == shapes[0] for one in shapes)


# --- one by one -------------------------------------------------------------------------------------------------------


def test_the_same_value_confirms_only_when_a_second_source_says_it() -> None:
    told = with_said((), said("Jawa"), None)
    told = with_said(told, said("jawa."), None)
    assert not is_confirmed(told, live_heads(told)[0]), "the same child asked twice proves nothing"
    told = with_said(told, said("Jawa", "document"), None)
    assert is_confirmed(told, live_heads(told)[0])
    assert [row.state for row in told] == [State.STANDING, State.CONFIRMING, State.CONFIRMING]


def test_two_agencies_are_two_voices_and_one_child_heard_twice_is_one() -> None:
    one, other = uuid4(), uuid4()
    assert voice_of(Source.AGENCY, one) != voice_of(Source.AGENCY, other)
    assert voice_of(Source.CHILD, one) == voice_of(Source.CHILD, other)


def test_what_has_changed_leaves_the_old_value_as_true_in_its_time() -> None:
    told = with_said(with_said((), said("Kelas 5"), None), said("Kelas 6"), Difference.CHANGED)
    assert [(row.value, row.state) for row in told] == [
        ("Kelas 5", State.SUPERSEDED),
        ("Kelas 6", State.STANDING),
    ]


def test_a_contradiction_is_not_decided_by_saying_that_it_has_changed() -> None:
    told = with_said(with_said((), said("A"), None), said("B"), Difference.DISAGREES)
    told = with_said(told, said("C"), Difference.CHANGED)
    assert [row.state for row in live_heads(told)] == [State.DISPUTED] * 3


def test_settling_keeps_one_and_says_of_the_others_whether_they_were_ever_true() -> None:
    told = with_said(with_said((), said("A"), None), said("B"), Difference.DISAGREES)
    keep = told[1].id
    assert [row.state for row in settled(told, keep, SettleReason.CHANGED)] == [
        State.SUPERSEDED,
        State.STANDING,
    ]
    assert [row.state for row in settled(told, keep, SettleReason.DOCUMENT)] == [
        State.SET_ASIDE,
        State.STANDING,
    ]
    with pytest.raises(NotSettleable):
        settled(with_said((), said("A"), None), keep, SettleReason.CHILD)


def test_taking_back_the_first_voice_leaves_the_value_to_whoever_said_the_same() -> None:
    told = with_said(with_said((), said("A"), None), said("A", "document"), None)
    told = with_said(told, said("A", "caregiver"), None)
    left = without(told, told[0].id)
    assert [row.state for row in left] == [State.WITHDRAWN, State.STANDING, State.CONFIRMING]
    assert left[2].confirms == left[1].id


def test_taking_back_one_of_two_contradicting_values_settles_it() -> None:
    told = with_said(with_said((), said("A"), None), said("B"), Difference.DISAGREES)
    assert [row.state for row in without(told, told[1].id)] == [State.STANDING, State.WITHDRAWN]


def test_the_day_of_a_value_is_the_last_on_which_anybody_said_it() -> None:
    told = with_said((), said("A", on=DAY - timedelta(days=400)), None)
    told = with_said(told, said("A", on=DAY - timedelta(days=3)), None)
    assert last_said_on(told, live_heads(told)[0]) == DAY - timedelta(days=3)


@pytest.mark.parametrize(("days", "age", "is_old"), [(90, 90, False), (90, 91, True), (None, 9999, False)])
def test_a_fact_is_stale_the_day_after_its_time(days: int | None, age: int, is_old: bool) -> None:
    assert is_stale(days, DAY - timedelta(days=age), DAY) is is_old


def test_a_value_that_no_longer_counts_is_not_confirmed_but_said_anew() -> None:
    told = with_said(with_said((), said("A"), None), said("B"), Difference.CHANGED)
    assert head_saying(told, "A") is None
    told = with_said(told, said("A"), Difference.CHANGED)
    assert [row.state for row in told] == [State.SUPERSEDED, State.SUPERSEDED, State.STANDING]


# --- values -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "given_value", "kept"),
    [
        ("language", ["javanese", "indonesian", "javanese"], ["indonesian", "javanese"]),
        ("religion", "islam", "islam"),
        ("interpreter", True, "yes"),
        ("interpreter", "no", "no"),
        ("grade", "6", 6),
        ("last_examined", "2026-11-01", "2026-11-01"),
        ("school", "  SDN   Ngunut 1 ", "SDN Ngunut 1"),
    ],
)
def test_values_are_kept_in_one_form(kind: str, given_value: Any, kept: Any) -> None:
    assert accepted_value(choices.kinds()[kind], given_value) == kept


@pytest.mark.parametrize(
    ("kind", "wrong"),
    [
        ("language", ["klingon"]),
        ("religion", "islamic"),
        ("interpreter", "maybe"),
        ("grade", "13"),
        ("grade", "enam"),
        ("last_examined", "kemarin"),
        ("school", "   "),
        ("school", "x" * 501),
        ("school", None),
    ],
)
def test_what_is_no_answer_is_refused(kind: str, wrong: Any) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        accepted_value(choices.kinds()[kind], wrong)


TYPES = {Type.SEVERAL: "codes", Type.ONE: "code", Type.TEXT: "text"}


def test_every_kind_has_a_place_and_asks_as_the_form_asks() -> None:
    """A fact that a form fills in says the same words for the same codes, in the same compartment."""
    form = made(tables_of(FOLDER / f"{MAIN}.md").decode())
    asked = {node.name: node for node in form.questions}
    for kind in choices.kinds().values():
        assert kind.group in choices.GROUPS
        assert bool(kind.choices()) == (kind.type in {"code", "codes"}), kind.code
        for place in kind.questions:
            code, _slash, name = place.partition("/")
            assert code == MAIN
            question = asked[name]
            assert compartment_of(question) == kind.compartment
            offered = [
                (one.name, "".join(one.label[form.language("id")]))
                for one in form.lists.get(question.list, ())
            ]
            is_yes_or_no = kind.type == "yes_no"
            assert (
                [name for name, _label in offered] == ["yes", "no"]
                if is_yes_or_no
                else offered == kind.choices()
            )
            assert TYPES[question.type] == ("code" if is_yes_or_no else kind.type)


# --- interviews -------------------------------------------------------------------------------------------------------

FAMILIES = {"sexual": "event", "what_happened": "event", "wishes": "wishes"}


def asking(*topics: str, on: date = DAY) -> Asking:
    return Asking(uuid4(), frozenset(topics), on)


def test_a_part_of_the_same_story_is_the_same_story() -> None:
    earlier = asking("what_happened", on=DAY - timedelta(days=30))
    assert repeated([earlier], ["sexual"], DAY, days=180, family_of=FAMILIES) == (earlier,)
    assert repeated([earlier], ["wishes"], DAY, days=180, family_of=FAMILIES) == ()


@pytest.mark.parametrize(("away", "counts"), [(180, True), (181, False), (-180, True), (-181, False)])
def test_only_what_lies_near_counts_before_and_after(away: int, counts: bool) -> None:
    other = asking("sexual", on=DAY - timedelta(days=away))
    assert bool(repeated([other], ["sexual"], DAY, days=180, family_of=FAMILIES)) is counts


def test_an_interview_is_no_repetition_of_itself() -> None:
    one = asking("sexual")
    assert repeated([one], ["sexual"], DAY, days=180, family_of=FAMILIES, leaving_out=[one.id]) == ()


def test_stories_told_more_than_once_are_counted_by_story_and_not_by_topic() -> None:
    rows = [asking("sexual", "what_happened"), asking("wishes")]
    assert asked_repeatedly(rows, FAMILIES) == ()
    assert asked_repeatedly([*rows, asking("what_happened")], FAMILIES) == ("event",)


@pytest.mark.parametrize("sees_words", [True, False])
@pytest.mark.parametrize("knows_child", [True, False])
def test_a_block_wins_over_everything(sees_words: bool, knows_child: bool) -> None:
    assert sight_of(is_barred=True, sees_words=sees_words, knows_child=knows_child) is Sight.NONE


def test_of_another_case_only_the_sector_is_told_and_only_to_whoever_knows_the_child() -> None:
    assert sight_of(is_barred=False, sees_words=True, knows_child=False) is Sight.FULL
    assert sight_of(is_barred=False, sees_words=False, knows_child=True) is Sight.SECTOR
    assert sight_of(is_barred=False, sees_words=False, knows_child=False) is Sight.NONE


def test_every_topic_belongs_to_a_story_and_every_compartment_to_a_part() -> None:
    assert all(term.extra["family"] for term in choices.interview_topics().terms)
    assert set(choices.PART_OF) == set(Compartment)
