"""The quick size of `reads_audited`."""

from __future__ import annotations

import pytest

from tests.trust.conftest import Measured


def test_no_answer_shows_a_childs_data_without_a_look(measured: Measured) -> None:
    row = measured("reads_audited")
    assert row.holds, row.note


@pytest.mark.full
def test_nobody_reads_without_a_look(measured: Measured) -> None:
    row = measured("reads_audited", full=True)
    assert row.holds, row.note
