"""Restoring a backup set: into a new embedded cluster with its files and keys, or into an empty external database."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from anyam.config import database, env
from anyam.config.embedded_postgres import in_use
from anyam.config.postgres_server import (
    SMALL_MACHINE,
    SUPERUSER,
    Cluster,
    EmbeddedPostgresError,
    run_alone,
    server_account,
)
from anyam.foundation.backups import custody, folders, log, manifest
from anyam.foundation.backups.errors import BackupFailed, BackupRefused, RestoreFailed
from anyam.foundation.backups.opening import CheckedSet, extract
from anyam.foundation.backups.sealing import hash_of, opened
from anyam.foundation.backups.sources import Source

REPLAY_SECONDS = 6 * 60 * 60.0
"""Bringing a cluster forward through weeks of log takes its time."""

_WITHOUT_HARM = (
    "postgresql.conf",
    "postgresql.auto.conf",
    "pg_hba.conf",
    "pg_ident.conf",
    "standby.signal",
    "recovery.signal",
    "postmaster.pid",
    "postmaster.opts",
)
"""What a foreign cluster says about how to be run: settings can start programs, so ours take their place."""

_OWN_SETTINGS = "# Anyam writes its settings into postgresql.auto.conf.\n"
_OWN_ENTRANCE = "local all all trust\nlocal replication all trust\n"


@dataclass(frozen=True)
class Restored:
    """A cluster that stands again, stopped, with all of the backup in it."""

    cluster: Cluster
    database: str
    note: str = ""
    """What the person should know, where the log did not reach as far as was asked."""


def require_empty_folder(folder: Path) -> None:
    """Raises BackupRefused where anything is in the way."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise BackupRefused(f"{folder} is not empty. A restore never overwrites anything: name a new folder.")


def require_empty_database(url: str) -> None:
    with Source.at(url).connect() as link:
        row = link.execute(
            "SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            " WHERE c.relkind IN ('r', 'v', 'm', 'S') AND n.nspname NOT LIKE 'pg\\_%'"
            " AND n.nspname <> 'information_schema'"
        ).fetchone()
    if row is None or row[0]:
        raise BackupRefused("The database is not empty. A restore never overwrites anything: make a new one.")


def restore_into_folder(
    found: CheckedSet, folder: Path, *, until: datetime | None = None, backups: Path | None = None
) -> Restored:
    """Restore database, files and keys below `folder`, which then can be an installation's `ANYAM_VAR`.

    Raises BackupRefused before anything is written, RestoreFailed after what was written has been taken away again.
    """
    require_empty_folder(folder)
    if until is not None and found.info.kind != manifest.PAGES:
        raise BackupRefused("This backup is a dump: it can be restored as it is, not to a moment after it.")
    room = found.opened_bytes + (log.size_of(backups, found.info) if until and backups else 0)
    if folders.free_bytes(folder) < room * 1.1:
        raise BackupRefused(f"There is not enough room: {room // 1_000_000} MB are needed.")
    existed = folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    try:
        cluster = Cluster(folder / "postgres")
        note = _restore_database(found, cluster, until, backups)
        extract(found.path / manifest.FILES, found.identities, _made(folder / "files"))
        custody.put_back_keys(found.keys, folder / "keys")
        name = found.info.database if found.info.kind == manifest.PAGES else database.name()
        return Restored(cluster, name, note)
    except (EmbeddedPostgresError, BackupFailed) as problem:
        _take_away(folder, existed)
        raise RestoreFailed(f"The backup could not be brought to life: {problem}") from None
    except BaseException:
        _take_away(folder, existed)
        raise


def restore_into_database(found: CheckedSet, url: str) -> None:
    """Restore into an empty external database; pages go through a cluster of our own for a while."""
    require_empty_database(url)
    target = Source.at(url)
    if found.info.kind == manifest.DUMP:
        with opened(found.path / manifest.DATABASE, found.identities) as dump:
            _fill(target, dump)
        return
    with tempfile.TemporaryDirectory(prefix="restore-", dir=env.var_folder()) as spot:
        restored = restore_into_folder(found, Path(spot) / "copy")
        with in_use(restored.cluster):
            dump_process = Source.of(restored.cluster, restored.database).begin(
                "pg_dump", "--format=custom", "--compress=none", stdout=subprocess.PIPE
            )
            assert dump_process.stdout is not None
            with dump_process.stdout:
                _fill(target, dump_process.stdout)
            target.finish(dump_process)


# --- the database --------------------------------------------------------------------------------------------------


def _restore_database(
    found: CheckedSet, cluster: Cluster, until: datetime | None, backups: Path | None
) -> str:
    if found.info.kind == manifest.DUMP:
        with (
            in_use(cluster, databases=(database.name(),)),
            opened(found.path / manifest.DATABASE, found.identities) as dump,
        ):
            _fill(Source.of(cluster, database.name()), dump)
        return ""
    cluster.data.mkdir(parents=True, mode=0o700)
    extract(found.path / manifest.DATABASE, found.identities, cluster.data, packed=True)
    _check_pages(cluster.data)
    logs = _made(cluster.folder / "log-to-replay")
    if until is not None and backups is not None:
        log.bring_back(backups, found.info, found.identities, logs)
    _add_missing(found, logs)
    _disarm(cluster.data)
    note = _replay(cluster, logs, found.info.lsn if until is None else "", until)
    shutil.rmtree(logs)
    if not found.info.is_embedded:
        run_alone(cluster, [f"CREATE ROLE {SUPERUSER}", f"ALTER ROLE {SUPERUSER} SUPERUSER LOGIN"])
    return note


def _check_pages(data: Path) -> None:
    """Hold every file against PostgreSQL's own list, made while the files were copied."""
    try:
        listed = json.loads((data / "backup_manifest").read_bytes())["Files"]
        wrong = [one for one in listed if not _is_as_listed(data, one)]
    except (OSError, ValueError, KeyError, TypeError):
        raise BackupRefused("PostgreSQL's own list of the copied files is missing or damaged.") from None
    if wrong:
        raise BackupRefused(
            "The database's pages are not those that were copied: the backup is damaged inside."
        )


def _is_as_listed(data: Path, listed: dict[str, Any]) -> bool:
    path = data / (listed.get("Path") or bytes.fromhex(listed["Encoded-Path"]).decode())
    return path.stat().st_size == int(listed["Size"]) and hash_of(path) == str(listed["Checksum"])


def _add_missing(found: CheckedSet, logs: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="log-", dir=logs.parent) as spot:
        extract(found.path / manifest.LOG, found.identities, Path(spot), packed=True)
        for one in Path(spot).iterdir():
            if not (logs / one.name).exists():
                one.rename(logs / one.name)


def _disarm(data: Path) -> None:
    for name in _WITHOUT_HARM:
        (data / name).unlink(missing_ok=True)
    (data / "postgresql.conf").write_text(_OWN_SETTINGS, encoding="utf-8")
    (data / "pg_hba.conf").write_text(_OWN_ENTRANCE, encoding="utf-8")
    (data / "pg_ident.conf").touch()


def _replay(cluster: Cluster, logs: Path, lsn: str, until: datetime | None) -> str:
    """Let the server read the log up to the moment, and open for changes there."""
    goal = {
        "restore_command": f'cp "{logs}/%f" "%p"',
        "recovery_target_action": "promote",
        "recovery_target_timeline": "latest" if until else "current",
        "hot_standby": "off",
    }
    if until is None:
        goal |= {"recovery_target_lsn": lsn, "recovery_target_inclusive": "off"}
    else:
        goal["recovery_target_time"] = until.isoformat()
    try:
        _run_once(cluster, goal)
    except EmbeddedPostgresError:
        if until is None or "before configured recovery target" not in cluster.log.read_text(
            errors="replace"
        ):
            raise
        # The log holds nothing later than this: all there is was before the moment asked for.
        _run_once(cluster, {key: value for key, value in goal.items() if key != "recovery_target_time"})
        return "The log ends before the moment you asked for: everything that was kept has been restored."
    return ""


def _run_once(cluster: Cluster, goal: dict[str, str]) -> None:
    (cluster.data / "recovery.signal").touch()
    give_to_server(cluster.folder)
    settings = {**SMALL_MACHINE, **goal, "archive_mode": "off"}
    if cluster.log.exists():
        cluster.log.unlink()
    with in_use(replace(cluster, settings=settings, start_seconds=REPLAY_SECONDS)):
        pass


def give_to_server(folder: Path) -> None:
    """Where we run as root the server does not: its folder must belong to the account it runs as."""
    owner = server_account()
    if owner is None:
        return
    for parent, names, files in os.walk(folder):
        for name in (".", *names, *files):
            os.chown(Path(parent) / name, owner.pw_uid, owner.pw_gid)


def _fill(target: Source, dump: Any) -> None:
    """Everything in one transaction: a restore that fails leaves the database as empty as it was."""
    _make_roles(target)
    process = target.begin(
        "pg_restore", "--no-owner", "--exit-on-error", "--single-transaction", "--dbname", "",
        stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    assert process.stdin is not None
    try:
        with process.stdin as fed:
            shutil.copyfileobj(dump, fed, 1024 * 1024)
    except BrokenPipeError:
        pass  # it says itself why it does not want more
    target.finish(process)


def _make_roles(target: Source) -> None:
    """The role of the pages stands in the dump's rights, but roles belong to a server and not to a database."""
    with target.connect() as link:
        row = link.execute("SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = 'anyam_app')").fetchone()
        if row and not row[0]:
            link.execute("CREATE ROLE anyam_app LOGIN")


# --- small things --------------------------------------------------------------------------------------------------


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, mode=0o700, exist_ok=True)
    return folder


def _take_away(folder: Path, existed: bool) -> None:
    for one in list(folder.iterdir()) if folder.exists() else []:
        shutil.rmtree(one, ignore_errors=True) if one.is_dir() else one.unlink()
    if not existed:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def scratch(found: CheckedSet) -> Iterator[Restored]:
    """The backup brought to life in a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="drill-", dir=env.var_folder()) as spot:
        restored = restore_into_folder(found, Path(spot) / "copy")
        with in_use(restored.cluster):
            yield restored
