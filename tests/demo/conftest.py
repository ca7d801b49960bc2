"""A small demo district to look at, and before it a smaller one made twice from the same seed, to compare."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection, transaction
from pytest_django import DjangoDbBlocker

from anyam.config import env
from anyam.foundation.access import Actor
from anyam.foundation.access.row_context import acting
from anyam.foundation.core import clock
from anyam.foundation.vault.copying import SealedTable
from anyam.interfaces.jobs.demo_district.make import Made, make_district
from anyam.interfaces.jobs.instruments import bring_instruments
from anyam.registry.accounts.queries import actor_for
from anyam.registry.agencies.actions import load_agency_kinds
from anyam.registry.places.actions import load_places
from anyam.registry.readiness.actions import load_checklists
from tests.registry.places.register import write_network_register

UNTIL = datetime(2026, 6, 10, 15, 30, tzinfo=ZoneInfo("Asia/Jakarta"))
# Of a reply sheet only the digest of what was drawn by lot is kept.
_NOT_OURS = (
    "documents_replylink",
    "django_",
    "procrastinate_",
    "places_",
    "auth_",
    "account_",
    "socialaccount_",
)
# Salted passwords, and keys with which words are sealed: these differ although the words are the same.
_DRAWN_BY_LOT = ("password", "wrapped", "mark")


@dataclass(frozen=True)
class SmallDistrict:
    made: Made
    first: dict[str, frozenset[str]]
    """All that stood in the smaller one, by table."""
    second: dict[str, frozenset[str]]

    def actor(self, username: str) -> Actor:
        with clock.at(UNTIL):
            return actor_for(rows("SELECT id FROM accounts_user WHERE username = %s", username)[0][0])


@pytest.fixture(scope="package")
def small_district(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[SmallDistrict]:
    system = Actor.system("test district")
    with django_db_blocker.unblock(), transaction.atomic():
        with clock.at(UNTIL - timedelta(days=400)):
            load_places(system, folder=write_network_register(tmp_path_factory.mktemp("register")))
            load_agency_kinds(system, file=env.ROOT / "data" / "vocabularies" / "agency_kinds.json")
            load_checklists(system, file=env.ROOT / "data" / "readiness" / "checklists.json")
            bring_instruments(env.ROOT / "data" / "instruments")
        first, second = _made_and_taken_back(), _made_and_taken_back()
        yield SmallDistrict(_make(cases=12, months=4), first, second)
        transaction.set_rollback(True)


def _made_and_taken_back() -> dict[str, frozenset[str]]:
    """What stands in a smaller district. Afterwards it is gone, and the numbers it gave out are free again."""
    numbers = sequences()
    with transaction.atomic():
        _make(cases=4, months=2)
        found = contents()
        transaction.set_rollback(True)
    for sequence, last in numbers:
        rows("SELECT setval(%s, %s, %s)", f'"{sequence}"', last or 1, last is not None)
    return found


def rows(statement: str, *values: object) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values or None)
        return cursor.fetchall()


def contents() -> dict[str, frozenset[str]]:
    """The rows of each table, as text, with what their sealed columns say. What is drawn by lot is left out."""
    with acting(Actor.system("compare districts")):
        return {table: frozenset(_lines_of(table)) for table in tables()}


def _lines_of(table: str) -> Iterator[str]:
    sealed = SealedTable(table)
    left_out = [*_DRAWN_BY_LOT, *sealed.fields]
    yield from (
        line for (line,) in rows(f'SELECT (to_jsonb(t) - %s::text[])::text FROM "{table}" AS t', left_out)
    )
    if sealed.fields:
        with connection.cursor() as cursor:
            yield from (f"{row_id} {words}" for row_id, words in sealed.opened(cursor, "true").items())


def tables() -> list[str]:
    found = rows("SELECT tablename::text FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
    return [table for (table,) in found if not table.startswith(_NOT_OURS)]


def sequences() -> list[tuple[str, int | None]]:
    """The numbers given out so far: taking back a transaction does not take them back."""
    found = rows("SELECT sequencename::text, last_value FROM pg_sequences WHERE schemaname = 'public'")
    return [(name, last) for name, last in found]


def _make(*, cases: int, months: int) -> Made:
    return make_district("35.04", cases=cases, months=months, seed=7, until=UNTIL, password="not-used-here")
