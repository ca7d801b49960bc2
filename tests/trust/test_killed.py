"""Nothing acknowledged is lost to kill -9."""

from __future__ import annotations

import pytest

from tests.trust.conftest import Measured


def test_nothing_acknowledged_is_lost_to_a_kill(measured: Measured) -> None:
    row = measured("killed")
    assert row.holds, str(row)


@pytest.mark.full
def test_nothing_acknowledged_is_lost_to_two_hundred_kills(measured: Measured) -> None:
    row = measured("killed", full=True)
    assert row.holds, str(row)
