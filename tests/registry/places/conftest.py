"""Registers to test with: a small one of ten places, and the whole published one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from anyam.config import env
from anyam.foundation.access import Actor, Role
from anyam.registry.places.actions import load_places

from .register import write_register

SYSTEM = Actor.system("test register")


@pytest.fixture
def worker() -> Actor:
    """A case worker of Tulungagung."""
    return Actor(user_id=None, district_code="35.04", roles=frozenset({Role.CASE_WORKER}))


@pytest.fixture
def small_register(db: None, tmp_path: Path) -> Path:
    """The folder of a small register that has been loaded."""
    folder = write_register(tmp_path)
    load_places(SYSTEM, folder=folder)
    return folder


@pytest.fixture(scope="module")
def whole_register(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The published register, loaded once for a module and taken away after it."""
    with django_db_blocker.unblock():
        load_places(SYSTEM, folder=env.ROOT / "data" / "regions")
        yield
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE places_place, places_registerload CASCADE")
