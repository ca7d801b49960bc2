"""A table with sealed columns of its own, and a key ring that a test may damage."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, models
from django.test.utils import isolate_apps

from anyam.foundation.core.ids import new_id
from anyam.foundation.vault import data_keys, keys
from anyam.foundation.vault.fields import SealedDate, SealedJson, SealedText

with isolate_apps("anyam.foundation.vault"):

    class Page(models.Model):
        """One page of a diary; `diary_id` is the scope."""

        id = models.UUIDField(primary_key=True, default=new_id)
        diary_id = models.UUIDField()
        title = SealedText(compartment="diary", scope="diary_id", max_length=40, blank=True, default="")
        words = SealedText(compartment="diary", scope="diary_id", blank=True, default="")
        mood = SealedJson(compartment="health", scope="diary_id", null=True, blank=True)
        day = SealedDate(compartment="diary", scope="diary_id", null=True, blank=True)
        stars = models.IntegerField(default=0)

        objects: models.Manager[Page] = models.Manager()

        class Meta:
            app_label = "vault"


def lay(model: type[models.Model]) -> None:
    """Make the model's table for this connection: as the application's role, which may make no other."""
    with connection.schema_editor(collect_sql=True) as editor:
        editor.create_model(model)
    with connection.cursor() as cursor:
        for statement in editor.collected_sql:
            cursor.execute(statement.replace("CREATE TABLE", "CREATE TEMPORARY TABLE"))


@pytest.fixture
def diary(db: None) -> type[Page]:
    lay(Page)
    return Page


@pytest.fixture
def lasting_diary(transactional_db: None) -> Iterator[type[Page]]:
    """As `diary`, for tests that commit."""
    lay(Page)
    yield Page
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE vault_page")


@pytest.fixture
def own_keys(tmp_path: Path, settings: Any) -> Iterator[Path]:
    """A folder of keys for this test alone."""
    settings.ANYAM_KEYS = tmp_path / "keys"
    keys.forget()
    data_keys.forget()
    yield settings.ANYAM_KEYS
    keys.forget()
    data_keys.forget()


def stored(row: models.Model, column: str) -> bytes | None:
    """What really stands in the table."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {row._meta.db_table} WHERE id = %s", [row.pk])
        (value,) = cursor.fetchone()
    return None if value is None else bytes(value)
