"""The cast, for tests of what a stranger gets to see."""

from __future__ import annotations

import pytest

from tests.cast import Cast, Story


@pytest.fixture
def cast(db: None) -> Cast:
    return Cast()


@pytest.fixture
def story(cast: Cast) -> Story:
    return cast.story()
