"""Databases that are built once and then copied: one with all tables and no rows, others with a world in them.

Building the tables takes a minute and the network of a district ten seconds; a copy takes less than one.
"""

from __future__ import annotations

import fcntl
import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from itertools import count
from typing import Any

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections, transaction
from psycopg import sql

from anyam.config import env

_PREFIX = "ready_"


def with_all_tables() -> str:
    """The name of a database with all tables, built where it is not there yet. All workers and all runs share it."""
    name = f"{_PREFIX}{_mark()}"
    with _one_at_a_time(), _server() as server:
        found = [row[0] for row in server.execute("SELECT datname::text FROM pg_database")]
        if name in found:
            return name
        for old in found:
            if old.startswith(_PREFIX):
                _drop(server, old)
        unfinished = f"building_{name}"
        _drop(server, unfinished)
        server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(unfinished)))
        with _connected_to(unfinished):
            call_command("migrate", interactive=False, verbosity=0)
        _rename(server, unfinished, name)
    return name


def is_there(name: str) -> bool:
    """Whether the server has this database."""
    with _server() as server:
        return server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is not None


class Worlds:
    """What several tests begin with, told once and copied for each of them."""

    def __init__(self, empty: str) -> None:
        self._empty = empty
        self._own = str(connection.settings_dict["NAME"])
        self._told: dict[str, Any] = {}
        self._number = count(1)

    @contextmanager
    def inside(self, name: str, tell: Callable[[], Any]) -> Iterator[Any]:
        """Be in the world that `tell` makes, in a transaction that is taken back: for those who need no second one."""
        with _connected_to(self._world(name, tell)), transaction.atomic():
            yield deepcopy(self._told[name])
            transaction.set_rollback(True)

    @contextmanager
    def copy_of(self, name: str, tell: Callable[[], Any]) -> Iterator[Any]:
        """Be in a copy of the world that `tell` makes; what it returned is given each time."""
        world = self._world(name, tell)
        copy = f"{world}_{next(self._number)}"
        self._copy(world, copy)
        try:
            with _connected_to(copy):
                yield self._told[name]
        finally:
            with _server() as server:
                _drop(server, copy)

    def _world(self, name: str, tell: Callable[[], Any]) -> str:
        """The world's database, told where it is not there yet."""
        world = f"{self._own}_{name}"
        if name not in self._told:
            self._copy(self._empty, world)
            with _connected_to(world):
                self._told[name] = tell()
        return world

    def end(self) -> None:
        with _server() as server:
            for name in self._told:
                _drop(server, f"{self._own}_{name}")

    def _copy(self, source: str, name: str) -> None:
        with _server() as server:
            _drop(server, name)
            server.execute(
                sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(source))
            )


@contextmanager
def _connected_to(name: str) -> Iterator[None]:
    """Let Django, in this thread and in those that begin here, be connected to that database."""
    before = connection.settings_dict["NAME"]
    connections.close_all()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connections.close_all()
        connection.settings_dict["NAME"] = before


@contextmanager
def _server() -> Iterator[psycopg.Connection[Any]]:
    owner = settings.ANYAM_OWNER_CONNECTION
    place = {key: owner[key] or None for key in ("HOST", "PORT", "USER", "PASSWORD") if key in owner}
    with psycopg.connect(
        **{key.lower(): value for key, value in place.items()}, dbname="postgres", autocommit=True
    ) as link:
        yield link


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    with (env.var_folder() / "ready-databases.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _drop(server: psycopg.Connection[Any], name: str) -> None:
    server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _rename(server: psycopg.Connection[Any], name: str, new: str) -> None:
    server.execute(
        sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(name), sql.Identifier(new))
    )


def _mark() -> str:
    """Changes with whatever makes tables: migrations, the foundation they call, and the packages with their own."""
    source = env.ROOT / "src" / "anyam"
    files = [
        *source.glob("**/migrations/*.py"),
        *(source / "foundation").glob("**/*.py"),
        *(source / "config").glob("*.py"),
        *source.glob("**/apps.py"),
        *env.ROOT.glob("requirements/*.txt"),
    ]
    told = hashlib.sha256()
    for file in sorted(set(files)):
        told.update(str(file.relative_to(env.ROOT)).encode() + b"\0" + file.read_bytes() + b"\0")
    return told.hexdigest()[:16]
