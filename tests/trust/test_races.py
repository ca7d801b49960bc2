"""Races end as if people had taken turns; and the checker itself can tell."""

from __future__ import annotations

from typing import Any

import pytest

from tests.trust._linear import Act, fits
from tests.trust.conftest import Measured


def test_races_end_as_if_they_had_taken_turns(measured: Measured) -> None:
    row = measured("races")
    assert row.holds, str(row)


@pytest.mark.full
def test_a_thousand_races_end_as_if_they_had_taken_turns(measured: Measured) -> None:
    row = measured("races", full=True)
    assert row.holds, str(row)


def lamp(state: Any, act: Act) -> tuple[Any, Any]:
    return ("lit", "done") if state == "dark" else (state, "refused")


@pytest.mark.parametrize(
    ("second", "fit"),
    [
        (Act("light", None, "refused", 0.5, 1.5), True),
        (Act("light", None, "done", 0.5, 1.5), False),
        (Act("light", None, "refused", 2, 3), True),
    ],
)
def test_of_two_who_light_a_lamp_one_is_refused(second: Act, fit: bool) -> None:
    assert fits([Act("light", None, "done", 0, 1), second], "dark", lamp, "lit") is fit


def test_an_order_against_the_clock_does_not_count() -> None:
    late = [Act("light", None, "refused", 0, 1), Act("light", None, "done", 2, 3)]
    assert not fits(late, "dark", lamp, "lit")
