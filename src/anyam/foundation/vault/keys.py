"""The key ring: files in one folder, never in the database, a log or a backup of the database.

    kek-0001 ...   wrap the data keys; the newest wraps, the older ones stay for opening until nothing needs them
    index-key      makes the tokens by which a person is found again
    signing-key    signs checkpoints (Ed25519)

Each file holds 32 random bytes in hexadecimal digits, readable by its owner only. Whoever loses the folder loses what
was sealed: keep a copy apart from the backups.
"""

from __future__ import annotations

import fcntl
import os
import re
import secrets
import stat
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import NoReturn

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from anyam.foundation.vault.errors import CannotBePickled, KeysMissing, KeysUnsafe

LENGTH = 32
INDEX_KEY, SIGNING_KEY = "index-key", "signing-key"
_KEK = re.compile(r"kek-(\d{4})")
_FEWEST_DIFFERENT_BYTES = 12
PUBLISHED = frozenset({bytes(range(LENGTH))})
"""Keys that stand in our own tests: nobody may run on them."""


class KeyRing:
    """The keys of this installation, ready for use. It shows none of them and cannot be copied out of the process."""

    def __init__(self, keks: dict[int, bytes], index_key: bytes, signing_key: bytes) -> None:
        self._keks = {version: AESGCM(derived(key, b"wrap")) for version, key in keks.items()}
        self._signing = Ed25519PrivateKey.from_private_bytes(signing_key)
        self._token_key = lru_cache(maxsize=256)(lambda kind: derived(index_key, b"token/" + kind.encode()))

    @property
    def versions(self) -> tuple[int, ...]:
        return tuple(sorted(self._keks))

    def kek(self, version: int) -> AESGCM:
        """The cipher of one version. Raises KeysMissing."""
        try:
            return self._keks[version]
        except KeyError:
            raise KeysMissing(f"kek-{version:04d} is not in the folder of keys") from None

    def token_key(self, kind: str) -> bytes:
        return self._token_key(kind)

    @property
    def signing(self) -> Ed25519PrivateKey:
        return self._signing

    def __repr__(self) -> str:
        return f"<KeyRing {', '.join(f'kek-{version:04d}' for version in self.versions)}>"

    def __reduce__(self) -> NoReturn:
        raise CannotBePickled("a key ring stays in its process")


def derived(key: bytes, purpose: bytes) -> bytes:
    """A key for one purpose, so that no key is ever used for two."""
    return HKDF(SHA256(), LENGTH, salt=None, info=b"anyam/vault/1/" + purpose).derive(key)


# --- the ring of this process -----------------------------------------------------------------------------------------

_rings: dict[str, KeyRing] = {}
_lock = Lock()


def ring() -> KeyRing:
    """The key ring; read once. A demo and the tests make it on first use, a real installation by `anyam prepare`."""
    found = _rings.get(str(settings.ANYAM_KEYS))
    return found if found is not None else _read_ring(Path(settings.ANYAM_KEYS))


def ring_with(version: int) -> KeyRing:
    """The ring, read again where it lacks a version that another process has made meanwhile."""
    present = ring()
    return present if version in present.versions else _read_ring(Path(settings.ANYAM_KEYS))


def _read_ring(folder: Path) -> KeyRing:
    with _lock:
        if settings.ANYAM_MAKES_KEYS:
            make(folder)
        _rings[str(folder)] = read(folder)
        return _rings[str(folder)]


def forget() -> None:
    """Read the files again at the next use."""
    _rings.clear()


def refuse_unsafe() -> None:
    """Read the ring if there is one. Raises KeysUnsafe, KeysMissing."""
    if are_made(Path(settings.ANYAM_KEYS)):
        ring()


# --- files ------------------------------------------------------------------------------------------------------------


def are_made(folder: Path) -> bool:
    return folder.is_dir() and any(_is_ours(path.name) for path in folder.iterdir())


def read(folder: Path) -> KeyRing:
    """The ring from its files. Raises KeysMissing, KeysUnsafe."""
    if not are_made(folder):
        raise KeysMissing("there are no keys here: `anyam prepare` makes them for a new installation")
    _refuse_open_to_others(folder)
    keks = dict(_read_keks(folder))
    if not keks:
        raise KeysMissing("no kek-0001 or later is in the folder of keys")
    try:
        index_key, signing_key = read_key(folder / INDEX_KEY), read_key(folder / SIGNING_KEY)
    except FileNotFoundError:
        raise KeysMissing("the index key or the signing key is not in the folder of keys") from None
    if len({*keks.values(), index_key, signing_key}) < len(keks) + 2:
        raise KeysUnsafe("two key files hold the same key")
    return KeyRing(keks, index_key, signing_key)


def _read_keks(folder: Path) -> Iterator[tuple[int, bytes]]:
    for path in sorted(folder.iterdir()):
        if match := _KEK.fullmatch(path.name):
            with suppress(FileNotFoundError):  # retired while we were looking
                yield int(match[1]), read_key(path)


def read_key(path: Path) -> bytes:
    """One key. Raises FileNotFoundError, KeysUnsafe."""
    _refuse_open_to_others(path)
    try:
        key = bytes.fromhex(path.read_text(encoding="ascii").strip())
    except ValueError:
        raise KeysUnsafe(f"{path.name} does not hold hexadecimal digits") from None
    if len(key) != LENGTH:
        raise KeysUnsafe(f"{path.name} does not hold {LENGTH} bytes")
    if key in PUBLISHED or len(set(key)) < _FEWEST_DIFFERENT_BYTES:
        raise KeysUnsafe(f"{path.name} holds a key that anybody could guess")
    return key


def _refuse_open_to_others(path: Path) -> None:
    about = path.stat()
    if stat.S_IMODE(about.st_mode) & 0o077:
        raise KeysUnsafe(f"{path.name} is open to others: chmod go= {path.name}")
    if about.st_uid not in {os.geteuid(), 0}:
        raise KeysUnsafe(f"{path.name} belongs to another user")


def make(folder: Path) -> None:
    """A new ring, unless one is there; where two processes begin at once, the first one's stays."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        if not are_made(folder):
            for name in (SIGNING_KEY, INDEX_KEY, "kek-0001"):
                write_key(folder / name)
            _to_disk(folder.parent)
    finally:
        os.close(handle)


def write_key(path: Path) -> None:
    """A new random key in a file of its own, whole and on the disk before anybody sees it. Raises FileExistsError."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    handle = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(LENGTH) + "\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    finally:
        draft.unlink()
    _to_disk(path.parent)


def kek_path(version: int) -> Path:
    return Path(settings.ANYAM_KEYS) / f"kek-{version:04d}"


def _is_ours(name: str) -> bool:
    return name in {INDEX_KEY, SIGNING_KEY} or _KEK.fullmatch(name) is not None


def _to_disk(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
