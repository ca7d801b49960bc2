"""A migration that seals a column: `SealField("identity", "full_name", SealedText(...))`.

The column is made anew beside the readable one, every row is sealed in batches, and the readable column is dropped:
PostgreSQL then still holds the old words in dead rows until VACUUM FULL, and so do older backups.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.db.migrations.operations import RunSQL
from django.db.migrations.operations.base import Operation

from anyam.foundation.vault.data_keys import make_keys
from anyam.foundation.vault.fields import SealedField

BATCH = 1000


def see_all_rows() -> RunSQL:
    """Let the migration's transaction see every row also where the owner of the tables is under row-level security."""
    tell = "SELECT set_config('anyam.system', 'on', true)"
    return RunSQL(tell, tell)


class SealField(Operation):
    """Turns a readable field into a sealed one, and back. `was` names the field where its name changes too."""

    reduces_to_sql = False
    reversible = True

    def __init__(self, model_name: str, name: str, field: SealedField[Any], was: str = "") -> None:
        self.model_name, self.name, self.field, self.was = model_name.lower(), name, field, was or name

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return "SealField", [self.model_name, self.name, self.field, self.was], {}

    def state_forwards(self, app_label: str, state: Any) -> None:
        if self.was != self.name:
            state.remove_field(app_label, self.model_name, self.was)
            state.add_field(app_label, self.model_name, self.name, self.field, preserve_default=True)
        else:
            state.alter_field(app_label, self.model_name, self.name, self.field, preserve_default=True)

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        old, new = (
            self._columns(app_label, from_state, self.was),
            self._columns(app_label, to_state, self.name),
        )
        _replace(schema_editor, old, new, _seal)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        old, new = (
            self._columns(app_label, from_state, self.name),
            self._columns(app_label, to_state, self.was),
        )
        _replace(schema_editor, old, new, _unseal)

    def _columns(self, app_label: str, state: Any, name: str) -> Any:
        return state.apps.get_model(app_label, self.model_name)._meta.get_field(name)

    def describe(self) -> str:
        return f"Seal {self.name} of {self.model_name}"

    @property
    def migration_name_fragment(self) -> str:
        return f"seal_{self.model_name}_{self.name}"


def _replace(editor: Any, old: Any, new: Any, convert: Any) -> None:
    table, column = editor.quote_name(old.model._meta.db_table), editor.quote_name(new.column)
    before, kind = editor.quote_name(f"{old.column}__before"), new.db_type(editor.connection)
    editor.execute(f"ALTER TABLE {table} RENAME COLUMN {editor.quote_name(old.column)} TO {before}")
    editor.execute(f"ALTER TABLE {table} ADD COLUMN {column} {kind}")
    with editor.connection.cursor() as cursor:
        convert(cursor, old, new, before)
    editor.execute(f"ALTER TABLE {table} DROP COLUMN {before} CASCADE")
    if not new.null:
        editor.execute(f"ALTER TABLE {table} ALTER COLUMN {column} SET NOT NULL")


def _seal(cursor: CursorWrapper, _old: Any, field: SealedField[Any], before: str) -> None:
    for rows in _batches(cursor, field, f"{before}::text"):
        make_keys({(scope, field.compartment) for _pk, scope, words in rows if words})
        _write(cursor, field, "bytea", [(pk, _sealed(field, pk, scope, words)) for pk, scope, words in rows])


def _sealed(field: SealedField[Any], pk: object, scope: UUID, words: str | None) -> bytes | None:
    if words is None:
        return None if field.null else b""
    return field.sealed(pk, scope, field.decoded(words.encode()))


def _unseal(cursor: CursorWrapper, old: SealedField[Any], field: Any, before: str) -> None:
    for rows in _batches(cursor, old, before):
        opened = [(pk, old.opened(pk, scope, stored and bytes(stored))) for pk, scope, stored in rows]
        words = [
            (pk, None if value is None or (field.null and value == "") else old.encoded(value).decode())
            for pk, value in opened
        ]
        _write(cursor, field, "text", words)


def _batches(cursor: CursorWrapper, field: SealedField[Any], what: str) -> Iterator[list[Any]]:
    """Rows of the field's table as identifier, scope and value, so many at a time."""
    pk = connection.ops.quote_name(str(field.model._meta.pk.column))
    scope, table = (
        connection.ops.quote_name(name) for name in (str(field.scope), field.model._meta.db_table)
    )
    last = None
    while True:
        after = "" if last is None else f"WHERE {pk} > %s"
        cursor.execute(
            f"SELECT {pk}, {scope}, {what} FROM {table} {after} ORDER BY {pk} LIMIT {BATCH}",  # noqa: S608 - our names
            [] if last is None else [last],
        )
        rows = cursor.fetchall()
        if not rows:
            return
        yield rows
        last = rows[-1][0]


def _write(cursor: CursorWrapper, field: Any, kind: str, values: list[tuple[Any, Any]]) -> None:
    pk = field.model._meta.pk
    table, column, key = (
        connection.ops.quote_name(name) for name in (field.model._meta.db_table, field.column, pk.column)
    )
    cursor.execute(
        f"UPDATE {table} AS t SET {column} = new.value::{field.db_type(connection)}"  # noqa: S608 - our names
        f" FROM unnest(%s::{pk.db_type(connection)}[], %s::{kind}[]) AS new(pk, value) WHERE t.{key} = new.pk",
        [[pk for pk, _value in values], [value for _pk, value in values]],
    )
