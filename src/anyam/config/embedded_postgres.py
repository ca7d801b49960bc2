"""A real PostgreSQL out of a Python wheel, for machines that have none.

Whoever needs it (`anyam` commands, the demo, the tests) takes a share of a cluster with `in_use`; the first one starts
the server, the last one to leave stops it. A share is a lock held by the kernel, so a process that is killed cannot
keep the server alive for ever or take it away from others.

No Django here: the supervisor and the test set-up use this before, and without, loading the application.
"""

from __future__ import annotations

import fcntl
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from anyam.config.postgres_server import (
    SUPERUSER,
    Cluster,
    EmbeddedPostgresError,
    ensure_running,
    environment,
    server_programs,
    stop,
)


@contextmanager
def in_use(cluster: Cluster, databases: tuple[str, ...] = ()) -> Iterator[Cluster]:
    """Have the cluster running for the length of the block, with these databases in it."""
    cluster.folder.mkdir(parents=True, exist_ok=True)
    with (
        (cluster.folder / "users.lock").open("a") as share,
        (cluster.folder / "change.lock").open("a") as change,
    ):
        with _locked(change):
            fcntl.flock(share, fcntl.LOCK_SH)
            ensure_running(cluster)
            for name in databases:
                ensure_database(cluster, name)
        try:
            yield cluster
        finally:
            with _locked(change):
                if _is_last(share):
                    stop(cluster)


def ensure_database(cluster: Cluster, name: str) -> None:
    """Create the database `name` unless it is there."""
    existing = _query(cluster, "SELECT datname FROM pg_database").splitlines()
    if name not in existing:
        quoted = name.replace('"', '""')
        _query(cluster, f'CREATE DATABASE "{quoted}" TEMPLATE template0')


def recover(cluster: Cluster) -> None:
    """Start the server again for those who have it in use, after it was killed."""
    with (cluster.folder / "change.lock").open("a") as change, _locked(change):
        ensure_running(cluster)


def is_in_use(cluster: Cluster) -> bool:
    """Whether anyone holds a share of the cluster."""
    if not cluster.folder.exists():
        return False
    with (cluster.folder / "users.lock").open("a") as share:
        return not _is_last(share)


@contextmanager
def _locked(handle: IO[str]) -> Iterator[None]:
    fcntl.flock(handle, fcntl.LOCK_EX)
    try:
        yield
    finally:
        fcntl.flock(handle, fcntl.LOCK_UN)


def _is_last(share: IO[str]) -> bool:
    try:
        fcntl.flock(share, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _query(cluster: Cluster, statement: str) -> str:
    """Ask the server through its own `psql`, so that even the lean supervisor needs no database driver."""
    connection = ["--host", str(cluster.socket_folder), "--username", SUPERUSER, "--dbname", "postgres"]
    done = subprocess.run(
        [
            str(server_programs() / "psql"),
            "--no-psqlrc",
            "--tuples-only",
            "--no-align",
            *connection,
            "-c",
            statement,
        ],
        capture_output=True,
        text=True,
        env=environment(),
    )
    if done.returncode != 0:
        raise EmbeddedPostgresError(f"The database refused: {done.stderr.strip()}")
    return done.stdout.strip()
