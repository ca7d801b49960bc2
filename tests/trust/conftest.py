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
    """`measured("races")` runs a row's quick size, `measured("races", full=True)` its full size.

    With `is_alone` in a process of its own: a row that forks wants one without other tests' threads and signals.
    """

    def run(name: str, *, full: bool = False, seed: int = 1, is_alone: bool = False) -> Row:
        if is_alone:
            return board.measured_apart(name, full=full, seed=seed)
        with django_db_blocker.unblock():
            return board.measure_here(name, full=full, seed=seed)

    return run
