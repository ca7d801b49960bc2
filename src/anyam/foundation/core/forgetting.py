"""Emptying the words of rows that must be forgotten: the row, its codes and its dates of work stay for counting."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import connection, models

from anyam.foundation.core.privacy import Privacy

_TELLING = (Privacy.PERSONAL, Privacy.SENSITIVE)


def words_of(model: type[models.Model], keep: Collection[str] = ()) -> list[models.Field[Any, Any]]:
    """The fields of a model that hold words, numbers or dates about a person, but for codes named in `keep`."""
    classes: dict[str, Privacy] = vars(model).get("PRIVACY", {})
    default = classes.get("*")
    return [
        field
        for field in model._meta.concrete_fields
        if classes.get(field.name, default) in _TELLING and field.name not in keep and _holds_words(field)
    ]


def forget(found: models.QuerySet[Any], keep: Collection[str] = ()) -> int:
    """Empty the words of these rows, past models and seals, in the running transaction; how many rows there were."""
    keys = list(found.values_list("pk", flat=True))
    fields = words_of(found.model, keep)
    if keys and fields:
        meta = found.model._meta
        sets = ", ".join(f'"{field.column}" = {_empty(field)}' for field in fields)
        assert meta.pk is not None
        statement = f'UPDATE "{meta.db_table}" SET {sets} WHERE "{meta.pk.column}" = ANY(%s)'  # noqa: S608
        with connection.cursor() as cursor:
            cursor.execute(statement, [keys])
    return len(keys)


def _holds_words(field: models.Field[Any, Any]) -> bool:
    if field.is_relation or field.primary_key or field.choices:
        return False
    kind = field.get_internal_type()
    if kind in {"DateField", "DateTimeField"}:
        return bool(field.null)
    return kind in {"CharField", "TextField", "JSONField", "BinaryField"} or isinstance(field, ArrayField)


def _empty(field: models.Field[Any, Any]) -> str:
    if field.null:
        return "NULL"
    kind = field.get_internal_type()
    if kind == "JSONField":
        return "'{}'"
    if kind == "BinaryField":
        return "''::bytea"
    return "'{}'" if isinstance(field, ArrayField) else "''"
