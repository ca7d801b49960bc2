"""The drill's row on the board holds."""

from __future__ import annotations

import pytest

from tests.trust.conftest import Measured


def test_it_holds(measured: Measured) -> None:
    row = measured("restore_drill")
    assert row.holds, row.note


@pytest.mark.full
def test_it_holds_in_full(measured: Measured) -> None:
    row = measured("restore_drill", full=True)
    assert row.holds, row.note
