"""What a backup set says about itself: openly, what is needed to check it; sealed, what is inside."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from pydantic import TypeAdapter, ValidationError

from anyam.foundation.backups.counting import Marks
from anyam.foundation.backups.errors import BackupRefused
from anyam.foundation.backups.sealing import Piece

FORMAT = "anyam-backup"
VERSION = 1
OPEN_PART = "set.json"
LONGEST_OPEN_PART = 1024 * 1024

DATABASE, LOG, FILES, KEYS, CONTENTS = (
    "database.age",
    "log.age",
    "files.age",
    "keys.age",
    "contents.age",
)
KNOWN_PIECES = frozenset({DATABASE, LOG, FILES, KEYS, CONTENTS})

PAGES, DUMP = "pages", "dump"
"""The two kinds: the pages of a whole cluster with their log, or a dump of one database."""


@dataclass(frozen=True)
class SetInfo:
    """The open part of a set: no number or word from the database stands in it."""

    id: str
    kind: str
    made_at: str
    postgres: int
    program: str
    system: str
    """The cluster the pages come from."""
    lsn: str
    """The exact moment of the set, as a place in the cluster's log."""
    first_log: str
    """The first piece of log that the pages need."""
    database: str
    """The database's name in that cluster."""
    is_embedded: bool
    custody: str
    """The fingerprint of the custody whose officers can open it; blank where only a drill can."""
    pieces: list[Piece]
    format: str = FORMAT
    version: int = VERSION

    def piece(self, name: str) -> Piece | None:
        return next((one for one in self.pieces if one.name == name), None)

    @property
    def size(self) -> int:
        return sum(one.size for one in self.pieces)


@dataclass(frozen=True)
class Contents:
    """The sealed part: what a restored copy is held against."""

    set_id: str
    marks: Marks
    newest_event: str
    newest_event_at: str
    files: int
    file_bytes: int
    database_bytes: int
    checkpoint: Mapping[str, Any] = field(default_factory=dict)
    """The newest seal of the record of looks and events, where there is one."""
    destroyed: list[tuple[str, str, str, str]] = field(default_factory=list)
    """Keys destroyed on purpose (scope, compartment, reason, time): an older backup must not bring them back."""

    @property
    def rows(self) -> int:
        return sum(one.rows for one in self.marks.values())


_INFO = TypeAdapter(SetInfo)
_CONTENTS = TypeAdapter(Contents)


def contents_to_bytes(contents: Contents) -> bytes:
    return _CONTENTS.dump_json(contents)


def contents_from_bytes(raw: bytes) -> Contents:
    try:
        return _CONTENTS.validate_json(raw)
    except ValidationError:
        raise BackupRefused(
            "The list of contents cannot be read: the backup was not made by Anyam."
        ) from None


def write_open_part(folder: Path, info: SetInfo, signer: Ed25519PrivateKey) -> None:
    said = _INFO.dump_python(info, mode="json")
    signature = signer.sign(_exact(said))
    signed = {**said, "signature": base64.b64encode(signature).decode()}
    with (folder / OPEN_PART).open("x", encoding="utf-8") as target:
        json.dump(signed, target, indent=1, sort_keys=True)
        target.write("\n")


def read_open_part(folder: Path, signer: str = "") -> SetInfo:
    """The open part of the set in `folder`, signed by `signer` where one is given. Raises BackupRefused."""
    said = _said(folder / OPEN_PART)
    signature = said.pop("signature", "")
    if said.get("format") != FORMAT:
        raise BackupRefused(f"{folder.name} is no backup of Anyam.")
    if said.get("version") != VERSION:
        raise BackupRefused(
            f"{folder.name} was made by another version of Anyam (format {said.get('version')}; this one reads"
            f" {VERSION}). Use the version that made it: {said.get('program', 'unknown')}."
        )
    if signer:
        _check_signature(said, str(signature), signer)
    try:
        info = _INFO.validate_python(said)
    except ValidationError:
        raise BackupRefused(f"{OPEN_PART} is damaged: what it should say is missing.") from None
    if not {piece.name for piece in info.pieces} <= KNOWN_PIECES or info.kind not in {PAGES, DUMP}:
        raise BackupRefused(f"{OPEN_PART} names pieces that no backup of Anyam has.")
    return info


def _said(path: Path) -> dict[str, Any]:
    try:
        if path.stat().st_size > LONGEST_OPEN_PART:
            raise BackupRefused(f"{path.name} is far too long to be ours.")
        said = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise BackupRefused(f"There is no backup in {path.parent}: {path.name} is missing.") from None
    except (ValueError, RecursionError):
        raise BackupRefused(f"{path.name} is damaged and cannot be read.") from None
    if not isinstance(said, dict):
        raise BackupRefused(f"{path.name} is damaged and cannot be read.")
    return said


def _check_signature(said: Mapping[str, Any], signature: str, signer: str) -> None:
    try:
        public = Ed25519PublicKey.from_public_bytes(base64.b64decode(signer))
        public.verify(base64.b64decode(signature), _exact(said))
    except (InvalidSignature, ValueError):
        raise BackupRefused(
            "The backup is not signed by this installation: somebody else made or changed it. Do not restore it."
        ) from None


def _exact(said: Mapping[str, Any]) -> bytes:
    return json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()
