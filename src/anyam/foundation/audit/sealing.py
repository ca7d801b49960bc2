"""Sealing: what was written since the last time becomes leaves of the log, and a checkpoint is signed.

It runs in the background and not in the request, because a chain built inside the request makes every reader wait for
the one before. It runs once a minute: until then a new row is only protected by the database's rights, and each seal
costs a signature and a flush, so every ten seconds would be six times the work for a tail of fifty seconds less.

**No row is lost that is committed late.** Numbers of rows say nothing about the order of commits: a row with a lower
number may appear after a higher one was sealed. Each row therefore carries the number of its transaction. A snapshot
knows the lowest transaction that is still running (`pg_snapshot_xmin`): everything below has ended, for good. A seal
takes what lies between the last seal's mark and that horizon, and the horizon becomes the new mark.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection, transaction
from psycopg import sql

from anyam.foundation.audit.merkle import Frontier
from anyam.foundation.audit.models import Checkpoint
from anyam.foundation.audit.notes import Note, key_hash, signed
from anyam.foundation.audit.signing import log_key
from anyam.foundation.audit.sources import SOURCES, hash_of, rows_of
from anyam.foundation.core import clock

_ONE_AT_A_TIME = 0x5EA1
_HORIZON = "SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint"
_NEW = "t.written_in >= %(mark)s::text::xid8 AND t.written_in < %(horizon)s::text::xid8"
# After a restore from a dump the server counts transactions anew: then rows are found by what has no leaf.
_FORGOTTEN = (
    "t.written_in < %(horizon)s::text::xid8 AND NOT EXISTS"
    " (SELECT FROM audit_leaf AS leaf WHERE leaf.kind = %(kind)s AND leaf.row_id = t.id)"
)


@transaction.atomic
def seal(*, is_thorough: bool = False) -> Checkpoint | None:
    """Seal what is new; the new checkpoint, or None where nothing was. `is_thorough` looks through whole tables, for
    the first seal after a restore. Must not run inside a transaction that has written: it waits for that one too."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ONE_AT_A_TIME])
        cursor.execute(_HORIZON)
        horizon = cursor.fetchone()[0]
    last = newest_checkpoint()
    frontier = Frontier.unpacked(last.size, bytes(last.frontier)) if last else Frontier()
    mark = last.upto if last else 0
    before = frontier.size
    _add_leaves(frontier, mark, horizon, is_thorough=is_thorough or mark > horizon)
    if frontier.size == before:
        return None
    return _sign(frontier, horizon, last.number + 1 if last else 1)


def newest_checkpoint() -> Checkpoint | None:
    return Checkpoint.objects.order_by("-number").first()


def checkpoint_by_number(number: int) -> Checkpoint | None:
    return Checkpoint.objects.filter(number=number).first()


def newest_checkpoints(limit: int) -> list[Checkpoint]:
    """The newest first."""
    return list(Checkpoint.objects.order_by("-number")[:limit])


def _add_leaves(frontier: Frontier, mark: int, horizon: int, *, is_thorough: bool) -> None:
    found = list(_new_leaves(mark, horizon, is_thorough=is_thorough))
    if not found:
        return
    with (
        connection.cursor() as cursor,
        cursor.copy("COPY audit_leaf (position, kind, row_id, hash) FROM STDIN") as copy,
    ):
        for kind, row_id, leaf in found:
            copy.write_row((frontier.size, kind, row_id, leaf))
            frontier.add(leaf)


def _new_leaves(mark: int, horizon: int, *, is_thorough: bool) -> Iterator[tuple[str, int, bytes]]:
    condition = sql.SQL(_FORGOTTEN if is_thorough else _NEW)
    for source in SOURCES:
        values = {"mark": mark, "horizon": horizon, "kind": source.kind}
        for row in rows_of(source, condition, values, "t.written_in, t.id"):
            yield source.kind, row["id"], hash_of(source, row)


def _sign(frontier: Frontier, horizon: int, number: int) -> Checkpoint:
    key = log_key()
    now = clock.now()
    note = Note(key.name, frontier.size, frontier.root, number, now)
    return Checkpoint.objects.create(
        number=number,
        size=frontier.size,
        root=frontier.root,
        frontier=frontier.packed(),
        upto=horizon,
        sealed_at=now,
        key_id=key_hash(key.name, key.public).hex(),
        note=signed(note, key.public, key.sign(note.text())),
    )
