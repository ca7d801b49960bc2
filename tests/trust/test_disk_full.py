"""Nothing acknowledged is lost to a full disk."""

from __future__ import annotations

import pytest

from tests.trust._disk import can_be_mounted
from tests.trust.conftest import Measured

pytestmark = pytest.mark.skipif(not can_be_mounted(), reason="mounting a disk needs root and loop devices")


def test_nothing_acknowledged_is_lost_to_a_full_disk(measured: Measured) -> None:
    row = measured("disk_full")
    assert row.holds, str(row)


@pytest.mark.full
def test_nothing_acknowledged_is_lost_to_twenty_full_disks(measured: Measured) -> None:
    row = measured("disk_full", full=True)
    assert row.holds, str(row)
