"""That the measuring of `price` works; how much protection costs is measured by `script/figures trust --only price`."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import pytest
from django.apps import apps
from django.db import connection
from pytest_django import DjangoDbBlocker

from tests.cast import Cast
from tests.trust import ground, price


@pytest.fixture(autouse=True)
def own_database(django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock():
        yield


def test_every_way_is_timed_and_leaves_out_what_it_says() -> None:
    with ground.database("price_smoke"):
        cast = Cast()
        page = price.Page("case", cast.user_of(cast.dewi), (f"/kasus/{cast.story().case_id}/",))
        looks = apps.get_model("audit.Look").objects
        before = looks.count()
        taken = price.timed(page, 2, Random(1))
        assert set(taken) == set(price.WAYS)
        assert min(taken.values()) > 0
        asked = 5 * (1 + len(price.WAYS))
        without = 5 * sum("looks" in left_out for left_out in price.WAYS.values())
        assert (looks.count() - before) % (asked - without) == 0, "A page without looks left one."


def test_the_role_decides_about_row_level_security() -> None:
    with ground.database("price_roles"), price.as_owner(), connection.cursor() as cursor:
        cast = Cast()
        cast.story()
        cursor.execute("SELECT set_config('anyam.system', '', false)")
        count = "SELECT count(*) FROM cases_case"
        cursor.execute(count)
        assert cursor.fetchone() == (1,)
        with price._as_application():
            cursor.execute(count)
            assert cursor.fetchone() == (0,)
