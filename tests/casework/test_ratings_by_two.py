"""Two people judge the risk of one child alone; both answers are told when both are there, and agreement is counted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anyam.casework.cases import actions as cases
from anyam.casework.cases import queries
from anyam.casework.cases.choices import Level, TriageFact
from anyam.casework.cases.rules import FEWEST_PAIRS, agreement
from anyam.casework.sops.queries import find_my_work
from anyam.foundation.access import Actor, NotAllowed, NotFound
from anyam.foundation.core.refusals import Refusal
from tests.cast import Cast

LEVELS = Level.values
pairs = st.lists(
    st.tuples(st.sampled_from(LEVELS), st.sampled_from(LEVELS)), min_size=FEWEST_PAIRS, max_size=40
)


def by_hand(found: list[tuple[str, str]]) -> float | None:
    """Every answer of the first against every answer of the second, whoever it was about."""

    def apart(one: str, other: str) -> float:
        return abs(LEVELS.index(one) - LEVELS.index(other)) / (len(LEVELS) - 1)

    seen = sum(apart(one, other) for one, other in found) / len(found)
    every = [apart(one, other) for one, _ in found for _, other in found]
    by_chance = sum(every) / len(every)
    return 1 - seen / by_chance if by_chance else None


@given(pairs)
def test_weighted_kappa_is_what_enumerating_every_pairing_gives(found: list[tuple[str, str]]) -> None:
    expected, told = by_hand(found), agreement(found)
    assert told.exact == sum(one == other for one, other in found) / len(found)
    assert told.kappa == (None if expected is None else pytest.approx(expected))


@given(pairs)
def test_full_agreement_is_one_and_the_order_of_raters_does_not_matter(found: list[tuple[str, str]]) -> None:
    alike = [(one, one) for one, _ in found]
    assert agreement(alike).kappa in (None, 1.0)
    turned = [(other, one) for one, other in found]
    assert agreement(turned) == agreement(found)


def test_fewer_than_ten_pairs_say_nothing() -> None:
    told = agreement([("high", "high")] * (FEWEST_PAIRS - 1))
    assert (told.exact, told.kappa) == (None, None)
    assert agreement([("high", "high"), ("low", "low")] * 5).kappa == 1.0


def facts(**yes: bool) -> dict[str, bool]:
    return {**dict.fromkeys(TriageFact.values, False), **yes}


def kinds(actor: Actor) -> list[str]:
    return [row.kind.value for group in find_my_work(actor).groups for row in group.rows]


@pytest.mark.django_db
def test_neither_sees_the_others_answer_before_both_are_there() -> None:
    cast = Cast()
    case_id = cast.story().case_id
    dewi, yusuf = cast.dewi, cast.yusuf
    rating_id = cases.ask_second_rating(
        dewi, case_id=case_id, facts=facts(no_carer=True), level="high", colleague_id=yusuf.person_id
    )
    assert "rate_risk" in kinds(yusuf)
    assert queries.get_rating(dewi, rating_id).first_label
    for actor in (yusuf, cast.ningsih):
        row = queries.get_rating(actor, rating_id)
        assert (row.first_label, row.second_label, row.apart) == ("", "", ())
    with pytest.raises(NotFound):
        cases.rate_second(dewi, rating_id=rating_id, facts=facts(), level="low")
    with pytest.raises(Refusal):
        cases.rate_second(yusuf, rating_id=rating_id, facts={"no_carer": True}, level="low")
    cases.rate_second(yusuf, rating_id=rating_id, facts=facts(), level="medium")
    assert "rate_risk" not in kinds(yusuf)
    for actor in (dewi, yusuf):
        row = queries.get_rating(actor, rating_id)
        assert row.first_label
        assert row.second_label
        assert not row.is_alike
        assert row.apart == (str(TriageFact.NO_CARER.label),)
    with pytest.raises(Refusal):
        cases.rate_second(yusuf, rating_id=rating_id, facts=facts(), level="low")
    for stranger in (cast.maya, cast.bagus):
        with pytest.raises(NotFound):
            queries.get_rating(stranger, rating_id)


@pytest.mark.django_db
def test_only_a_colleague_at_work_with_the_case_is_asked_and_asking_anew_replaces_the_unanswered() -> None:
    cast = Cast()
    case_id = cast.story().case_id
    for wrong in (cast.dewi, cast.bagus, cast.maya):
        with pytest.raises(Refusal):
            cases.ask_second_rating(
                cast.dewi, case_id=case_id, facts=facts(), level="low", colleague_id=wrong.person_id
            )
    for colleague in (cast.yusuf, cast.ningsih):
        cases.ask_second_rating(
            cast.dewi, case_id=case_id, facts=facts(), level="low", colleague_id=colleague.person_id
        )
    assert "rate_risk" not in kinds(cast.yusuf)
    assert "rate_risk" in kinds(cast.ningsih)
    assert len(queries.ratings_of(cast.dewi, case_id).rows) == 1
    assert queries.risk_agreement(cast.ningsih).pairs == 0
    with pytest.raises(NotAllowed):
        queries.risk_agreement(cast.dewi)
