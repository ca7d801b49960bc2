"""Many invented people at once, written straight into the tables: for recall and speed, never for the product."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection

from anyam.foundation.core import clock
from anyam.foundation.core.ids import new_id
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
    """Rows for these people by COPY."""
    now = clock.now()
    with connection.cursor() as cursor:
        with cursor.copy("COPY people_person (id, sex, created_at) FROM STDIN") as rows:
            for one in people:
                rows.write_row((one.id, "unknown", now))
        columns = "person_id, full_name, nickname, other_names, nik, kk, birth_on, birth_precision"
        columns += ", birth_place, mother_name"
        with cursor.copy(f"COPY people_identity ({columns}) FROM STDIN") as rows:
            for one in people:
                rows.write_row((one.id, one.name, "", "", "", "", one.birth_on, "exact", "", one.mother_name))
        columns = "person_id, address, place_id, rt, rw, landmark, is_secret, is_unsafe_to_visit, phone, contact_note"
        with cursor.copy(f"COPY people_safeaddress ({columns}) FROM STDIN") as rows:
            for one in people:
                rows.write_row((one.id, "", one.place_code or None, "", "", "", False, False, "", ""))
        with cursor.copy("COPY people_namekey (person_id, key, kind) FROM STDIN") as rows:
            for one in people:
                more = {
                    "mother_name": one.mother_name,
                    "birth_year": one.birth_on.year,
                    "place_code": one.place_code,
                }
                for key in keys_to_keep(one.name, **more):  # type: ignore[arg-type]
                    rows.write_row((one.id, key.digest, key.kind.value))
        cursor.execute("ANALYZE people_person, people_identity, people_safeaddress, people_namekey")
