"""Making a backup set: all pieces sealed as they are read, the open part written last, the set shown when complete."""

from __future__ import annotations

import gzip
import io
import json
import subprocess
import tarfile
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import psycopg

from anyam import VERSION
from anyam.config import env
from anyam.foundation.backups import counting, custody, folders, manifest
from anyam.foundation.backups.counting import Marks
from anyam.foundation.backups.errors import BackupFailed
from anyam.foundation.backups.manifest import Contents, SetInfo
from anyam.foundation.backups.sealing import Piece, recipient_of, seal, seal_written
from anyam.foundation.backups.sources import Source, may_copy_pages, system_of, version_of
from anyam.foundation.core import clock

LOG_SECONDS = 120.0
"""For so long the log of the backup's last moment may take to arrive."""

ROOM = 1.2
"""A set may be this much larger than the last before it is refused for lack of room."""


@dataclass(frozen=True)
class Taken:
    """The database as it was sealed."""

    lsn: str
    first_log: str
    marks: Marks
    newest_event: tuple[str, str]
    checkpoint: dict[str, Any]
    destroyed: list[tuple[str, str, str, str]]


@dataclass(frozen=True)
class Made:
    """A finished set."""

    path: Path
    info: SetInfo
    contents: Contents


def make_set(
    source: Source,
    folder: Path,
    *,
    for_drill: Any = None,
    files: Path | None = None,
    needs_custody: bool = True,
) -> Made:
    """Add one complete set to `folder`. Raises BackupFailed; then nothing was added.

    It is sealed to the officers' key, and beside it to `for_drill`, a key that lives only until the drill is over.
    """
    held = custody.current()
    if held is None and (needs_custody or for_drill is None):
        raise BackupFailed(
            "Nobody could ever open this backup: no officers hold its key yet. First: anyam custody create"
        )
    recipients = [recipient_of(held.recipient)] if held else []
    recipients += [for_drill.to_public()] if for_drill else []
    _require_room(folder)
    name = folders.new_name(clock.now())
    with folders.adding(folder, name) as draft, source.connect() as link, source.connect() as reader:
        kind = manifest.PAGES if may_copy_pages(link) else manifest.DUMP
        taking = _take_pages if kind == manifest.PAGES else _take_dump
        pieces, taken = taking(source, link, reader, draft, recipients)
        file_piece, count, size = _take_files(files or env.files_folder(), draft, recipients)
        keys = json.dumps(custody.kept_keys()).encode()
        pieces += [file_piece, _seal_bytes(keys, draft / manifest.KEYS, recipients)]
        newest, newest_at = taken.newest_event
        held_size, seal_of, gone = _size_of(link), taken.checkpoint, taken.destroyed
        contents = Contents(name, taken.marks, newest, newest_at, count, size, held_size, seal_of, gone)
        raw = manifest.contents_to_bytes(contents)
        pieces.append(_seal_bytes(raw, draft / manifest.CONTENTS, recipients))
        info = SetInfo(
            id=name,
            kind=kind,
            made_at=clock.now().isoformat(),
            postgres=version_of(link),
            program=VERSION,
            system=system_of(link) if kind == manifest.PAGES else "",
            lsn=taken.lsn,
            first_log=taken.first_log,
            database=str(source.place.get("dbname", "")),
            is_embedded=source.is_embedded,
            custody=held.fingerprint if held else "",
            pieces=pieces,
        )
        if held:
            custody.write(held, draft / "custody.json")
        manifest.write_open_part(draft, info, custody.signing_key())
    return Made(folder / "sets" / name, info, contents)


# --- pages of the whole cluster, and the log up to one exact moment ------------------------------------------------


def _take_pages(
    source: Source,
    link: psycopg.Connection[Any],
    reader: psycopg.Connection[Any],
    draft: Path,
    recipients: Sequence[Any],
) -> tuple[list[Piece], Taken]:
    """The pages are read while people work on, so they fit together only with the log written meanwhile."""
    with tempfile.TemporaryDirectory(prefix="log-", dir=env.var_folder()) as spot, ExitStack() as stack:
        _keep_log(link)
        receiver = stack.enter_context(_receiving(source, Path(spot)))
        base = _copy_pages(source, draft, recipients)
        with counting.exact_moment(link, reader) as lsn:
            marks, newest = counting.marks_of(reader), counting.newest_event(reader)
            checkpoint, destroyed = newest_checkpoint(reader), destroyed_keys(reader)
        _await_log(link, receiver, lsn)
        receiver.end()
        log = seal_written(lambda target: _tar(Path(spot), target), draft / manifest.LOG, recipients)
        first = min(one.name for one in Path(spot).iterdir()).removesuffix(".partial")
    return [base, log], Taken(lsn, first, marks, newest, checkpoint, destroyed)


def _copy_pages(source: Source, draft: Path, recipients: Sequence[Any]) -> Piece:
    process = source.begin(
        "pg_basebackup",
        *("--pgdata=-", "--format=tar", "--wal-method=none", "--checkpoint=fast", "--no-password"),
        *("--compress=client-gzip:1", "--no-sync", "--manifest-checksums=SHA256"),
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    with process.stdout:
        piece = seal(process.stdout, draft / manifest.DATABASE, recipients)
    source.finish(process)
    return piece


class _Receiver:
    def __init__(self, source: Source, name: str, process: subprocess.Popen[bytes]) -> None:
        self.source, self.name, self.process = source, name, process

    def end(self) -> None:
        """Let it write what it has to the disk and go."""
        if self.process.poll() is None:
            self.process.send_signal(2)
            self.source.finish(self.process)


def _keep_log(link: psycopg.Connection[Any]) -> None:
    """The server throws away no log from here on, however slow its receiver is, until this connection ends.

    Without it a checkpoint, and the copying of pages begins with one, takes away what the receiver has yet to read.
    """
    link.execute("SELECT pg_create_physical_replication_slot('anyam_' || pg_backend_pid(), true, true)")


@contextmanager
def _receiving(source: Source, spot: Path) -> Iterator[_Receiver]:
    """Receive the log as it is written, beginning before the pages are copied."""
    name = f"anyam-log-{spot.name[-8:]}"
    process = source.begin(
        "pg_receivewal", f"--directory={spot}", "--synchronous", "--no-loop", "--no-password",
        name=name, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    receiver = _Receiver(source, name, process)
    try:
        deadline = time.monotonic() + LOG_SECONDS
        while not any(spot.iterdir()):
            if process.poll() is not None or time.monotonic() > deadline:
                process.kill()
                source.finish(process)
                raise BackupFailed("The database does not send its log.")
            time.sleep(0.05)
        yield receiver
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()


def _await_log(link: psycopg.Connection[Any], receiver: _Receiver, lsn: str) -> None:
    deadline = time.monotonic() + LOG_SECONDS
    arrived = "SELECT coalesce(max(flush_lsn) > %s::pg_lsn, false) FROM pg_stat_replication WHERE application_name = %s"
    while True:
        row = link.execute(arrived, [lsn, receiver.name]).fetchone()
        if row and row[0]:
            return
        if receiver.process.poll() is not None:
            receiver.source.finish(receiver.process)
            raise BackupFailed("The database stopped sending its log.")
        if time.monotonic() > deadline:
            raise BackupFailed("The log of the backup's last moment did not arrive.")
        time.sleep(0.1)


# --- a dump of one database ----------------------------------------------------------------------------------------


def _take_dump(
    source: Source,
    link: psycopg.Connection[Any],
    reader: psycopg.Connection[Any],
    draft: Path,
    recipients: Sequence[Any],
) -> tuple[list[Piece], Taken]:
    """Where the pages cannot be copied: everything as one transaction sees it."""
    reader.execute("BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
    row = reader.execute("SELECT pg_export_snapshot()").fetchone()
    assert row is not None
    process = source.begin(
        "pg_dump", "--format=custom", "--compress=gzip:1", f"--snapshot={row[0]}", "--no-password",
        stdout=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout is not None
    with process.stdout:
        piece = seal(process.stdout, draft / manifest.DATABASE, recipients)
    source.finish(process)
    marks, newest = counting.marks_of(reader), counting.newest_event(reader)
    checkpoint, destroyed = newest_checkpoint(reader), destroyed_keys(reader)
    reader.execute("ROLLBACK")
    return [piece], Taken("", "", marks, newest, checkpoint, destroyed)


# --- files, and what else is written down --------------------------------------------------------------------------


def _take_files(folder: Path, draft: Path, recipients: Sequence[Any]) -> tuple[Piece, int, int]:
    """The sealed files and documents. They are only added: read after the database, none of its own is missing."""
    found = [one for one in sorted(folder.rglob("*")) if one.is_file() and not one.is_symlink()]
    sizes = [one.stat().st_size for one in found]

    def write(target: IO[bytes]) -> None:
        with tarfile.open(fileobj=target, mode="w|") as tar:
            for one in found:
                tar.add(one, arcname=one.relative_to(folder).as_posix(), recursive=False, filter=_anonymous)

    return seal_written(write, draft / manifest.FILES, recipients), len(found), sum(sizes)


def _anonymous(member: tarfile.TarInfo) -> tarfile.TarInfo:
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    return member


def _tar(folder: Path, target: IO[bytes]) -> None:
    """The pieces of log in `folder`; the one still being written when it was stopped counts as whole."""

    with (
        gzip.GzipFile(fileobj=target, mode="wb", compresslevel=1, mtime=0) as packed,
        tarfile.open(fileobj=packed, mode="w|") as tar,
    ):
        for one in sorted(folder.iterdir()):
            tar.add(one, arcname=one.name.removesuffix(".partial"), recursive=False, filter=_anonymous)


def _seal_bytes(content: bytes, path: Path, recipients: Sequence[Any]) -> Piece:
    return seal(io.BytesIO(content), path, recipients)


def _size_of(link: psycopg.Connection[Any]) -> int:
    row = link.execute("SELECT pg_database_size(current_database())").fetchone()
    return int(row[0]) if row else 0


def newest_checkpoint(link: psycopg.Connection[Any]) -> dict[str, Any]:
    """The newest signed seal of the record of looks and events, where the database has one."""
    known = link.execute("SELECT to_regclass('audit_checkpoint')").fetchone()
    if known is None or known[0] is None:
        return {}
    row = link.execute(
        "SELECT row_to_json(c) FROM audit_checkpoint c ORDER BY number DESC LIMIT 1"
    ).fetchone()
    return {str(key): str(value) for key, value in row[0].items()} if row else {}


def destroyed_keys(link: psycopg.Connection[Any]) -> list[tuple[str, str, str, str]]:
    """What was destroyed on purpose until now."""
    known = link.execute("SELECT to_regclass('vault_datakey')").fetchone()
    if known is None or known[0] is None:
        return []
    found = link.execute(
        "SELECT scope_id::text, compartment, destroyed_reason, destroyed_at FROM vault_datakey"
        " WHERE destroyed_at IS NOT NULL ORDER BY id"
    )
    return [(scope, compartment, reason, at.isoformat()) for scope, compartment, reason, at in found]


def _require_room(folder: Path) -> None:
    newest = folders.newest_set(folder)
    expected = ROOM * manifest.read_open_part(newest).size if newest else 0
    if folders.free_bytes(folder) < expected + 16 * 1024 * 1024:
        raise BackupFailed(
            f"The disk of {folder} is full: there is no room for another backup. Use a larger or new disk."
        )
