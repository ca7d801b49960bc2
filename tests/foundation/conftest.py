"""An event, a reaction and an actor for the tests of the foundation, taken away again after each test."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

import pytest

from anyam.foundation.access import Actor, Role
from anyam.foundation.core.ids import new_id
from anyam.foundation.events import definitions, reactions
from anyam.foundation.events.definitions import EventInfo, event


@dataclass(frozen=True)
class LampLit:
    """Something that happened, about nobody."""

    subject_id: UUID
    lamps: int = 1
    case_id: UUID | None = None


@dataclass
class Told:
    """What a reaction was told, and what it shall do about it."""

    happenings: list[tuple[LampLit, EventInfo]]
    fails: bool = False


@pytest.fixture
def told() -> Iterator[Told]:
    """A reaction to LampLit that notes what it is told."""
    kinds, by_kind, by_name = dict(definitions._KINDS), dict(reactions._BY_KIND), dict(reactions._BY_NAME)
    noted = Told([])
    event("lamp_lit")(LampLit)

    def note(happening: LampLit, about: EventInfo) -> None:
        noted.happenings.append((happening, about))
        if noted.fails:
            raise OSError("secret words of a child")

    reactions.reacts_to(LampLit)(note)
    yield noted
    for registry, before in (
        (definitions._KINDS, kinds),
        (reactions._BY_KIND, by_kind),
        (reactions._BY_NAME, by_name),
    ):
        registry.clear()
        registry.update(before)  # type: ignore[arg-type]


@pytest.fixture
def dewi() -> Actor:
    return Actor(user_id=new_id(), agency_id=new_id(), roles=frozenset({Role.CASE_MANAGER}))


@pytest.fixture
def nobody() -> Actor:
    return Actor.nobody()
