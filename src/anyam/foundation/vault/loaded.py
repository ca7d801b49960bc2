"""Rows loaded in this thread whose sealed values nobody has read yet.

When the first one is opened, the keys of all of them are asked for together: a page of 25 rows costs one question,
however the rows came (a list, `select_related`, `prefetch_related`).
"""

from __future__ import annotations

from collections import deque
from threading import local
from typing import Any, Protocol
from uuid import UUID
from weakref import ref

from django.db import models

MOST = 5_000


class HasPlace(Protocol):
    scope: str
    compartment: str


class _Loaded(local):
    def __init__(self) -> None:
        self.rows: deque[ref[models.Model]] = deque(maxlen=MOST)
        self.newest: ref[models.Model] | None = None


_here = _Loaded()


def note_loaded(instance: models.Model) -> None:
    """A row came with something sealed in it."""
    newest = _here.newest
    if newest is None or newest() is not instance:
        _here.newest = ref(instance)
        _here.rows.append(_here.newest)


def places_beside() -> list[tuple[UUID, str]]:
    """The scopes and compartments of the rows loaded since the last time this was asked."""
    if not _here.rows:
        return []
    rows, _here.rows, _here.newest = _here.rows, deque(maxlen=MOST), None
    found = set()
    for row in rows:
        instance = row()
        if instance is not None:
            found |= {place for field in _sealed_fields(type(instance)) if (place := _place(instance, field))}
    return list(found)


def _place(instance: models.Model, field: HasPlace) -> tuple[UUID, str] | None:
    scope = instance.__dict__.get(field.scope)
    return (scope, field.compartment) if isinstance(scope, UUID) else None


def _sealed_fields(model: type[models.Model]) -> list[Any]:
    return [field for field in model._meta.concrete_fields if hasattr(field, "compartment")]
