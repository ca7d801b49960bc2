"""Both enforcers answer alike, and a changed policy on either side is noticed."""

from __future__ import annotations

import pytest

from tests.trust.conftest import Measured


def test_python_and_the_database_answer_alike(measured: Measured) -> None:
    row = measured("policy_against_rows")
    assert row.holds, row


@pytest.mark.full
def test_a_million_pairs_are_answered_alike(measured: Measured) -> None:
    row = measured("policy_against_rows", full=True)
    assert row.holds, row
