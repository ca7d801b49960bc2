"""Which PostgreSQL this installation uses: the one named by `ANYAM_DATABASE_URL`, otherwise its own embedded one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from anyam.config import env
from anyam.config.embedded_postgres import in_use
from anyam.config.postgres_server import FORGETFUL, SMALL_MACHINE, SUPERUSER, Cluster, archiving

APPLICATION = "anyam_app"
"""The embedded database's role of the server, the worker and the tests; it is made when the tables are."""


def name() -> str:
    """The database's name inside the embedded cluster."""
    return env.text("DB_NAME", "anyam")


def cluster() -> Cluster:
    """The embedded cluster that keeps its data. Once somebody can open backups, its log is kept for them too."""
    kept = Cluster(env.var_folder() / "postgres")
    if not env.custody_file().exists():
        return kept
    return replace(kept, settings={**kept.settings, **archiving(kept.waiting_log)})


def test_cluster() -> Cluster:
    """The embedded cluster of the test suite: throw-away, so it may forget."""
    folder = env.var_folder() / "test-postgres"
    return Cluster(
        folder, {**SMALL_MACHINE, **FORGETFUL, "max_connections": "100", "shared_buffers": "128MB"}
    )


def connection_settings(embedded: Cluster) -> dict[str, object]:
    """Django's `DATABASES["default"]`: the PostgreSQL named in the environment, otherwise the embedded one.

    Everything that serves people connects as a role that owns no table, so that row-level security holds for it.
    """
    url = env.database_url()
    place = env.parse_database_url(url) if url else embedded.connection(name(), APPLICATION)
    return {
        "ENGINE": "django.db.backends.postgresql",
        **place,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def owner_connection(embedded: Cluster) -> dict[str, object]:
    """How the tables' owner connects, for migrations alone: `ANYAM_OWNER_URL` beside an external database."""
    url = env.owner_url() or env.database_url()
    return env.parse_database_url(url) if url else embedded.connection(name(), SUPERUSER)


@contextmanager
def as_owner() -> Iterator[None]:
    """Let Django's connection be the owner's within the block: for migrating, and for throwing a database away."""
    from django.conf import settings
    from django.db import connection

    own = connection.settings_dict
    before = {key: own[key] for key in ("USER", "PASSWORD", "HOST", "PORT", "OPTIONS")}
    owner = {key: settings.ANYAM_OWNER_CONNECTION.get(key, before[key]) for key in before}
    connection.close()
    own.update(owner)
    try:
        yield
    finally:
        connection.close()
        own.update(before)


@contextmanager
def available() -> Iterator[None]:
    """Have the database at hand: starts the embedded one where no other is named."""
    if env.database_url():
        yield
        return
    with in_use(cluster(), databases=(name(),)):
        yield
