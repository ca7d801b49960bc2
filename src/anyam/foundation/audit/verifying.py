"""Verifying the log: everything is worked out again from the rows, and what does not fit is named with its place.

What can be found depends on what was kept outside. Without a kept checkpoint, somebody with the machine and its key can
cut off the end or write the whole history anew; with one, both are found. `anyam audit verify` says so.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from django.db import connection, transaction
from psycopg import sql

from anyam.foundation.audit.merkle import Frontier
from anyam.foundation.audit.models import Checkpoint
from anyam.foundation.audit.notes import NoteIsNotReadable, SignedNote, read_note
from anyam.foundation.audit.signing import log_key
from anyam.foundation.audit.sources import SOURCES, Source, hash_of, stream
from anyam.foundation.core import clock

SLACK = timedelta(hours=1)
"""How far a row's time may lie outside of the span between the two checkpoints that enclose it."""


class Fault(StrEnum):
    """What can be wrong with a log."""

    CHANGED = "changed"
    DELETED = "deleted"
    INSERTED = "inserted"
    BACKDATED = "backdated"
    LEAF_MISSING = "leaf_missing"
    LEAVES_CHANGED = "leaves_changed"
    CHECKPOINT_CHANGED = "checkpoint_changed"
    CHECKPOINT_MISSING = "checkpoint_missing"
    TRUNCATED = "truncated"
    REWRITTEN = "rewritten"
    NOTE_NOT_OURS = "note_not_ours"


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong. The place is a row (`kind`, `row_id`) or a span of the log."""

    fault: Fault
    kind: str = ""
    row_id: int | None = None
    first: int | None = None
    last: int | None = None

    def holds(self, kind: str, row_id: int) -> bool:
        return self.kind == kind and self.row_id == row_id


@dataclass
class Verdict:
    """The answer of a verification: `unsealed` rows are too new for any seal, and protected by rights alone."""

    findings: list[Finding] = field(default_factory=list)
    size: int = 0
    unsealed: int = 0
    checkpoints: int = 0
    kept: int = 0

    @property
    def is_whole(self) -> bool:
        return not self.findings


@dataclass(frozen=True)
class _Mark:
    """A size at which a root is known, and from where."""

    size: int
    root: bytes
    is_kept_outside: bool


@transaction.atomic
def verify(kept: Sequence[str] = ()) -> Verdict:
    """Work out everything again and hold it against the log's own checkpoints and the notes `kept` outside."""
    verdict = Verdict(kept=len(kept))
    outside = [note for note in (_readable(text, verdict) for text in kept) if note]
    inside = _checkpoints(verdict)
    marks = [_Mark(c.size, bytes(c.root), is_kept_outside=False) for c in inside]
    marks += [_Mark(n.note.size, n.note.root, is_kept_outside=True) for n in outside]
    _leaves(sorted(marks, key=lambda mark: mark.size), verdict)
    if inside and verdict.size > inside[-1].size:
        verdict.findings.append(Finding(Fault.CHECKPOINT_MISSING, first=inside[-1].number + 1))
    for source in SOURCES:
        _rows(source, inside, verdict)
    return verdict


def _readable(text: str, verdict: Verdict) -> SignedNote | None:
    """A kept note that this log's key has signed."""
    key = log_key()
    try:
        note = read_note(text)
    except NoteIsNotReadable:
        verdict.findings.append(Finding(Fault.NOTE_NOT_OURS))
        return None
    if not note.is_signed_by(key.name, key.public):
        verdict.findings.append(Finding(Fault.NOTE_NOT_OURS, last=note.note.size))
        return None
    return note


def _checkpoints(verdict: Verdict) -> list[Checkpoint]:
    """The log's own checkpoints in order; those that do not fit their signed note are named and left out."""
    key = log_key()
    good, number, size = [], 0, 0
    for checkpoint in Checkpoint.objects.order_by("number").iterator():
        verdict.checkpoints += 1
        if checkpoint.number != number + 1:
            verdict.findings.append(
                Finding(Fault.CHECKPOINT_MISSING, first=number + 1, last=checkpoint.number - 1)
            )
        number = checkpoint.number
        if _fits_its_note(checkpoint, key.name, key.public) and checkpoint.size > size:
            size = checkpoint.size
            good.append(checkpoint)
        else:
            verdict.findings.append(
                Finding(Fault.CHECKPOINT_CHANGED, first=checkpoint.number, last=checkpoint.number)
            )
    return good


def _fits_its_note(checkpoint: Checkpoint, name: str, public: bytes) -> bool:
    try:
        signed = read_note(checkpoint.note)
    except NoteIsNotReadable:
        return False
    told = (signed.note.size, signed.note.root, signed.note.number, signed.note.at)
    there = (
        checkpoint.size,
        bytes(checkpoint.root),
        checkpoint.number,
        checkpoint.sealed_at.replace(microsecond=0),
    )
    return told == there and signed.is_signed_by(name, public)


def _leaves(marks: Sequence[_Mark], verdict: Verdict) -> None:
    """The leaves in their order: none missing, and at each mark the root that was signed."""
    frontier, open_marks, expected = Frontier(), list(marks), 0
    judges = {True: _Judge(Fault.REWRITTEN, verdict), False: _Judge(Fault.LEAVES_CHANGED, verdict)}
    for position, leaf in _all_leaves():
        if position != expected:
            verdict.findings.append(Finding(Fault.LEAF_MISSING, first=expected, last=position - 1))
        expected = position + 1
        frontier.add(bytes(leaf))
        while open_marks and open_marks[0].size == expected:
            mark = open_marks.pop(0)
            judges[mark.is_kept_outside].judge(mark, frontier.root)
    verdict.size = expected
    # Which leaves are missing cannot be told where those that are left moved up: any behind the last root that fits.
    known = max(judge.good for judge in judges.values())
    for mark in open_marks:
        verdict.findings.append(Finding(Fault.TRUNCATED, first=min(expected, known), last=mark.size - 1))


@dataclass
class _Judge:
    """Compares roots from one side. One wrong leaf makes all later roots wrong: only the first span is named."""

    fault: Fault
    verdict: Verdict
    good: int = 0
    is_done: bool = False

    def judge(self, mark: _Mark, root: bytes) -> None:
        if self.is_done:
            return
        if mark.root == root:
            self.good = mark.size
            return
        self.verdict.findings.append(Finding(self.fault, first=self.good, last=mark.size - 1))
        self.is_done = True


def _all_leaves() -> Iterator[tuple[int, bytes]]:
    for row in stream(sql.SQL("SELECT position, hash FROM audit_leaf ORDER BY position"), {}):
        yield row["position"], row["hash"]


_SIDE_BY_SIDE = """
SELECT t.*, leaf.position AS leaf_position, leaf.row_id AS leaf_row, leaf.hash AS leaf_hash
FROM {table} AS t
FULL JOIN (SELECT * FROM audit_leaf WHERE kind = %(kind)s) AS leaf ON leaf.row_id = t.id
"""


def _rows(source: Source, checkpoints: Sequence[Checkpoint], verdict: Verdict) -> None:
    """Each row beside its leaf."""
    mark = checkpoints[-1].upto if checkpoints else 0
    spans = _Spans(checkpoints)
    asked = sql.SQL(_SIDE_BY_SIDE).format(table=sql.Identifier(source.table))
    for row in stream(asked, {"kind": source.kind}):
        position, leaf_row, leaf = row.pop("leaf_position"), row.pop("leaf_row"), row.pop("leaf_hash")
        fault = _fault_of(source, row, leaf, mark)
        if row["id"] is not None and leaf is None and fault is None:
            verdict.unsealed += 1
        if fault is None and row["id"] is not None and not spans.may_hold(position, row[source.moment]):
            fault = Fault.BACKDATED
        if fault:
            verdict.findings.append(
                Finding(fault, kind=source.kind, row_id=row["id"] or leaf_row, first=position, last=position)
            )


def _fault_of(source: Source, row: dict[str, Any], leaf: bytes | None, mark: int) -> Fault | None:
    if row["id"] is None:
        return Fault.DELETED
    if leaf is None:
        # Older than the last seal and yet without a leaf: it was not there when the seal was made.
        return Fault.INSERTED if int(row["written_in"]) < mark else None
    return None if hash_of(source, row) == bytes(leaf) else Fault.CHANGED


class _Spans:
    """Between which two seals a leaf lies, and whether a time fits in there.

    The first seal holds all that was there before the log began; a row that no seal holds yet is younger than the last.
    """

    def __init__(self, checkpoints: Sequence[Checkpoint]) -> None:
        self.sizes = [checkpoint.size for checkpoint in checkpoints]
        self.times = [checkpoint.sealed_at for checkpoint in checkpoints]

    def may_hold(self, position: int | None, at: datetime) -> bool:
        index = len(self.sizes) if position is None else bisect_right(self.sizes, position)
        if index == 0:
            return not self.times or at <= self.times[0] + SLACK
        latest = self.times[index] if index < len(self.times) else clock.now()
        return self.times[index - 1] - SLACK <= at <= latest + SLACK


def count_unsealed() -> int:
    """How many rows no seal holds yet."""
    total = 0
    with connection.cursor() as cursor:
        mark = Checkpoint.objects.order_by("-number").values_list("upto", flat=True).first() or 0
        for source in SOURCES:
            asked = sql.SQL("SELECT count(*) FROM {table} WHERE written_in >= %s::text::xid8")
            cursor.execute(asked.format(table=sql.Identifier(source.table)), [mark])
            total += cursor.fetchone()[0]
    return total
