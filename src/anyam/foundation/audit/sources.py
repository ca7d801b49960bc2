"""What the log seals, and how a row becomes bytes. The tables are named, not imported: a seal needs no meaning."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from psycopg import sql
from psycopg.rows import dict_row

from anyam.foundation.audit.merkle import leaf_hash

_CHUNK = 5000


@dataclass(frozen=True)
class Source:
    """A table to which rows are only added. `moment` is the column that says when."""

    kind: str
    table: str
    moment: str


SOURCES = (Source("event", "events_eventrow", "occurred_at"), Source("look", "audit_look", "at"))
"""Each has a column `written_in`, set by the database: the number of the transaction that added the row."""


def hash_of(source: Source, row: dict[str, Any]) -> bytes:
    """The leaf of a row. Empty columns are left out, so that a column added later does not change old leaves."""
    kept = {name: value for name, value in row.items() if value is not None}
    return leaf_hash(
        json.dumps(
            [source.kind, kept],
            default=_plain,
            ensure_ascii=False,
            sort_keys=True,
            separators=(",", ":"),
        ).encode()
    )


def rows_of(
    source: Source, condition: sql.SQL, values: dict[str, Any], order: str
) -> Iterator[dict[str, Any]]:
    """The table's rows, read in portions. Must run inside a transaction."""
    asked = sql.SQL("SELECT t.* FROM {table} AS t WHERE {condition} ORDER BY {order}").format(
        table=sql.Identifier(source.table), condition=condition, order=sql.SQL(order)
    )
    return stream(asked, values)


def stream(asked: sql.Composable, values: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The rows of a query as dictionaries, never more than a portion of them in memory."""
    connection.ensure_connection()
    with connection.connection.cursor(name="audit_stream", row_factory=dict_row) as cursor:
        cursor.itersize = _CHUNK
        cursor.execute(asked, values)
        yield from cursor


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, UUID):
        return str(value)
    raise TypeError(f"a sealed table holds a {type(value).__name__}: say here how it is written")
