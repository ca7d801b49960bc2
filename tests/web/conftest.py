"""A district with its register of villages, and people at their browsers."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.postgres.search import SearchVector
from django.db.models import Value
from django.test import Client

from anyam.foundation.access import Actor, Role
from anyam.registry.accounts.models import User
from anyam.registry.places.models import Place
from tests.casework.district import CODE, District

VILLAGE = f"{CODE}.01.2001"
FAR_VILLAGE = "35.05.01.2001"


@pytest.fixture
def district(db) -> District:
    made = District()
    _place(f"{CODE}.01", "district", "Ngantru", CODE)
    _place(VILLAGE, "village", "Pulerejo", f"{CODE}.01")
    _place("35.05", "regency", "Blitar", "35")
    _place("35.05.01", "district", "Wonodadi", "35.05")
    _place(FAR_VILLAGE, "village", "Kunir", "35.05.01")
    return made


@pytest.fixture
def front_office(district) -> Actor:
    return district.person("Ratna", district.service_centre, Role.FRONT_OFFICE)


@pytest.fixture
def worker(district) -> Actor:
    return district.person("Yusuf", district.service_centre, Role.CASE_WORKER)


@pytest.fixture
def browser_of(district) -> Callable[[Actor], Client]:
    """The browser of somebody signed in."""

    def sign_in(actor: Actor, language: str = "id") -> Client:
        user = User.objects.get(pk=actor.user_id)
        User.objects.filter(pk=user.pk).update(language=language)
        client = Client(HTTP_HOST="localhost")
        client.force_login(user)
        return client

    return sign_in


def _place(code: str, level: str, name: str, parent: str) -> None:
    words = {"own_words": SearchVector(Value(name)), "path_words": SearchVector(Value(name))}
    kinds = {"district": "kecamatan", "village": "desa", "regency": "kabupaten"}
    given = {"level": level, "kind": kinds[level], "name": name, "parent_id": parent, "folded": name.lower()}
    Place.objects.get_or_create(code=code, defaults={**given, **words})
