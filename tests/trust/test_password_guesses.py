"""Guessing passwords; the full size with `script/test --full`."""

from __future__ import annotations

import pytest

from tests.trust.conftest import Measured


def test_nobody_guesses_in_and_no_worker_is_locked_out(measured: Measured) -> None:
    row = measured("password_guesses")
    assert row.holds, row.note


@pytest.mark.full
def test_fifty_thousand_guesses(measured: Measured) -> None:
    row = measured("password_guesses", full=True)
    assert row.holds, row.note
