"""Pages and worker do not start on a database that can lose or show what it must not."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psycopg
import pytest

from anyam.config.embedded_postgres import in_use
from anyam.config.postgres_server import SMALL_MACHINE, SUPERUSER, Cluster
from anyam.foundation.backups import folders, guard

PLAIN = "plain_app"


@pytest.fixture(scope="module")
def server() -> Iterator[Cluster]:
    """A safe server with one table that hides its rows, and a plain role."""
    with (
        TemporaryDirectory(prefix="anyam-test-") as folder,
        safe(Cluster(Path(folder) / "postgres")) as cluster,
    ):
        yield cluster


@contextmanager
def safe(cluster: Cluster) -> Iterator[Cluster]:
    with in_use(cluster, databases=("district",)):
        with link(cluster) as owner:
            owner.execute(f"CREATE ROLE {PLAIN} LOGIN")
            owner.execute("CREATE TABLE child (id int)")
            owner.execute("ALTER TABLE child ENABLE ROW LEVEL SECURITY")
            owner.execute("ALTER TABLE child FORCE ROW LEVEL SECURITY")
        yield cluster


def link(cluster: Cluster, user: str = SUPERUSER) -> psycopg.Connection[Any]:
    return psycopg.connect(host=str(cluster.socket_folder), user=user, dbname="district", autocommit=True)


def found(cluster: Cluster, user: str = PLAIN) -> set[str]:
    with link(cluster, user) as connection:

        def ask(question: str, values: list[Any]) -> list[tuple[Any, ...]]:
            return connection.execute(question, values or None).fetchall()  # type: ignore[arg-type]

        return {finding.code for finding in guard.inspect(ask, ["child"])}


@contextmanager
def with_statements(cluster: Cluster, begin: str, end: str) -> Iterator[None]:
    with link(cluster) as owner:
        owner.execute(begin)  # type: ignore[arg-type]
        try:
            yield
        finally:
            owner.execute(end)  # type: ignore[arg-type]


def test_a_safe_server_is_let_through(server: Cluster) -> None:
    assert found(server) == set()


def test_new_clusters_notice_damaged_pages(server: Cluster) -> None:
    with link(server) as owner:
        assert owner.execute("SHOW data_checksums").fetchone() == ("on",)


@pytest.mark.parametrize("setting", ["fsync", "full_page_writes", "synchronous_commit"])
def test_a_forgetful_server_is_refused(tmp_path: Path, setting: str) -> None:
    forgetful = Cluster(tmp_path / "postgres", {**SMALL_MACHINE, setting: "off"})
    with in_use(forgetful, databases=("district",)):
        assert setting in found(forgetful, SUPERUSER)


def test_a_superuser_is_refused(server: Cluster) -> None:
    assert found(server, SUPERUSER) == {"superuser"}


@pytest.mark.parametrize(
    ("begin", "end", "code"),
    [
        (f"ALTER ROLE {PLAIN} BYPASSRLS", f"ALTER ROLE {PLAIN} NOBYPASSRLS", "bypassrls"),
        (f"ALTER TABLE child OWNER TO {PLAIN}", f"ALTER TABLE child OWNER TO {SUPERUSER}", "owner"),
        (
            "ALTER TABLE child DISABLE ROW LEVEL SECURITY",
            "ALTER TABLE child ENABLE ROW LEVEL SECURITY",
            "row_security",
        ),
        (
            "ALTER TABLE child NO FORCE ROW LEVEL SECURITY",
            "ALTER TABLE child FORCE ROW LEVEL SECURITY",
            "row_security",
        ),
        ("CREATE VIEW peek AS SELECT * FROM child", "DROP VIEW peek", "views"),
    ],
)
def test_what_walks_around_row_security_is_refused(server: Cluster, begin: str, end: str, code: str) -> None:
    with with_statements(server, begin, end):
        assert found(server) == {code}
    assert found(server) == set()


def test_a_view_that_asks_as_its_reader_is_fine(server: Cluster) -> None:
    view = "CREATE VIEW peek WITH (security_invoker = true) AS SELECT * FROM child"
    with with_statements(server, view, "DROP VIEW peek"):
        assert found(server) == set()


def test_an_old_server_and_missing_checksums_are_named() -> None:
    said = [("server_version_num", "140011"), ("data_checksums", "off"), ("fsync", "on")]
    answers: list[list[tuple[Any, ...]]] = [said, [(False, False, False)], [], []]
    findings = {one.code: one.is_fatal for one in guard.inspect(lambda question, values: answers.pop(0), [])}
    assert findings == {"version": True, "data_checksums": False}


def test_keys_open_to_others_and_full_disks_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANYAM_VAR", str(tmp_path))
    monkeypatch.setenv("ANYAM_KEYS", "")
    (tmp_path / "keys").mkdir()
    key = tmp_path / "keys" / "kek-0001"
    key.touch(mode=0o600)
    assert {one.code for one in guard._surroundings()} == {"custody"}
    key.chmod(0o640)
    monkeypatch.setattr(folders, "share_in_use", lambda folder: 0.91)
    assert {one.code: one.is_fatal for one in guard._surroundings()} == {
        "custody": False,
        "keys": True,
        "disk": False,
    }


def test_the_pages_end_with_plain_words_on_an_unsafe_server(tmp_path: Path) -> None:
    unsafe = replace(Cluster(tmp_path / "postgres"), settings={**SMALL_MACHINE, "synchronous_commit": "off"})
    with in_use(unsafe, databases=("district",)):
        address = f"postgresql://{SUPERUSER}@/district?host={unsafe.socket_folder}"
        done = subprocess.run(
            [sys.executable, "-c", "import anyam.config.wsgi"],
            env={
                **os.environ, "ANYAM_DATABASE_URL": address, "ANYAM_VAR": str(tmp_path),
                "DJANGO_SETTINGS_MODULE": "anyam.config.settings",
            },
            capture_output=True, text=True,
        )  # fmt: skip
    assert done.returncode == 4
    assert "synchronous_commit" in done.stderr
    assert "Traceback" not in done.stderr
