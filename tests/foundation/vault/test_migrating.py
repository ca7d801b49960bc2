"""A migration that seals a readable column, and back."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection, models
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ModelState, ProjectState
from django.test.utils import isolate_apps

from anyam.foundation.core.ids import new_id
from anyam.foundation.vault.fields import SealedDate, SealedJson, SealedText
from anyam.foundation.vault.migrating import SealField
from anyam.foundation.vault.models import DataKey
from tests.foundation.vault.conftest import lay

HOW: dict[str, Any] = {"compartment": "diary", "scope": "diary_id"}
STEPS: list[Operation] = [
    SealField("note", "words", SealedText(max_length=50, default="", **HOW)),
    SealField("note", "mood", SealedJson(null=True, **HOW)),
    SealField("note", "day", SealedDate(null=True, **HOW)),
    SealField("note", "village_code", SealedText(default="", **HOW), was="village"),
]


def before() -> ProjectState:
    with isolate_apps("anyam.foundation.vault"):

        class Note(models.Model):
            id = models.UUIDField(primary_key=True)
            diary_id = models.UUIDField()
            words = models.CharField(max_length=50, default="")
            mood = models.JSONField(null=True)
            day = models.DateField(null=True)
            village = models.CharField(max_length=13, null=True)  # noqa: DJ001

            class Meta:
                app_label = "vault"

        state = ProjectState()
        state.add_model(ModelState.from_model(Note))
        return state


def test_rows_are_sealed_and_come_back(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("anyam.foundation.vault.migrating.BATCH", 3)
    state = before()
    old = state.apps.get_model("vault", "Note")
    lay(old)
    scope = new_id()
    given = [
        (new_id(), f"rahasia {n}" if n else "", {"n": [n, "é"]}, date(2014, 2, 1 + n), "35.04" if n else None)
        for n in range(8)
    ]
    for pk, words, mood, day, village in given:
        old.objects.create(pk=pk, diary_id=scope, words=words, mood=mood, day=day, village=village)
    old.objects.create(pk=new_id(), diary_id=new_id())

    states = [state]
    for step in STEPS:
        later = states[-1].clone()
        step.state_forwards("vault", later)
        with connection.schema_editor() as editor:
            step.database_forwards("vault", editor, states[-1], later)
        states.append(later)
    new = states[-1].apps.get_model("vault", "Note")
    for pk, words, mood, day, village in given:
        row = new.objects.get(pk=pk)
        assert (row.words, row.mood, row.day) == (words, mood, day)
        assert (row.village_code or None) == village
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(n::text, ' ') FROM vault_note AS n")
        (lying,) = cursor.fetchone()
    for word in ("rahasia", "2014-02", "35.04", b"rahasia".hex(), b"2014-02".hex()):
        assert word not in lying
    assert DataKey.objects.count() == 1

    for position in reversed(range(len(STEPS))):
        with connection.schema_editor() as editor:
            STEPS[position].database_backwards("vault", editor, states[position + 1], states[position])
    for pk, words, mood, day, village in given:
        kept = old.objects.get(pk=pk)
        assert (kept.words, kept.mood, kept.day, kept.village) == (words, mood, day, village)
