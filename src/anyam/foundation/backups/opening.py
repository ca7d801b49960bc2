"""Checking a backup set from end to end before anything of it is written anywhere."""

from __future__ import annotations

import base64
import binascii
import io
import json
import tarfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Any

from anyam.foundation.backups import folders, manifest
from anyam.foundation.backups.errors import BackupRefused
from anyam.foundation.backups.manifest import Contents, SetInfo
from anyam.foundation.backups.sealing import hash_of, open_into, opened

_LONGEST_CONTENTS = 64 * 1024 * 1024


@dataclass(frozen=True)
class CheckedSet:
    """A set of which every byte was read, opened and found to be what was once sealed."""

    path: Path
    info: SetInfo
    contents: Contents
    keys: dict[str, str]
    opened_bytes: int
    identities: Sequence[Any]


def check_whole(path: Path, info: SetInfo) -> None:
    """Every piece is there with its length and hash; this needs no key. Raises BackupRefused."""
    for piece in info.pieces:
        file = path / piece.name
        if not file.is_file() or file.is_symlink():
            raise BackupRefused(f"{piece.name} is missing from {path.name}.")
        size = file.stat().st_size
        if size != piece.size:
            raise BackupRefused(
                f"{piece.name} has {size} bytes instead of {piece.size}: it was cut off or changed."
            )
        if hash_of(file) != piece.sha256:
            raise BackupRefused(f"{piece.name} was changed after it was made: its hash is wrong.")
    needed = {manifest.DATABASE, manifest.FILES, manifest.KEYS, manifest.CONTENTS}
    needed |= {manifest.LOG} if info.kind == manifest.PAGES else set()
    missing = needed - {piece.name for piece in info.pieces}
    if missing:
        raise BackupRefused(f"{path.name} is not complete: {', '.join(sorted(missing))} is missing.")


def open_set(path: Path, identities: Sequence[Any], signer: str = "") -> CheckedSet:
    """Check everything that can be checked without writing. Raises BackupRefused in plain words."""
    info = manifest.read_open_part(path, signer)
    check_whole(path, info)
    contents = manifest.contents_from_bytes(_small(path / manifest.CONTENTS, identities))
    if contents.set_id != info.id:
        raise BackupRefused("The pieces come from different backups: somebody has mixed them.")
    keys = _keys(_small(path / manifest.KEYS, identities))
    total = walk(path / manifest.FILES, identities)
    if info.kind == manifest.PAGES:
        total += walk(path / manifest.DATABASE, identities, packed=True)
        total += walk(path / manifest.LOG, identities, packed=True)
    else:
        total += _measure(path / manifest.DATABASE, identities)
    return CheckedSet(path, info, contents, keys, total, identities)


def newest_tombstones(backups: Path, found: CheckedSet) -> list[tuple[str, str, str, str]]:
    """Keys destroyed on purpose, as the newest set says that these officers can open; at least what this one knows."""
    for path in reversed(folders.sets_in(backups)):
        if path.name <= found.path.name:
            break
        try:
            contents = manifest.contents_from_bytes(_small(path / manifest.CONTENTS, found.identities))
        except BackupRefused:
            continue
        return contents.destroyed
    return found.contents.destroyed


def walk(piece: Path, identities: Sequence[Any], *, packed: bool = False) -> int:
    """Read a sealed archive to its end and refuse names that lead out of it; how many bytes it will need."""
    with members(piece, identities, packed=packed) as (_archive, found):
        return sum(member.size for member in found)


@contextmanager
def members(
    piece: Path, identities: Sequence[Any], *, packed: bool = False
) -> Iterator[tuple[tarfile.TarFile, Iterator[tarfile.TarInfo]]]:
    """A sealed archive and its harmless members one after another. Raises BackupRefused at the first that is not."""
    with opened(piece, identities) as source:
        try:
            with tarfile.open(fileobj=source, mode="r|gz" if packed else "r|") as archive:
                yield archive, _harmless(archive, piece.name)
        except (tarfile.TarError, EOFError, OSError) as problem:
            if isinstance(problem, OSError) and problem.errno is not None:
                raise
            raise BackupRefused(f"{piece.name} is damaged inside.") from None


def _harmless(archive: tarfile.TarFile, name: str) -> Iterator[tarfile.TarInfo]:
    for member in archive:
        path = PurePosixPath(member.name)
        if path.is_absolute() or ".." in path.parts or "\\" in member.name or "\0" in member.name:
            raise BackupRefused(f"{name} holds a file whose name leads out of its folder. Do not restore it.")
        if not (member.isfile() or member.isdir()):
            raise BackupRefused(f"{name} holds something that is neither file nor folder. Do not restore it.")
        yield member


def extract(piece: Path, identities: Sequence[Any], target: Path, *, packed: bool = False) -> None:
    """Write the members below `target`, never over anything that is there."""
    with members(piece, identities, packed=packed) as (archive, found):
        for member in found:
            path = target / member.name
            if member.isdir():
                path.mkdir(parents=True, exist_ok=True, mode=0o700)
                continue
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            content = archive.extractfile(member)
            assert content is not None
            with path.open("xb") as written:
                path.chmod(0o600)
                while block := content.read(1024 * 1024):
                    written.write(block)


def _small(piece: Path, identities: Sequence[Any]) -> bytes:
    held = _Limited()
    open_into(piece, held, identities)
    return held.getvalue()


class _Limited(io.BytesIO):
    def write(self, block: Any) -> int:
        if self.tell() + len(block) > _LONGEST_CONTENTS:
            raise BackupRefused("A part of the backup is far too large to be ours.")
        return super().write(block)


def _measure(piece: Path, identities: Sequence[Any]) -> int:
    with opened(piece, identities) as source:
        return _length(source)


def _length(source: IO[bytes]) -> int:
    total = 0
    while block := source.read(1024 * 1024):
        total += len(block)
    return total


def _keys(raw: bytes) -> dict[str, str]:
    try:
        said = json.loads(raw)
        return {
            str(name): base64.b64encode(base64.b64decode(text, validate=True)).decode()
            for name, text in said.items()
        }
    except (ValueError, AttributeError, TypeError, binascii.Error):
        raise BackupRefused("The keys in the backup cannot be read.") from None
