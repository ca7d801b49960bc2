"""One database for each size, beside the demo's: built once, measured by a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from anyam.config import env
from anyam.foundation.core import clock

from .many_cases import build
from .pages import measure

Told = Callable[[str], None]


class MeasureFailed(Exception):
    """The process that measures one size ended badly; it has said why."""


def measured_at(size: int, seed: int, *, is_anew: bool) -> list[dict[str, Any]]:
    """The pages at this size, measured in a process with a database of its own."""
    command = [sys.executable, "-m", "anyam", "bench", "pages", "--only-size", str(size), "--seed", str(seed)]
    surroundings = {
        **os.environ,
        "ANYAM_DB_NAME": f"bench_{size}",
        "ANYAM_DEMO": "1",
        "ANYAM_DEBUG": "0",
    }
    done = subprocess.run(
        [*command, *(["--anew"] if is_anew else [])], env=surroundings, stdout=subprocess.PIPE, text=True
    )
    if done.returncode != 0:
        raise MeasureFailed(f"measuring {size:,} cases ended with {done.returncode}")
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]


def measure_here(size: int, seed: int, *, is_anew: bool, told: Told) -> list[dict[str, Any]]:
    """Build the district in this process's database unless it is there, and measure."""
    mark = f"anyam bench {size} {seed} {_shape()}"
    if is_anew or _mark() != mark:
        _build_anew(size, seed, told)
        with connection.cursor() as cursor:
            cursor.execute("COMMENT ON SCHEMA public IS %s", [mark])
    told("measuring ...")
    return [asdict(page) for page in measure(seed)]


def _build_anew(size: int, seed: int, told: Told) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute("CREATE SCHEMA public")
    told(f"an empty database for {size:,} cases ...")
    call_command("prepare", verbosity=0)
    until: datetime = clock.now()
    built = build(size, seed=seed, until=until, password=settings.ANYAM_DEMO_PASSWORD, told=told)
    told(
        f"{built.cases:,} cases ({built.open_cases:,} open), {built.referrals:,} referrals, {built.people:,} people, "
        f"{built.name_keys:,} keys of names"
    )


def _mark() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT obj_description('public'::regnamespace, 'pg_namespace')")
        return str(cursor.fetchone()[0])


def _shape() -> str:
    """A number for the tables as the program knows them: a database built for others is built anew."""
    files = sorted((env.ROOT / "src" / "anyam").rglob("migrations/*.py"))
    return sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:16]
