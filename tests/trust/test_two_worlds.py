"""Strangers see the same bytes in both worlds, and a count over everybody is noticed."""

from __future__ import annotations

import pytest

from tests.trust.conftest import Measured


def test_strangers_see_the_same_in_both_worlds(measured: Measured) -> None:
    row = measured("two_worlds")
    assert row.holds, row


@pytest.mark.full
def test_twenty_strangers_see_the_same_in_both_worlds(measured: Measured) -> None:
    row = measured("two_worlds", full=True)
    assert row.holds, row
