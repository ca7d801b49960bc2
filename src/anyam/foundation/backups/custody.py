"""Custody: three named officers each hold a sheet of words, and any two of them can open the backups. Nobody else can.

A fresh secret locks the key of the backups together with the keys of the sealed fields. The secret is split by SLIP-39
into three lists of words, printed once and then forgotten. What is kept here says who and since when, and nothing that
opens anything. Losing two of the three sheets means losing every backup for ever.
"""

from __future__ import annotations

import base64
import hashlib
import os
import re
import secrets
import stat
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from pydantic import TypeAdapter, ValidationError
from shamir_mnemonic import MnemonicError, combine_mnemonics, generate_mnemonics

from anyam.config import env
from anyam.foundation.backups.errors import BackupFailed, BackupRefused, CustodyRefused
from anyam.foundation.backups.sealing import identity_of, new_identity, public_half
from anyam.foundation.core import clock

NEEDED, OFFICERS = 2, 3
SIGNING_KEY = "backup-signing-key"
"""Beside the folder of keys: it marks backups as ours and opens nothing."""
_SECRET_BYTES = 16  # 20 words a sheet: short enough to be typed without a mistake
_LONGEST_RECORD = 4 * 1024 * 1024


@dataclass(frozen=True)
class Custody:
    """Who can open the backups, since when. No secret stands in it."""

    officers: list[str]
    since: date
    recipient: str
    """The public key to which every backup is sealed."""
    signer: str
    """The public key by which a set is known to be ours."""
    locked: str
    """The keys, locked with the secret of the sheets."""
    replaces: str = ""

    @property
    def fingerprint(self) -> str:
        """Eight letters that stand on every sheet, so that sheets of different custodies are not mixed up."""
        return hashlib.sha256(self.recipient.encode()).hexdigest()[:8]


@dataclass(frozen=True)
class Bundle:
    """What the sheets open."""

    identities: list[str]
    """The key of the backups; after it the keys of earlier custodies, which open older backups."""
    keys: Mapping[str, str]
    signer: str


@dataclass(frozen=True)
class Sheet:
    """One officer's words. Shown once and kept nowhere."""

    number: int
    officer: str
    words: str
    fingerprint: str
    since: date


_CUSTODY, _BUNDLE = TypeAdapter(Custody), TypeAdapter(Bundle)


# --- what is known without any secret ------------------------------------------------------------------------------


def current() -> Custody | None:
    """The custody in force on this server."""
    path = env.custody_file()
    return read(path) if path.exists() else None


def read(path: Path) -> Custody:
    """Raises BackupRefused for a damaged record."""
    try:
        if path.stat().st_size > _LONGEST_RECORD:
            raise ValueError
        return _CUSTODY.validate_json(path.read_bytes())
    except FileNotFoundError:
        raise BackupRefused(f"There is no record of custody at {path}.") from None
    except (ValidationError, ValueError):
        raise BackupRefused(f"The record of custody {path} is damaged.") from None


def write(custody: Custody, path: Path) -> None:
    """Write the record into a new file."""
    with path.open("xb") as target:
        target.write(_CUSTODY.dump_json(custody, indent=1))
        target.flush()
        os.fsync(target.fileno())


# --- making and renewing -------------------------------------------------------------------------------------------


def create(officers: Sequence[str], earlier: Bundle | None = None) -> list[Sheet]:
    """Put a new custody into force and return the sheets, which exist only in this answer.

    With `earlier`, opened by two of the sheets in force, the new sheets open the older backups too.
    """
    names = _three_names(officers)
    before = current()
    identity = new_identity()
    bundle = Bundle(
        [str(identity), *(earlier.identities if earlier else [])],
        kept_keys(),
        public_signing_key(),
    )
    secret = secrets.token_bytes(_SECRET_BYTES)
    custody = Custody(
        names,
        clock.today(),
        public_half(identity),
        bundle.signer,
        _lock(bundle, secret, public_half(identity)),
        before.fingerprint if before else "",
    )
    lists = generate_mnemonics(1, [(NEEDED, OFFICERS)], secret)[0]
    _put_into_force(custody, before)
    return [
        Sheet(number, name, words, custody.fingerprint, custody.since)
        for number, (name, words) in enumerate(zip(names, lists, strict=True), 1)
    ]


def _three_names(officers: Sequence[str]) -> list[str]:
    names = [" ".join(name.split()) for name in officers if name.strip()]
    if len(names) != OFFICERS or len({name.casefold() for name in names}) != OFFICERS:
        raise CustodyRefused("Name three different people: any two of them will be able to open the backups.")
    return names


def _put_into_force(custody: Custody, before: Custody | None) -> None:
    path = env.custody_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    write(custody, draft)
    if before is not None:
        path.rename(path.with_name(f"custody-{before.fingerprint}.json"))
    draft.rename(path)


# --- opening -------------------------------------------------------------------------------------------------------


def open_bundle(custody: Custody, word_lists: Sequence[str]) -> Bundle:
    """The keys, from two officers' words. Raises CustodyRefused and says in plain words what does not fit."""
    lists = [" ".join(words.lower().split()) for words in word_lists if words.strip()]
    if len(lists) < NEEDED:
        raise CustodyRefused(f"{NEEDED} of the {OFFICERS} sheets are needed.")
    try:
        secret = combine_mnemonics(lists)
    except MnemonicError as problem:
        raise CustodyRefused(_why_not(str(problem), lists)) from None
    return _unlock(custody, secret)


def _why_not(problem: str, lists: Sequence[str]) -> str:
    if len(set(lists)) < len(lists):
        return "The same sheet was typed twice: the words of two different officers are needed."
    if "checksum" in problem.lower() or "word" in problem.lower() or "length" in problem.lower():
        return "A word is mistyped or missing. Compare each word with the sheet; nothing was changed."
    return "These sheets do not belong together: compare the eight letters on them. Nothing was changed."


def _lock(bundle: Bundle, secret: bytes, recipient: str) -> str:
    nonce = secrets.token_bytes(12)
    closed = AESGCM(_key(secret)).encrypt(nonce, _BUNDLE.dump_json(bundle), recipient.encode())
    return base64.b64encode(nonce + closed).decode()


def _unlock(custody: Custody, secret: bytes) -> Bundle:
    try:
        raw = base64.b64decode(custody.locked)
        said = AESGCM(_key(secret)).decrypt(raw[:12], raw[12:], custody.recipient.encode())
    except (InvalidTag, ValueError):
        raise CustodyRefused(
            f"The words are good, but they open another custody than {custody.fingerprint}. Nothing was changed."
        ) from None
    return _BUNDLE.validate_json(said)


def _key(secret: bytes) -> bytes:
    return HKDF(hashes.SHA256(), 32, salt=None, info=b"anyam custody 1").derive(secret)


# --- the keys on the server ----------------------------------------------------------------------------------------


def kept_keys() -> dict[str, str]:
    """Every file of the folder of keys, by its name."""
    signing_key()
    folder = env.keys_folder()
    inside = [one for one in sorted(folder.glob("*")) if one.is_file()] if folder.is_dir() else []
    return {one.name: base64.b64encode(one.read_bytes()).decode() for one in [_signing_path(folder), *inside]}


def put_back_keys(keys: Mapping[str, str], folder: Path) -> int:
    """Write keys into `folder`, readable by nobody else; how many. A key that is there already must be the same."""
    targets = {name: _signing_path(folder) if name == SIGNING_KEY else folder / name for name in keys}
    for name, path in targets.items():
        if not re.fullmatch(r"[a-z0-9][a-z0-9._-]*", name):
            raise BackupRefused("A key has a name that no key of ours has.")
        if path.exists() and path.read_bytes() != base64.b64decode(keys[name]):
            raise CustodyRefused(
                f"Another key called {name} is there already. Nothing was overwritten: move {folder} away first."
            )
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for name, path in targets.items():
        if not path.exists():
            path.touch(mode=0o600)
            path.write_bytes(base64.b64decode(keys[name]))
    return len(keys)


def _signing_path(keys: Path) -> Path:
    return keys.with_name(SIGNING_KEY)


def signing_key() -> Ed25519PrivateKey:
    """The key that marks a backup as ours; made the first time."""
    path = _signing_path(env.keys_folder())
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        made = Ed25519PrivateKey.generate()
        path.touch(mode=0o600)
        path.write_bytes(made.private_bytes_raw())
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise BackupFailed(f"Others can read the key {path}: chmod 600 {path}")
    return Ed25519PrivateKey.from_private_bytes(path.read_bytes())


def public_signing_key() -> str:
    raw = signing_key().public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    return base64.b64encode(raw).decode()


def identities(bundle: Bundle) -> list[Any]:
    return [identity_of(one) for one in bundle.identities]
