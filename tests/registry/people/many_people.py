"""Many invented people at once, written straight into the tables: for recall and speed, never for the product."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection

from anyam.foundation.core import clock
from anyam.foundation.core.ids import new_id
from anyam.foundation.vault.data_keys import make_keys
from anyam.registry.people.models import Identity, Person, SafeAddress
from anyam.registry.people.rules import keys_to_keep
from tests.registry.people.invented_names import full_name


@dataclass(frozen=True)
class Invented:
    id: UUID
    name: str
    birth_on: date
    mother_name: str
    place_code: str


def invent(rng: random.Random, count: int, villages: list[str]) -> list[Invented]:
    return [
        Invented(
            id=new_id(),
            name=full_name(rng),
            birth_on=date(rng.randint(2009, 2025), rng.randint(1, 12), rng.randint(1, 28)),
            mother_name=full_name(rng),
            place_code=rng.choice(villages) if villages else "",
        )
        for _ in range(count)
    ]


def write(people: list[Invented]) -> None:
    """Rows for these people."""
    now = clock.now()
    make_keys((one.id, part) for one in people for part in ("identity", "address"))
    Person.objects.bulk_create([Person(id=one.id, created_at=now) for one in people], batch_size=5000)
    Identity.objects.bulk_create(
        [
            Identity(
                person_id=one.id,
                full_name=one.name,
                mother_name=one.mother_name,
                birth_on=one.birth_on,
                birth_precision="exact",
            )
            for one in people
        ],
        batch_size=5000,
    )
    SafeAddress.objects.bulk_create(
        [SafeAddress(person_id=one.id, place_code=one.place_code) for one in people], batch_size=5000
    )
    with connection.cursor() as cursor:
        _insert(
            cursor,
            "people_namekey",
            {"person_id": "uuid", "key": "bytea", "kind": "text"},
            list(_keys(people)),
        )
        cursor.execute(
            "ANALYZE people_person, people_identity, people_safeaddress, people_namekey, vault_datakey"
        )


def _keys(people: list[Invented]) -> Iterator[tuple[Any, ...]]:
    for one in people:
        more = {"mother_name": one.mother_name, "birth_year": one.birth_on.year, "place_code": one.place_code}
        for key in keys_to_keep(one.name, **more):  # type: ignore[arg-type]
            yield one.id, key.digest, key.kind.value


def _insert(cursor: Any, table: str, columns: dict[str, str], rows: list[tuple[Any, ...]]) -> None:
    """All rows in one statement: COPY does not work under row-level security."""
    arrays = ", ".join(f"%s::{kind}[]" for kind in columns.values())
    statement = f"INSERT INTO {table} ({', '.join(columns)}) SELECT * FROM unnest({arrays})"
    cursor.execute(statement, [list(column) for column in zip(*rows, strict=True)])
