"""Databases for the harnesses: throw-away, on the server of the test suite, with the same tables as everywhere.

with ground.database("races"):          # empty, migrated, Django is connected to it
    cast = Cast()

with ground.database("crash") as room:
    room.state()                        # what is in every table, as one digest each
    room.restore()                      # back to what `room.keep()` kept
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

ROOT = Path(__file__).parents[2]
MAINTENANCE = "postgres"


@contextmanager
def prepared() -> Iterator[None]:
    """What pytest does before the tests, for a plain process: settings, the server, Django's own test surroundings."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "anyam.config.settings_for_tests")
    import django

    from anyam.config import database, env
    from anyam.config.embedded_postgres import in_use

    with ExitStack() as stack:
        if not env.database_url():
            stack.enter_context(in_use(database.test_cluster()))
        django.setup()
        from django.test.utils import setup_test_environment, teardown_test_environment

        setup_test_environment()
        stack.callback(teardown_test_environment)
        yield


@dataclass
class Room:
    """One throw-away database that Django is connected to, seen past all policies by its owner."""

    name: str
    kept: str = ""
    _owner: psycopg.Connection[Any] | None = field(default=None, repr=False)

    def owner(self) -> psycopg.Connection[Any]:
        """A connection of the owner's, each statement for itself."""
        if self._owner is None or self._owner.closed:
            self._owner = psycopg.connect(**server(), dbname=self.name, autocommit=True)
        return self._owner

    def let_go(self) -> None:
        """Close every connection of this process."""
        from django.db import connections

        connections.close_all()
        if self._owner is not None:
            self._owner.close()

    def keep(self) -> None:
        """Keep what is in it now, to come back to."""
        self.let_go()
        self.kept = f"{self.name}_kept"
        _copy(self.name, self.kept)

    def restore(self) -> None:
        """Back to what was kept."""
        from anyam.foundation.vault import data_keys

        self.let_go()
        _copy(self.kept, self.name)
        data_keys.forget()

    def state(self, leaving_out: frozenset[str] = frozenset()) -> dict[str, str]:
        """A digest of every table's rows: the same rows give the same digest, in whatever order they lie."""
        tables = [
            name
            for (name,) in self.owner().execute(
                "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
            )
            if name not in leaving_out
        ]
        parts = [
            sql.SQL(
                "SELECT {}, count(*) || ':' || coalesce(md5(string_agg(row, '' ORDER BY row)), '')"
                " FROM (SELECT md5(t::text) AS row FROM {} t) AS rows"
            ).format(sql.Literal(name), sql.Identifier(name))
            for name in tables
        ]
        return {
            str(name): str(digest)
            for name, digest in self.owner().execute(sql.SQL(" UNION ALL ").join(parts))
        }


@contextmanager
def database(name: str) -> Iterator[Room]:
    """A fresh, migrated database that this process is connected to, as the application's role, for the block."""
    from django.conf import settings
    from django.db import connection, connections

    room = Room(f"trust_{name}_{os.getpid()}")
    _copy(migrated(), room.name)
    connections.close_all()
    before = {key: connection.settings_dict[key] for key in ("NAME", "USER")}
    connection.settings_dict.update(NAME=room.name, USER=settings.ANYAM_APPLICATION_ROLE)
    try:
        with rows_open_to_the_harness():
            yield room
    finally:
        room.let_go()
        connection.settings_dict.update(before)
        for gone in filter(None, (room.name, room.kept)):
            _maintain(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(gone)))


@contextmanager
def rows_open_to_the_harness() -> Iterator[None]:
    """What a harness looks up for itself is read as the system; requests, actions and other threads as their actor."""
    from django.core.signals import request_finished, request_started
    from django.db import connections
    from django.db.backends.signals import connection_created

    from anyam.foundation.access import Actor
    from anyam.foundation.access.row_context import Reader, present
    from tests import conftest as suite

    connections.close_all()
    token = present.set(Reader.of(Actor.system("harness")))
    joined = [
        (request_started, suite._close_rows),
        (request_finished, suite._open_rows),
        (connection_created, suite._open_again),
    ]
    for signal, receiver in joined:
        signal.connect(receiver)
    try:
        yield
    finally:
        for signal, receiver in joined:
            signal.disconnect(receiver)
        present.reset(token)
        connections.close_all()


def nobody_falls_idle() -> None:
    """Sessions do not lock themselves: a harness takes back what requests note, also that somebody is still there."""
    from django.apps import apps

    apps.get_model("entry.Session").objects.update(idle_minutes=24 * 60)


def server() -> dict[str, Any]:
    """How to reach the test server as the owner, without a database's name."""
    from anyam.config import database as configured
    from anyam.config import env
    from anyam.config.postgres_server import SUPERUSER

    place = env.parse_database_url(env.database_url()) if env.database_url() else None
    found = place or configured.test_cluster().connection(MAINTENANCE, SUPERUSER)
    given = {
        "host": found["HOST"],
        "user": found["USER"],
        "password": found["PASSWORD"],
        "port": found["PORT"],
    }
    return {name: value for name, value in given.items() if value}


def migrated() -> str:
    """The name of a database with today's tables, made once for each state of the migrations."""
    name = f"trust_base_{_shape()}"
    with psycopg.connect(**server(), dbname=MAINTENANCE, autocommit=True) as link:
        link.execute("SELECT pg_advisory_lock(hashtext('trust_base'))")
        if link.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            return name
        _drop_older(link, name)
        draft = sql.Identifier(f"{name}_draft")
        link.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(draft))
        link.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(draft))
        _migrate(f"{name}_draft")
        link.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(draft, sql.Identifier(name)))
    return name


def _drop_older(link: psycopg.Connection[Any], name: str) -> None:
    """Tables of an earlier state of the migrations are of no more use."""
    found = link.execute(
        "SELECT datname FROM pg_database WHERE datname ~ '^trust_base_[0-9a-f]+$'"
    ).fetchall()
    for (older,) in found:
        if older != name:
            link.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(older)))


def _migrate(name: str) -> None:
    from django.core.management import call_command
    from django.db import connection, connections

    from anyam.config.database import as_owner

    connections.close_all()
    before = connection.settings_dict["NAME"]
    connection.settings_dict["NAME"] = name
    try:
        with as_owner():
            call_command("migrate", interactive=False, verbosity=0)
    finally:
        connections.close_all()
        connection.settings_dict["NAME"] = before


def _copy(source: str, target: str) -> None:
    drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(target))
    copy = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY")
    _maintain(drop, copy.format(sql.Identifier(target), sql.Identifier(source)))


def _maintain(*statements: sql.Composed) -> None:
    with psycopg.connect(**server(), dbname=MAINTENANCE, autocommit=True) as link:
        for statement in statements:
            link.execute(statement)


def _shape() -> str:
    files = sorted((ROOT / "src" / "anyam").rglob("migrations/*.py"))
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:12]
