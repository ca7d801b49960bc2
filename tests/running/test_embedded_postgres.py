"""The embedded PostgreSQL: shared while needed, gone afterwards, back after it was killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from anyam.config.embedded_postgres import in_use, is_in_use, recover
from anyam.config.postgres_server import FORGETFUL, SMALL_MACHINE, SUPERUSER, Cluster, stop


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    cluster = Cluster(tmp_path / "postgres", {**SMALL_MACHINE, **FORGETFUL})
    yield cluster
    stop(cluster)


def ask(cluster: Cluster, statement: str, database: str = "postgres") -> object:
    with psycopg.connect(host=str(cluster.socket_folder), user=SUPERUSER, dbname=database) as link:
        row = link.execute(statement).fetchone()  # type: ignore[arg-type]
    return row[0] if row else None


def postmaster(cluster: Cluster) -> int:
    return int(cluster.postmaster_file.read_text().split()[0])


def test_it_runs_while_somebody_needs_it(cluster: Cluster) -> None:
    with in_use(cluster, databases=("district", 'with "quotes"')):
        with in_use(cluster):
            pass
        assert is_in_use(cluster)
        assert ask(cluster, "SELECT current_database()", "district") == "district"
        assert ask(cluster, "SELECT count(*) FROM pg_database WHERE datname = 'with \"quotes\"'") == 1
    assert not cluster.is_ready()
    assert not is_in_use(cluster)


def test_it_listens_to_no_network(cluster: Cluster) -> None:
    with in_use(cluster):
        assert ask(cluster, "SHOW listen_addresses") == ""
        assert cluster.socket_folder.stat().st_mode & 0o077 == 0


def test_the_last_of_several_processes_stops_it(cluster: Cluster) -> None:
    with in_use(cluster):
        other = subprocess.Popen(
            [sys.executable, "-c", HOLD_A_SHARE, str(cluster.folder)], stdout=subprocess.PIPE, text=True
        )
        assert other.stdout is not None
        assert other.stdout.readline() == "holding\n"
    assert cluster.is_ready(), "another process still needs it"
    other.terminate()
    other.wait(30)
    assert not cluster.is_ready()


HOLD_A_SHARE = """
import signal, sys, time
from pathlib import Path
from anyam.config.embedded_postgres import in_use
from anyam.config.postgres_server import Cluster
signal.signal(signal.SIGTERM, lambda *_: sys.exit())
with in_use(Cluster(Path(sys.argv[1]))):
    print("holding", flush=True)
    time.sleep(60)
"""


def test_what_was_committed_survives_a_kill(tmp_path: Path) -> None:
    cluster = Cluster(tmp_path / "postgres")
    with in_use(cluster):
        with psycopg.connect(host=str(cluster.socket_folder), user=SUPERUSER, dbname="postgres") as link:
            link.execute("CREATE TABLE kept (id int)")
            link.execute("INSERT INTO kept VALUES (1)")
        os.kill(postmaster(cluster), signal.SIGKILL)
        while cluster.is_ready():
            time.sleep(0.05)
        recover(cluster)
        assert ask(cluster, "SELECT count(*) FROM kept") == 1


def test_a_folder_too_deep_for_a_socket_still_works(tmp_path: Path) -> None:
    deep = Cluster(tmp_path / ("a" * 60) / ("b" * 60) / "postgres", {**SMALL_MACHINE, **FORGETFUL})
    with in_use(deep):
        assert not deep.socket_folder.is_relative_to(deep.folder)
        assert ask(deep, "SELECT 1") == 1
