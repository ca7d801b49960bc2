"""The quick size of `canaries`."""

from __future__ import annotations

import pytest

from tests.trust.conftest import Measured


def test_no_canary_gets_out(measured: Measured) -> None:
    row = measured("canaries")
    assert row.holds, row


@pytest.mark.full
def test_no_canary_gets_out_in_full(measured: Measured) -> None:
    row = measured("canaries", full=True)
    assert row.holds, row
