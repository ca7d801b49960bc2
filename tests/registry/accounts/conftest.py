"""A small district: two agencies, an administrator, and users without roles."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.contrib.auth.hashers import make_password

from anyam.foundation.access import Actor, Role
from anyam.foundation.core import clock
from anyam.registry.accounts.actions import assign_role, create_user
from anyam.registry.accounts.queries import actor_for
from anyam.registry.agencies.models import Agency, AgencyKind

PASSWORD = "kambing-payung-sepeda"
SYSTEM = Actor.system("tests")

MakeUser = Callable[..., UUID]


@pytest.fixture
def agencies(db: Any) -> list[Agency]:
    """The integrated service and the police, both of Tulungagung."""
    kind = AgencyKind.objects.create(code="test", name_id="Layanan", name_en="Service", sector="social")
    return [
        Agency.objects.create(
            name=name, short_name=short, kind=kind, district_code="35.04", since=clock.now(), is_active=True
        )
        for name, short in [("ULT PSAI Tulungagung", "ULT PSAI"), ("Polres Tulungagung", "Polres")]
    ]


@pytest.fixture
def make_user(agencies: list[Agency]) -> MakeUser:
    """A user who can sign in; with a role, for the first agency unless another is given."""

    def make(username: str, *roles: Role, agency: Agency | None = None, **more: Any) -> UUID:
        user_id = create_user(
            SYSTEM,
            username=username,
            full_name=more.pop("full_name", username.title()),
            encoded_password=make_password(PASSWORD),
            **more,
        )
        for role in roles:
            assign_role(SYSTEM, user_id=user_id, agency_id=(agency or agencies[0]).pk, role=role)
        return user_id

    return make


@pytest.fixture
def administrator(make_user: MakeUser) -> Actor:
    return actor_for(make_user("admin", Role.ADMINISTRATOR))
