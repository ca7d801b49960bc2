"""The quick size of `insider`."""

from __future__ import annotations

import pytest

from tests.trust.conftest import Measured


def test_snooping_is_named_and_ordinary_reading_is_not(measured: Measured) -> None:
    row = measured("insider")
    assert row.holds, row.note


@pytest.mark.full
def test_snooping_is_named_in_many_worlds(measured: Measured) -> None:
    row = measured("insider", full=True)
    assert row.holds, row.note
