"""Garbage is answered, quickly, and breaks nothing."""

from __future__ import annotations

import pytest

from tests.trust.conftest import Measured


def test_garbage_is_answered_and_breaks_nothing(measured: Measured) -> None:
    row = measured("bad_input")
    assert row.holds, str(row)


@pytest.mark.full
def test_a_hundred_thousand_pieces_of_garbage_break_nothing(measured: Measured) -> None:
    row = measured("bad_input", full=True)
    assert row.holds, str(row)
