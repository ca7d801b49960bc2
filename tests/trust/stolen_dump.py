"""A stolen dump: canaries in every sealed column, and nothing of them in the dump, the raw files or the sealed files.

Every model with sealed columns gets rows whose every sealed word holds a canary. The database is dumped as plain text
and its raw files are read as they lie on the disk, as is a folder of sealed files. Searched for is what all canaries
share, as it stands and in base64 (at each of three alignments), hexadecimal digits, URL and JSON escapes and UTF-16.
The control: each of those fields once left unsealed must be found.
"""

from __future__ import annotations

import subprocess
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import connection, models, transaction

from tests.trust import ground
from tests.trust.board import Row, judged

CLAIM = "A stolen dump, the database's raw files and the files of cases hold no sealed word in any form"
MARK = "zqxkanariéburung"
DAY = date(1907, 3, 11)


@dataclass(frozen=True)
class Planted:
    """One canary in one column of one row."""

    table: str
    column: str
    key: str
    row_id: UUID


def measure(*, full: bool, seed: int) -> Row:
    """Plant, dump, search; then leave each field unsealed once and search again."""
    chance = Random(seed)
    with ground.database("stolen") as room, TemporaryDirectory() as folder:
        planted = list(plant(chance, rows=40 if full else 3))
        sealed_files = _seal_files(Path(folder), chance, count=40 if full else 5)
        loot = list(_stolen(room, Path(folder)))
        found = sum(_hits(content) for content in loot)
        missed = [one for one in _each_field(planted) if not _is_found_unsealed(room, one)]
        tried = (len(planted) + sealed_files) * len(needles())
        size = sum(map(len, loot)) // 1_000_000
    return judged(
        CLAIM,
        tried=tried,
        failed=found,
        control_caught=not missed and bool(planted),
        seed=seed,
        note=f"{len(planted)} canaries in {len(_fields())} sealed columns, {sealed_files} files, {size} MB searched"
        + (f"; not caught: {missed[:3]}" if missed else ""),
    )


# --- planting ---------------------------------------------------------------------------------------------------------


def _fields() -> list[Any]:
    return [
        f for model in apps.get_models() for f in model._meta.concrete_fields if hasattr(f, "compartment")
    ]


def plant(chance: Random, rows: int) -> Iterator[Planted]:
    """Rows of every model with sealed columns, a canary in each of these."""
    from anyam.config.database import as_owner

    with as_owner(), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")  # rows without what they point to
        for model in {field.model: None for field in _fields()}:
            for _ in range(rows):
                row = model(
                    **{f.attname: _value(f, chance) for f in model._meta.concrete_fields if _is_needed(f)}
                )
                model._base_manager.bulk_create([row])
                yield from _planted_in(row)
        _plant_keys(chance)


def _planted_in(row: models.Model) -> Iterator[Planted]:
    for field in row._meta.concrete_fields:
        if hasattr(field, "compartment"):
            key = str(row._meta.pk.column)  # type: ignore[union-attr]
            yield Planted(row._meta.db_table, str(field.column), key, row.pk)


def _plant_keys(chance: Random) -> None:
    """The keys by which people are found, of a name and a number that are canaries."""
    from anyam.registry.people.models import NameKey
    from anyam.registry.people.rules import keys_to_keep

    keys = keys_to_keep(_canary(chance), nik="3504" + str(chance.randrange(10**11, 10**12)), mother_name=MARK)
    person = UUID(int=chance.getrandbits(128))
    NameKey.objects.bulk_create(NameKey(person_id=person, key=key.digest, kind=key.kind) for key in keys)


ASKED_BY_A_CHECK = {"documents_reply.link_id"}
"""Columns that may be empty, though not in the rows planted here."""


def _is_needed(field: Any) -> bool:
    """Sealed, without a value of its own, or the case through which a row opens."""
    has_its_own = field.null or field.has_default() or field.blank
    if f"{field.model._meta.db_table}.{field.column}" in ASKED_BY_A_CHECK:
        return True
    return hasattr(field, "compartment") or field.attname == "case_id" or not has_its_own


def _value(field: Any, chance: Random) -> Any:
    """Something a column takes; in a sealed one a canary."""
    from anyam.foundation.core import clock
    from anyam.foundation.vault.fields import SealedDate, SealedJson

    if isinstance(field, SealedDate):
        return DAY
    if isinstance(field, SealedJson):
        return {"told": [_canary(chance)]}
    if hasattr(field, "compartment"):
        return _canary(chance)[: field.max_length]
    if isinstance(field, models.ForeignKey):
        return _value(field.target_field, chance)
    plain = {
        models.UUIDField: lambda: UUID(int=chance.getrandbits(128)),
        models.DateTimeField: clock.now,
        models.DateField: clock.today,
        models.BooleanField: lambda: False,
        models.IntegerField: lambda: 1,
        models.BinaryField: lambda: chance.randbytes(16),
        ArrayField: list,
        models.JSONField: dict,
    }
    made = next((make() for kind, make in plain.items() if isinstance(field, kind)), None)
    if made is not None:
        return made
    return field.choices[0][0] if field.choices else chance.randbytes(6).hex()[: field.max_length]


def _canary(chance: Random) -> str:
    return f"{MARK}{chance.getrandbits(32):08x}"


def _seal_files(folder: Path, chance: Random, count: int) -> int:
    from anyam.foundation.vault.blobs import seal_blob

    for _ in range(count):
        case, blob = (UUID(int=chance.getrandbits(128)) for _ in range(2))
        content = f"%PDF-1.7\n{_canary(chance)}\n".encode() * 100
        (folder / str(blob)).write_bytes(seal_blob(case, "files", blob, content))
    return count


# --- stealing and searching -------------------------------------------------------------------------------------------


def _stolen(room: ground.Room, folder: Path) -> Iterator[bytes]:
    yield dump(room)
    yield from _raw_files(room)
    for path in sorted(folder.iterdir()):
        yield path.read_bytes()


def dump(room: ground.Room) -> bytes:
    """The whole database as plain text."""
    from anyam.config.postgres_server import environment, server_programs

    place = ground.server()
    link = ["--host", str(place["host"]), "--username", str(place["user"]), "--dbname", room.name]
    if place.get("port"):
        link += ["--port", str(place["port"])]
    secret = {"PGPASSWORD": str(place["password"])} if place.get("password") else {}
    done = subprocess.run(
        [str(server_programs() / "pg_dump"), *link, "--inserts"],
        env={**environment(), **secret},
        capture_output=True,
        check=True,
    )
    return done.stdout


def _raw_files(room: ground.Room) -> Iterator[bytes]:
    """The tables as they lie on the disk, where the server's folder can be reached."""
    owner = room.owner()
    owner.execute("CHECKPOINT")
    (where,) = owner.execute("SELECT current_setting('data_directory')").fetchone() or ("",)
    (number,) = owner.execute(
        "SELECT oid FROM pg_database WHERE datname = current_database()"
    ).fetchone() or (0,)
    folder = Path(where) / "base" / str(number)
    if folder.is_dir():
        yield b"".join(path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file())


def needles() -> dict[str, bytes]:
    """What every canary would leave behind, in the forms in which it might lie there."""
    return {
        **forms_of(MARK),
        "without accents": b"zqxkanari",
        "url": b"zqxkanari%C3%A9burung",
        "json": b"zqxkanari\\u00e9burung",
        "day": DAY.isoformat().encode(),
        "day in hex": DAY.isoformat().encode().hex().encode(),
    }


def forms_of(word: str) -> dict[str, bytes]:
    """A word as it stands and in the forms in which programs pass it on."""
    plain = word.encode()
    return {
        "plain": plain,
        "hex": plain.hex().encode(),
        "HEX": plain.hex().upper().encode(),
        **{f"base64 {n}": b64encode(b"x" * n + plain)[(4 * n + 2) // 3 + 1 : -4] for n in range(3)},
        "utf-16": word.encode("utf-16-le"),
    }


def _hits(content: bytes) -> int:
    return sum(needle in content for needle in needles().values())


# --- the control ------------------------------------------------------------------------------------------------------


def _each_field(planted: list[Planted]) -> list[Planted]:
    return list({(one.table, one.column): one for one in planted}.values())


def _is_found_unsealed(room: ground.Room, one: Planted) -> bool:
    """Whether the search sees the field left unsealed: the same bytes, in clear, in the same column."""
    clear = (DAY.isoformat() if one.column.endswith("_on") else MARK).encode()
    owner = room.owner()
    before = owner.execute(
        f"SELECT {one.column} FROM {one.table} WHERE {one.key} = %s", [one.row_id]
    ).fetchone()  # type: ignore[arg-type]
    put = f"UPDATE {one.table} SET {one.column} = %s WHERE {one.key} = %s"
    owner.execute(put, [clear, one.row_id])  # type: ignore[arg-type]
    row = owner.execute(f"SELECT t::text FROM {one.table} AS t WHERE {one.key} = %s", [one.row_id]).fetchone()  # type: ignore[arg-type]
    is_found = _hits(str(row).encode()) > 0
    owner.execute(put, [before[0] if before else b"", one.row_id])  # type: ignore[arg-type]
    return is_found
