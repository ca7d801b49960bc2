from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.trust.board import Row


def test_what_people_write_stays_what_they_wrote(measured: Callable[..., Row]) -> None:
    row = measured("injection")
    assert row.holds, str(row)


@pytest.mark.full
def test_what_people_write_stays_what_they_wrote_twenty_thousand_times(measured: Callable[..., Row]) -> None:
    assert measured("injection", full=True).holds
