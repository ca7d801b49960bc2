"""People and places for the tests of this app."""

from __future__ import annotations

from uuid import UUID

import pytest

from anyam.foundation.access import Actor, Permission, Role, action, require
from anyam.registry.people.actions import register_person
from anyam.registry.people.results import PersonInput


@action()
def register(actor: Actor, person: PersonInput, *, is_child: bool = True) -> UUID:
    """What a report does around the step."""
    require(actor, Permission.REGISTER_PEOPLE)
    return register_person(actor, person, is_child=is_child)


@pytest.fixture
def front_office() -> Actor:
    """Somebody who takes reports."""
    return Actor(user_id=None, user_name="Ratna", roles=frozenset({Role.FRONT_OFFICE}))


@pytest.fixture
def regent_office() -> Actor:
    """Somebody who sees counts and no child."""
    return Actor(user_id=None, user_name="Tamu", roles=frozenset({Role.REGENT_OFFICE}))
