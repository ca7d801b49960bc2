"""The PostgreSQL that is backed up or restored into, as its own programs and a plain connection see it."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import psycopg

from anyam.config import database, env
from anyam.config.postgres_server import SUPERUSER, Cluster, environment, server_programs
from anyam.foundation.backups.errors import BackupFailed

OWN_VERSION = 18
"""The PostgreSQL that came with Anyam; it can read older ones, and only its own kind can be proved page by page."""

_STEADY = (
    "-c timezone=UTC -c datestyle=ISO -c intervalstyle=iso_8601 -c extra_float_digits=1 -c bytea_output=hex"
)


@dataclass(frozen=True)
class Source:
    """One database of one server, reached as a role that may read everything."""

    place: Mapping[str, Any]
    is_embedded: bool

    @classmethod
    def own(cls) -> Source:
        """This installation's database."""
        url = env.backup_url()
        return cls.at(url) if url else cls.of(database.cluster(), database.name())

    @classmethod
    def of(cls, cluster: Cluster, name: str) -> Source:
        return cls({"host": str(cluster.socket_folder), "user": SUPERUSER, "dbname": name}, is_embedded=True)

    @classmethod
    def at(cls, url: str) -> Source:
        """Raises ValueError where this is no PostgreSQL address."""
        place = env.parse_database_url(url)
        named = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD", "dbname": "NAME"}
        options = place["OPTIONS"] if isinstance(place["OPTIONS"], dict) else {}
        told = {key: str(place[name]) for key, name in named.items() if place[name]}
        return cls({**told, **options}, is_embedded=False)

    def connect(self) -> psycopg.Connection[tuple[Any, ...]]:
        """A connection whose way of writing values is always the same, so that they can be compared."""
        try:
            return psycopg.connect(**{**self.place, "options": _STEADY}, autocommit=True)
        except psycopg.OperationalError as problem:
            raise BackupFailed(f"The database cannot be reached: {_first_line(problem)}") from None

    def surroundings(self, name: str = "anyam-backup") -> dict[str, str]:
        """For libpq's programs. A password stands here and not on the command line, where others could read it."""
        special = {"dbname": "PGDATABASE"}
        told = {special.get(key, f"PG{key.upper()}"): str(value) for key, value in self.place.items()}
        return {**environment(), **told, "PGAPPNAME": name}

    def begin(self, program: str, *arguments: str, **how: Any) -> subprocess.Popen[bytes]:
        """Start one of PostgreSQL's own programs on this database."""
        return subprocess.Popen(
            [str(server_programs() / program), *arguments],
            env=self.surroundings(how.pop("name", "anyam-backup")),
            stdin=how.pop("stdin", subprocess.DEVNULL),
            stderr=subprocess.PIPE,
            cwd="/",
            **how,
        )

    def finish(self, process: subprocess.Popen[bytes], ended_well: Sequence[int] = (0,)) -> None:
        """Wait for its end. Raises BackupFailed with what it said where it did not end well."""
        said = process.stderr.read().decode(errors="replace") if process.stderr else ""
        if process.wait() not in ended_well:
            program = str(process.args[0]).rpartition("/")[2] if isinstance(process.args, list) else "it"
            raise BackupFailed(f"{program} failed: {_worst_line(said)}")


def version_of(link: psycopg.Connection[Any]) -> int:
    return link.info.server_version // 10000


def may_copy_pages(link: psycopg.Connection[Any]) -> bool:
    """Whether a base backup is possible here: the right to replicate, the same PostgreSQL as ours, and its log on."""
    row = link.execute(
        "SELECT (rolreplication OR rolsuper) AND current_setting('wal_level') <> 'minimal'"
        " AND current_setting('max_wal_senders')::int >= 2"
        " AND current_setting('max_replication_slots')::int >= 1"
        " AND pg_has_role('pg_read_all_stats', 'USAGE') FROM pg_roles WHERE rolname = current_user"
    ).fetchone()
    return bool(row and row[0]) and version_of(link) == OWN_VERSION


def system_of(link: psycopg.Connection[Any]) -> str:
    """The number every cluster gets when it is made; pieces of log fit only to their own."""
    row = link.execute("SELECT system_identifier FROM pg_control_system()").fetchone()
    return str(row[0]) if row else ""


def _first_line(problem: Exception) -> str:
    return str(problem).strip().split("\n", 1)[0]


def _worst_line(said: str) -> str:
    lines = [line for line in said.strip().splitlines() if line]
    errors = [line for line in lines if "error" in line.lower() or "fatal" in line.lower()]
    return (errors or lines or ["it gave no reason"])[0]
