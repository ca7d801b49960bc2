"""The write-ahead log between two backup sets: sealed piece by piece, so that a moment between them can be restored."""

from __future__ import annotations

import gzip
import re
import shutil
import struct
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from anyam.foundation.backups.errors import BackupRefused
from anyam.foundation.backups.manifest import SetInfo
from anyam.foundation.backups.sealing import hash_of, opened, seal_written

_PIECE = re.compile(r"[0-9A-F]{24}")
_HISTORY = re.compile(r"[0-9A-F]{8}\.history")
_SEALED = re.compile(r"([0-9A-F]{24}|[0-9A-F]{8}\.history)-[0-9a-f]{8}\.age")
_LONG_HEADER = struct.Struct("<HHIQI4xQ")


def carry(waiting: Path, backups: Path, recipients: Sequence[Any]) -> int:
    """Seal every finished piece that waits and take it off the waiting folder; how many.

    A piece leaves the waiting folder only when its sealed copy is on the disk. The same piece twice is kept once; two
    different pieces of the same name, as after a machine was set back to an old picture of itself, are kept both.
    """
    carried = 0
    for piece in sorted(waiting.iterdir()) if waiting.is_dir() else []:
        is_history = bool(_HISTORY.fullmatch(piece.name))
        if not (is_history or _PIECE.fullmatch(piece.name)):
            if not piece.name.endswith((".part", ".partial")):
                piece.unlink()  # the notes PostgreSQL writes about base backups; ours say more
            continue
        system = _system_of_history(waiting, backups) if is_history else _system_of(piece)
        if not system:
            continue
        folder = backups / "log" / system
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        target = folder / f"{piece.name}-{hash_of(piece)[:8]}.age"
        if not target.exists():
            draft = target.with_suffix(".unfinished")
            draft.unlink(missing_ok=True)
            seal_written(lambda sink, piece=piece: _pack(piece, sink), draft, recipients)  # type: ignore[misc]
            draft.rename(target)
            carried += 1
        piece.unlink()
    return carried


def bring_back(backups: Path, info: SetInfo, identities: Sequence[Any], target: Path) -> int:
    """Open all pieces from the set's first one on into `target`; how many. Raises BackupRefused for a damaged one."""
    found = _pieces(backups, info)
    for name, sealed in found.items():
        with opened(sealed, identities) as source:
            try:
                with (
                    gzip.GzipFile(fileobj=source, mode="rb") as content,
                    (target / name).open("xb") as written,
                ):
                    shutil.copyfileobj(content, written, 1024 * 1024)
            except (EOFError, gzip.BadGzipFile):
                raise BackupRefused(f"{sealed.name} is damaged inside.") from None
    return len(found)


def size_of(backups: Path, info: SetInfo) -> int:
    """About how much room the log will need once it is open: pieces shrink to about a quarter when sealed."""
    return sum(one.stat().st_size for one in _pieces(backups, info).values()) * 6


def newest_at(backups: Path) -> datetime | None:
    """When the newest piece of log was sealed."""
    times = [one.stat().st_mtime for one in (backups / "log").glob("*/*.age")] if backups.is_dir() else []
    return datetime.fromtimestamp(max(times), UTC) if times else None


def oldest_waiting(waiting: Path) -> datetime | None:
    """Since when a finished piece waits to be sealed."""
    times = [one.stat().st_mtime for one in waiting.iterdir()] if waiting.is_dir() else []
    return datetime.fromtimestamp(min(times), UTC) if times else None


def _pieces(backups: Path, info: SetInfo) -> dict[str, Path]:
    """By name; where a name was kept twice, the newer one."""
    folder = backups / "log" / info.system
    found: dict[str, Path] = {}
    for sealed in sorted(folder.glob("*.age"), key=lambda one: one.stat().st_mtime):
        name = sealed.name.rpartition("-")[0]
        if not _SEALED.fullmatch(sealed.name):
            continue
        if _HISTORY.fullmatch(name) or name[8:] >= info.first_log[8:]:
            found[name] = sealed
    return found


def _pack(piece: Path, sink: IO[bytes]) -> None:
    with (
        piece.open("rb") as source,
        gzip.GzipFile(fileobj=sink, mode="wb", compresslevel=6, mtime=0) as packed,
    ):
        shutil.copyfileobj(source, packed, 1024 * 1024)


def _system_of(piece: Path) -> str:
    """Every piece of log carries the number of the cluster that wrote it."""
    with piece.open("rb") as source:
        header = source.read(_LONG_HEADER.size)
    return str(_LONG_HEADER.unpack(header)[5]) if len(header) == _LONG_HEADER.size else ""


def _system_of_history(waiting: Path, backups: Path) -> str:
    """The history of a timeline does not say whose it is: it lies beside pieces that do, or follows such pieces."""
    beside = [one for one in sorted(waiting.iterdir()) if _PIECE.fullmatch(one.name)]
    if beside:
        return _system_of(beside[0])
    known = (
        sorted((backups / "log").iterdir(), key=lambda one: one.stat().st_mtime)
        if (backups / "log").is_dir()
        else []
    )
    return known[-1].name if known else ""
