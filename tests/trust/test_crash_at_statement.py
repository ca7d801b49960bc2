"""A write that is cut off anywhere is undone as a whole."""

from __future__ import annotations

import pytest

from tests.trust.conftest import Measured


def test_a_write_cut_off_anywhere_is_undone(measured: Measured) -> None:
    row = measured("crash_at_statement", is_alone=True)
    assert row.holds, str(row)


@pytest.mark.full
def test_every_write_cut_off_at_every_statement_is_undone(measured: Measured) -> None:
    row = measured("crash_at_statement", full=True, is_alone=True)
    assert row.holds, str(row)
