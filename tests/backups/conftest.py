"""A small cluster of one's own, with a table that changes, three officers and an empty folder of backups."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from anyam.config import database
from anyam.config.embedded_postgres import in_use
from anyam.config.postgres_server import Cluster
from anyam.foundation.backups import custody, folders
from anyam.foundation.backups.custody import Sheet
from anyam.foundation.backups.making import Made, make_set
from anyam.foundation.backups.sealing import new_identity
from anyam.foundation.backups.sources import Source

OFFICERS = ("Ani Wulandari", "Budi Santoso", "Citra Lestari")


@dataclass
class Place:
    """An installation with a running embedded server."""

    folder: Path
    cluster: Cluster
    source: Source
    sheets: list[Sheet]

    def do(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        with self.source.connect() as link:
            cursor = link.execute(statement, values)  # type: ignore[arg-type]
            return cursor.fetchall() if cursor.description else []


@pytest.fixture
def tmp_path() -> Iterator[Path]:
    """A folder the server's account can pass into for as long as the test lasts.

    Pytest closes its own folders to all other accounts whenever another run begins on the same machine.
    """
    with TemporaryDirectory(prefix="anyam-test-") as folder:
        yield Path(folder)


@pytest.fixture(scope="package")
def place() -> Iterator[Place]:
    with pytest.MonkeyPatch.context() as patch, TemporaryDirectory(prefix="anyam-test-") as name:
        folder = Path(name)
        for name, value in {
            "VAR": str(folder),
            "BACKUPS": "",
            "DATABASE_URL": "",
            "KEYS": "",
            "FILES": "",
        }.items():
            patch.setenv(f"ANYAM_{name}", value)
        sheets = custody.create(OFFICERS)
        (folder / "files" / "4f").mkdir(parents=True)
        (folder / "files" / "4f" / "sealed-file").write_bytes(b"\x00sealed" * 1000)
        with in_use(database.cluster(), databases=(database.name(),)):
            made = Place(folder, database.cluster(), Source.own(), sheets)
            made.do("CREATE TABLE child (id int PRIMARY KEY, note text)")
            made.do("CREATE TABLE visit (id serial PRIMARY KEY, child_id int REFERENCES child)")
            made.do("INSERT INTO child SELECT n, md5(n::text) FROM generate_series(1, 5000) n")
            made.do("INSERT INTO visit (child_id) SELECT id FROM child")
            yield made


@dataclass
class Sealed:
    """A finished set, and the key of a drill that opens it."""

    made: Made
    identity: Any
    signer: str

    @property
    def path(self) -> Path:
        return self.made.path


@pytest.fixture(scope="package")
def sealed(place: Place) -> Sealed:
    identity = new_identity()
    made = make_set(place.source, folders.root(), for_drill=identity)
    return Sealed(made, identity, custody.public_signing_key())
