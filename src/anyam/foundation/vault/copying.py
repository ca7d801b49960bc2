"""Sealing very many rows at once, for measurements that write straight into the tables.

A sealed value cannot be copied by the database: it belongs to one row. What the rows of a small district say is opened
once; for each copy it is sealed anew, under the copy's own keys, into a table that the copying statement joins.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.backends.utils import CursorWrapper
from django.db.models import Model

from anyam.foundation.vault.data_keys import Place, keys_apart
from anyam.foundation.vault.fields import SealedField

BATCH = 4000


@dataclass(frozen=True)
class NewRow:
    """A row to be written: its identifier, the scope it is sealed for, and what its sealed columns shall say."""

    id: UUID
    scope_id: UUID
    says: dict[str, bytes]


class SealedTable:
    """The sealed columns of one table."""

    def __init__(self, table: str) -> None:
        model = next((one for one in apps.get_models() if one._meta.db_table == table), None)
        self.table = table
        self.fields = _sealed_fields(model)
        self.scope = next(iter(self.fields.values())).scope if self.fields else ""
        self.key = str(model._meta.pk.column) if model else ""

    def opened(self, cursor: CursorWrapper, where: str) -> dict[UUID, dict[str, bytes]]:
        """What the rows say, ready to be sealed again, by their identifiers."""
        names = list(self.fields)
        cursor.execute(
            f"SELECT {self.key}, {self.scope}, {', '.join(names)} FROM {self.table} AS t WHERE {where}"  # noqa: S608
        )
        return {
            row_id: {
                name: self.fields[name].encoded(value)
                for name, stored in zip(names, sealed, strict=True)
                if stored and (value := self.fields[name].opened(row_id, scope_id, bytes(stored))) is not None
            }
            for row_id, scope_id, *sealed in cursor.fetchall()
        }

    def write(self, cursor: CursorWrapper, into: str, rows: Iterable[NewRow]) -> None:
        """Seal `rows` into a temporary table `into` with the key column and the sealed columns."""
        columns = ", ".join(f"{name} bytea" for name in self.fields)
        cursor.execute(f"DROP TABLE IF EXISTS {into}")
        cursor.execute(f"CREATE TEMPORARY TABLE {into} (id uuid PRIMARY KEY, {columns})")
        waiting = iter(rows)
        while batch := list(islice(waiting, BATCH)):
            sealed = list(self._sealed(batch))
            with cursor.copy(f"COPY {into} FROM STDIN") as copy:
                for line in sealed:
                    copy.write_row(line)
        cursor.execute(f"ANALYZE {into}")

    def _sealed(self, batch: Sequence[NewRow]) -> Iterator[tuple[Any, ...]]:
        places: set[Place] = {
            (row.scope_id, self.fields[name].compartment)
            for row in batch
            for name, clear in row.says.items()
            if clear
        }
        keys = keys_apart(places) if places else {}
        for row in batch:
            line: list[Any] = [row.id]
            for name, field in self.fields.items():
                clear = row.says.get(name)
                if not clear:
                    line.append(None if field.null else b"")
                    continue
                key = keys[row.scope_id, field.compartment]
                assert key.cipher is not None
                line.append(field.sealed_with(key.cipher, key.mark, row.id, row.scope_id, clear))
            yield tuple(line)


def _sealed_fields(model: type[Model] | None) -> dict[str, SealedField[Any]]:
    if model is None:
        return {}
    return {str(f.column): f for f in model._meta.concrete_fields if isinstance(f, SealedField)}
