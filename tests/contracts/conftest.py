"""The cast, for tests of what a stranger gets to see."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from tests.cast import Cast, Story
from tests.ready_databases import Worlds
from tests.trust.ground import rows_open_to_the_harness


@dataclass(frozen=True)
class Told:
    """One child's story, and for every part of every address something of it."""

    cast: Cast
    story: Story
    values: dict[str, Any]


@pytest.fixture
def told(worlds: Worlds, django_db_blocker: Any) -> Iterator[Told]:
    """A district in which something stands behind every address, made once; what a test does there is taken back."""
    with (
        django_db_blocker.unblock(),
        rows_open_to_the_harness(),
        worlds.inside("behind_every_address", _tell) as told,
    ):
        yield told


def _tell() -> Told:
    from tests.contracts.test_stranger_sweep import values_of

    cast = Cast()
    story = cast.story()
    return Told(cast, story, values_of(cast, story))
