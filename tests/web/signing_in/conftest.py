"""A worker with a password, and the tools to come in with it."""

from __future__ import annotations

import pytest

from anyam.foundation.access import Role
from anyam.registry.accounts.models import User
from tests.casework.district import District

from .people import PASSWORD


def with_password(district: District, name: str, *roles: Role) -> User:
    actor = district.person(name, district.service_centre, *roles)
    user = User.objects.get(pk=actor.user_id)
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.fixture
def sri(district: District) -> User:
    """A case manager."""
    return with_password(district, "Sri", Role.CASE_MANAGER)


@pytest.fixture
def agus(district: District) -> User:
    """An administrator."""
    return with_password(district, "Agus", Role.ADMINISTRATOR)
