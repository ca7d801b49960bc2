"""Nothing acknowledged is lost to a power cut."""

from __future__ import annotations

import pytest

from tests.trust._disk import can_be_mounted
from tests.trust.conftest import Measured

pytestmark = pytest.mark.skipif(not can_be_mounted(), reason="mounting a disk needs root and loop devices")


def test_nothing_acknowledged_is_lost_to_a_power_cut(measured: Measured) -> None:
    row = measured("power_cut")
    assert row.holds, str(row)


@pytest.mark.full
def test_nothing_acknowledged_is_lost_to_two_hundred_power_cuts(measured: Measured) -> None:
    row = measured("power_cut", full=True)
    assert row.holds, str(row)
