"""Everybody opens what was declared; and seeded faults of authorisation are noticed."""

from __future__ import annotations

import pytest

from tests.trust.conftest import Measured


def test_everybody_opens_what_they_should(measured: Measured) -> None:
    row = measured("authorisation_matrix")
    assert row.holds, row


@pytest.mark.full
def test_everybody_opens_what_they_should_at_every_door(measured: Measured) -> None:
    row = measured("authorisation_matrix", full=True)
    assert row.holds, row
