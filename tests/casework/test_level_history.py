"""How the level of risk went: from triage through the reviews, drawn in steps, said in words, listed in a table."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from anyam.casework.cases import actions as cases
from anyam.casework.cases import queries
from anyam.casework.cases.results import LevelPoint
from anyam.foundation.core import clock
from anyam.interfaces.web.cases.level_history import LEFT, RIGHT, level_drawing
from tests.cast import Cast


def a_point(day: int, level: str) -> LevelPoint:
    return LevelPoint(date(2026, 5, day), level, level.title(), is_review=day > 1)


def test_one_decision_is_no_history() -> None:
    assert level_drawing([]) is None
    assert level_drawing([a_point(1, "high")]) is None


def test_the_line_keeps_its_height_until_somebody_decides_anew() -> None:
    drawn = level_drawing([a_point(1, "high"), a_point(6, "medium"), a_point(11, "low")])
    assert drawn is not None
    middle = (LEFT + RIGHT) // 2
    high, medium, low = (y for _label, y in drawn.lanes)
    assert drawn.path == f"M{LEFT} {high}H{middle}V{medium}H{RIGHT}V{low}"
    assert high < medium < low
    assert len(drawn.table["rows"]) == 3


@pytest.mark.django_db
def test_a_case_tells_its_levels_from_triage_and_reviews() -> None:
    with clock.at(clock.now() - timedelta(days=40)):
        cast = Cast()
        story = cast.story()
    cases.record_review(
        cast.dewi,
        case_id=story.case_id,
        held_on=clock.today(),
        decision="continue",
        level="medium",
        note="Lebih tenang.",
        child_took_part=True,
        next_review_on=None,
    )
    levels = queries.get_reviews(cast.dewi, story.case_id).levels
    assert [(one.level, one.is_review) for one in levels] == [("high", False), ("medium", True)]
