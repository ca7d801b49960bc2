"""Checkpoints as signed notes in the form of C2SP tlog-checkpoint and signed-note: text that other tools can check.

    anyam-tulungagung
    20852
    CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
    number 12
    time 2026-11-22T04:00:00Z

    — anyam-tulungagung Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=

The two last lines of the text are ours: the running number, so that a missing checkpoint is seen, and the time.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from anyam.foundation.audit.merkle import HASH_SIZE

ED25519 = b"\x01"
_DASH = "— "
_ID_SIZE = 4


class NoteIsNotReadable(Exception):
    """The text is not a checkpoint: cut off, changed in copying, or something else."""


@dataclass(frozen=True)
class Note:
    """What a checkpoint says."""

    origin: str
    size: int
    root: bytes
    number: int
    at: datetime

    def text(self) -> str:
        moment = self.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        lines = (
            self.origin,
            str(self.size),
            b64encode(self.root).decode(),
            f"number {self.number}",
            f"time {moment}",
        )
        return "\n".join(lines) + "\n"


@dataclass(frozen=True)
class SignedNote:
    """A note with its signatures, each under the name and the id of a key."""

    note: Note
    text: str
    signatures: tuple[tuple[str, bytes, bytes], ...]

    def is_signed_by(self, name: str, public: bytes) -> bool:
        wanted = key_hash(name, public)
        return any(
            by == name and key_id == wanted and _fits(public, signature, self.text)
            for by, key_id, signature in self.signatures
        )


def key_hash(name: str, public: bytes) -> bytes:
    """The four bytes by which a signature says which key made it."""
    return sha256(name.encode() + b"\n" + ED25519 + public).digest()[:_ID_SIZE]


def verifier_key(name: str, public: bytes) -> str:
    """The public key in the one-line form that other tools take."""
    return f"{name}+{key_hash(name, public).hex()}+{b64encode(ED25519 + public).decode()}"


def signed(note: Note, public: bytes, signature: bytes) -> str:
    """The note as it is handed out."""
    shown = b64encode(key_hash(note.origin, public) + signature).decode()
    return f"{note.text()}\n{_DASH}{note.origin} {shown}\n"


def read_note(written: str) -> SignedNote:
    """Raises NoteIsNotReadable."""
    body, gap, tail = written.strip().replace("\r\n", "\n").partition("\n\n")
    try:
        origin, size, root, *more = body.split("\n")
        extra = dict(line.split(" ", 1) for line in more)
        note = Note(
            origin=origin,
            size=int(size),
            root=b64decode(root, validate=True),
            number=int(extra["number"]),
            at=datetime.fromisoformat(extra["time"]),
        )
        signatures = tuple(_signature(line) for line in tail.split("\n") if line.strip())
    except (ValueError, KeyError, NotBase64) as problem:
        raise NoteIsNotReadable from problem
    if not gap or not signatures or len(note.root) != HASH_SIZE or note.size < 0:
        raise NoteIsNotReadable
    return SignedNote(note, body + "\n", signatures)


def _signature(line: str) -> tuple[str, bytes, bytes]:
    if not line.startswith(_DASH):
        raise NoteIsNotReadable
    name, shown = line.removeprefix(_DASH).strip().split(" ", 1)
    raw = b64decode(shown, validate=True)
    return name, raw[:_ID_SIZE], raw[_ID_SIZE:]


def _fits(public: bytes, signature: bytes, text: str) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, text.encode())
    except InvalidSignature:
        return False
    return True
