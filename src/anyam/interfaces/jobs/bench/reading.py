"""What a bench reads straight from the tables of its own district, as the system."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.backends.utils import CursorWrapper

from anyam.foundation.access import Actor
from anyam.foundation.access.row_context import acting


@contextmanager
def system_cursor() -> Iterator[CursorWrapper]:
    with acting(Actor.system("bench")), connection.cursor() as cursor:
        yield cursor


def rows_as_system(statement: str, *values: UUID | str | int) -> list[Any]:
    with system_cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())
