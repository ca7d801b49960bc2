"""Rows of the board inside the suite."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.trust import board
from tests.trust.board import Row

Measured = Callable[..., Row]


@pytest.fixture
def measured(django_db_blocker: Any) -> Measured:
    """`measured("races")` runs a row's quick size, `measured("races", full=True)` its full size."""

    def run(name: str, *, full: bool = False, seed: int = 1) -> Row:
        with django_db_blocker.unblock():
            return board.measure_here(name, full=full, seed=seed)

    return run
