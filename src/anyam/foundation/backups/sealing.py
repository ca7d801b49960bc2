"""Sealing streams with age: whoever seals needs only public keys, and nothing sealed can be altered unnoticed."""

from __future__ import annotations

import errno
import hashlib
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, cast

import pyrage

from anyam.foundation.backups.errors import BackupRefused

Identity = pyrage.x25519.Identity
Recipient = pyrage.x25519.Recipient

_BLOCK = 1024 * 1024


@dataclass(frozen=True)
class Piece:
    """One sealed file of a backup set."""

    name: str
    size: int
    sha256: str


class _Hashing:
    """A file being written, with its hash and size."""

    def __init__(self, target: IO[bytes]) -> None:
        self._target = target
        self.hash = hashlib.sha256()
        self.size = 0

    def write(self, block: bytes) -> int:
        self.hash.update(block)
        self.size += len(block)
        return self._target.write(block)

    def flush(self) -> None:
        self._target.flush()


def new_identity() -> Any:
    return Identity.generate()


def public_half(identity: Any) -> str:
    return str(identity.to_public())


def identity_of(secret: str) -> Any:
    """Raises BackupRefused for what is no age identity."""
    try:
        return Identity.from_str(secret.strip())
    except pyrage.IdentityError:
        raise BackupRefused("This is no key of ours: it should begin with AGE-SECRET-KEY-1.") from None


def recipient_of(public: str) -> Any:
    return Recipient.from_str(public)


def seal(source: IO[bytes], path: Path, recipients: Sequence[Any]) -> Piece:
    """Seal what `source` gives into the new file `path`, and have it on the disk. Raises FileExistsError."""
    with path.open("xb") as target:
        path.chmod(0o400)
        hashing = _Hashing(target)
        pyrage.encrypt_io(cast(Any, source), cast(Any, hashing), list(recipients))
        target.flush()
        os.fsync(target.fileno())
    return Piece(path.name, hashing.size, hashing.hash.hexdigest())


def seal_written(write: Callable[[IO[bytes]], None], path: Path, recipients: Sequence[Any]) -> Piece:
    """Seal what `write` writes, without it ever lying open on a disk."""
    with _fed_by(write) as source:
        return seal(source, path, recipients)


def open_into(path: Path, target: Any, identities: Sequence[Any]) -> None:
    """Open a sealed file into `target`. Raises BackupRefused for a wrong key, or where a single byte was changed."""
    try:
        with path.open("rb") as source:
            pyrage.decrypt_io(source, target, list(identities))
    except pyrage.DecryptError as problem:
        raise BackupRefused(_why_closed(path.name, str(problem))) from None
    except OSError as problem:
        if problem.errno is not None:
            raise
        raise BackupRefused(
            f"{path.name} is damaged: it was changed or cut off after it was sealed."
        ) from None


@contextmanager
def opened(path: Path, identities: Sequence[Any]) -> Iterator[IO[bytes]]:
    """The content of a sealed file as a stream; read it to its end, for only then is all of it proved unchanged."""
    with _fed_by(lambda target: open_into(path, target, identities)) as source:
        yield source


def hash_of(path: Path) -> str:
    with path.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


def _why_closed(name: str, problem: str) -> str:
    if "No matching keys" in problem:
        return f"{name} was not sealed for this key: it belongs to other officers or another installation."
    return f"{name} is damaged or was not made by Anyam."


@contextmanager
def _fed_by(write: Callable[[IO[bytes]], None]) -> Iterator[IO[bytes]]:
    """Read here what `write` writes in a thread of its own; its failure is raised here."""
    problems: list[BaseException] = []
    reading, writing = os.pipe()

    def feed() -> None:
        try:
            with os.fdopen(writing, "wb") as target:
                write(target)
        except BaseException as problem:  # carried over to the reading side
            problems.append(problem)

    thread = threading.Thread(target=feed, daemon=True)
    thread.start()
    try:
        with os.fdopen(reading, "rb") as source:
            yield source
            if not problems:
                _drain(source)
    except BaseException:
        thread.join()
        _raise_first(problems)
        raise
    thread.join()
    _raise_first(problems)


def _drain(source: IO[bytes]) -> None:
    with suppress(ValueError):
        while source.read(_BLOCK):
            pass


def _raise_first(problems: list[BaseException]) -> None:
    real = [one for one in problems if getattr(one, "errno", None) != errno.EPIPE]
    if real:
        raise real[0]
