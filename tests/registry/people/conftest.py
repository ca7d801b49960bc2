"""People and places for the tests of this app."""

from __future__ import annotations

import pytest

from anyam.foundation.access import Actor, Role


@pytest.fixture()
def front_office() -> Actor:
    """Somebody who takes reports."""
    return Actor(user_id=None, user_name="Ratna", roles=frozenset({Role.FRONT_OFFICE}))


@pytest.fixture()
def regent_office() -> Actor:
    """Somebody who sees counts and no child."""
    return Actor(user_id=None, user_name="Tamu", roles=frozenset({Role.REGENT_OFFICE}))
