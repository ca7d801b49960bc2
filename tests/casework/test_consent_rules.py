"""Which answer covers which sharing at which second: judged over generated answers, without a database."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anyam.casework.consents.choices import Answer, Purpose, Standing, child_view_ages, givers
from anyam.casework.consents.rules import (
    Said,
    Use,
    covering,
    deciding,
    ends_soon,
    is_about,
    is_reported,
    standing_at,
    way_to_hear,
)

T0 = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
AGENCIES = [uuid4() for _ in range(3)]
KINDS = ["hospital", "police", "school"]
moments = st.integers(-100_000, 100_000).map(lambda s: T0 + timedelta(seconds=s))


@st.composite
def answers(draw: st.DrawFn) -> Said:
    given_at = draw(moments)
    to = draw(st.sampled_from(["own", "agency", "kind"]))
    return Said(
        purpose=draw(st.sampled_from(Purpose.values)),
        answer=draw(st.sampled_from(Answer.values)),
        given_at=given_at,
        agency_id=draw(st.sampled_from(AGENCIES)) if to == "agency" else None,
        agency_kind=draw(st.sampled_from(KINDS)) if to == "kind" else "",
        expires_at=draw(st.none() | st.integers(1, 100_000).map(lambda s: given_at + timedelta(seconds=s))),
        withdrawn_at=draw(st.none() | moments),
        is_by_reported=draw(st.booleans()),
    )


uses = st.builds(
    lambda purpose, n: Use(purpose, AGENCIES[n], KINDS[n]),
    st.sampled_from(Purpose.values),
    st.integers(0, 2),
)


@given(st.lists(answers(), max_size=6), uses, moments)
def test_what_covers_is_a_standing_yes_about_exactly_this(said: list[Said], use: Use, at: datetime) -> None:
    found = covering(said, use, at)
    if found is None:
        return
    assert found.answer == Answer.GIVEN
    assert found.purpose == use.purpose
    assert use.agency_id == found.agency_id or use.agency_kind == found.agency_kind
    assert found.given_at <= at
    assert found.expires_at is None or at < found.expires_at
    assert found.withdrawn_at is None or at < found.withdrawn_at
    assert not found.is_by_reported


@given(st.lists(answers(), max_size=6), uses, moments)
def test_no_later_refusal_that_counts_stands_against_what_covers(
    said: list[Said], use: Use, at: datetime
) -> None:
    found = covering(said, use, at)
    against = [
        s
        for s in said
        if is_about(s, use)
        and standing_at(s, at) is Standing.REFUSED
        and found
        and s.given_at > found.given_at
    ]
    assert not against


@given(st.lists(answers(), max_size=5), uses, moments)
def test_what_a_reported_person_says_changes_nothing(said: list[Said], use: Use, at: datetime) -> None:
    without = [s for s in said if not s.is_by_reported]
    assert covering(said, use, at) == covering(without, use, at)


@given(answers(), moments)
def test_an_answer_holds_up_to_its_last_second_and_not_at_it(said: Said, at: datetime) -> None:
    yes = replace(said, answer=Answer.GIVEN, withdrawn_at=None, is_by_reported=False, given_at=T0)
    yes = replace(yes, expires_at=T0 + timedelta(days=30))
    end = T0 + timedelta(days=30)
    assert standing_at(yes, end - timedelta(seconds=1)) is Standing.HOLDS
    assert standing_at(yes, end) is Standing.EXPIRED
    assert standing_at(yes, T0 - timedelta(seconds=1)) is Standing.NOT_YET
    taken = replace(yes, withdrawn_at=T0 + timedelta(days=3))
    assert standing_at(taken, T0 + timedelta(days=3)) is Standing.WITHDRAWN
    assert standing_at(taken, T0 + timedelta(days=3) - timedelta(seconds=1)) is Standing.HOLDS


def test_the_last_word_decides() -> None:
    use = Use(Purpose.SHARING, AGENCIES[0], KINDS[0])
    yes = Said(Purpose.SHARING, Answer.GIVEN, T0, agency_kind=KINDS[0])
    no = Said(Purpose.SHARING, Answer.REFUSED, T0 + timedelta(hours=1), agency_id=AGENCIES[0])
    assert covering([yes], use, T0 + timedelta(days=1)) == yes
    assert covering([yes, no], use, T0 + timedelta(days=1)) is None
    assert deciding([yes, no], use, T0 + timedelta(days=1)) == no
    again = replace(yes, given_at=T0 + timedelta(hours=2))
    assert covering([yes, no, again], use, T0 + timedelta(days=1)) == again
    other = Use(Purpose.SHARING, AGENCIES[1], KINDS[0])
    assert covering([yes, no], other, T0 + timedelta(days=1)) == yes, (
        "a no to one agency is a no to that agency"
    )


def test_a_yes_taken_back_uncovers_the_word_before_it() -> None:
    use = Use(Purpose.SHARING, AGENCIES[0], KINDS[0])
    no = Said(Purpose.SHARING, Answer.REFUSED, T0, agency_id=AGENCIES[0])
    yes = Said(Purpose.SHARING, Answer.GIVEN, T0 + timedelta(hours=1), agency_id=AGENCIES[0])
    taken = replace(yes, withdrawn_at=T0 + timedelta(hours=2))
    assert deciding([no, taken], use, T0 + timedelta(hours=3)) == no


@pytest.mark.parametrize(
    ("giver", "person", "reported", "expected"),
    [
        ("father", None, [("father", None)], True),
        ("mother", None, [("father", None)], False),
        ("mother", None, [("parent", None)], True),
        ("stepfather", None, [("stepfather", None)], True),
        ("grandparent", None, [("stepfather", None)], False),
        ("child", None, [("parent", None)], False),
        ("relative", UUID(int=1), [("relative", UUID(int=1))], True),
        ("relative", UUID(int=2), [("relative", UUID(int=1))], False),
        ("guardian", UUID(int=1), [("neighbour", UUID(int=1))], True),
    ],
)
def test_a_reported_person_is_known_by_person_first_and_else_by_relation(
    giver: str, person: UUID | None, reported: list[tuple[str, UUID | None]], expected: bool
) -> None:
    term = next(t for t in givers().terms if t.code == giver)
    assert is_reported(term, person, reported) is expected


@pytest.mark.parametrize(
    ("age", "way"),
    [
        (0, "observed"),
        (6, "observed"),
        (7, "heard"),
        (11, "heard"),
        (12, "asked"),
        (17, "asked"),
        (None, "asked"),
    ],
)
def test_how_a_child_is_heard_follows_the_ages_in_the_data(age: int | None, way: str) -> None:
    assert way_to_hear(child_view_ages().terms, age) == way


def test_whoever_must_renew_is_told_a_month_before() -> None:
    yes = Said(Purpose.SHARING, Answer.GIVEN, T0, expires_at=T0 + timedelta(days=90))
    assert not ends_soon(yes, T0 + timedelta(days=59))
    assert ends_soon(yes, T0 + timedelta(days=60))
    assert not ends_soon(yes, T0 + timedelta(days=90))


# --- the oracle itself can fail ----------------------------------------------------------------------------------


def careless(said: list[Said], use: Use, at: datetime) -> Said | None:
    """Forgets the end, as a seeded bug."""
    yes = [s for s in said if is_about(s, use) and s.answer == Answer.GIVEN and s.withdrawn_at is None]
    return max(yes, key=lambda s: s.given_at, default=None)


def test_seeded_rule_without_an_end_is_caught() -> None:
    use = Use(Purpose.SHARING, AGENCIES[0], KINDS[0])
    old = Said(Purpose.SHARING, Answer.GIVEN, T0, agency_id=AGENCIES[0], expires_at=T0 + timedelta(days=1))
    at = T0 + timedelta(days=1)
    assert careless([old], use, at) is not None
    assert covering([old], use, at) is None
