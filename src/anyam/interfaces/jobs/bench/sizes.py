"""One database for each size, beside the demo's: each begins as a copy of one small district made by real actions."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from anyam.config import env
from anyam.config.database import as_owner
from anyam.foundation.core import clock

from .judging import Figure
from .made_up_sops import made_up_sops
from .many_cases import make_base, multiply
from .many_runs import build
from .pages import measure
from .sop_check import SOPS, STEPS
from .work import work_figures

Told = Callable[[str], None]
BASE = "bench_base"


class MeasureFailed(Exception):
    """The process that measures one size ended badly; it has said why."""


def measured_at(
    sizes: Iterable[int], seed: int, *, is_anew: bool
) -> Iterator[tuple[int, list[dict[str, Any]]]]:
    """The pages at each size, measured in processes with databases of their own."""
    _build_base(seed, is_anew=is_anew)
    for size in sorted(sizes):
        yield size, _measured_in(f"bench_{size}", "pages", size, seed, is_anew=is_anew)


def work_measured_at(sizes: Iterable[int], seed: int, *, is_anew: bool) -> Iterator[dict[str, Any]]:
    """The figures of joint work with so many running procedures, measured in processes with databases of their own."""
    _build_base(seed, is_anew=is_anew)
    for size in sorted(sizes):
        yield from _measured_in(f"bench_work_{size}", "work", size, seed, is_anew=is_anew)


def _build_base(seed: int, *, is_anew: bool) -> None:
    _in_database(BASE, ["--part", "base", "--seed", str(seed)], is_anew=is_anew)


def _measured_in(name: str, part: str, size: int, seed: int, *, is_anew: bool) -> list[dict[str, Any]]:
    """The lines of one part, in a database that begins as a copy of the small district."""
    if is_anew or _in_database(name, ["--part", "mark"]).strip() != _mark_of(size, seed):
        with as_owner(), connection.cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
            cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{BASE}"')
    lines = _in_database(name, ["--part", part, "--sizes", str(size), "--seed", str(seed)])
    return [json.loads(line) for line in lines.splitlines() if line.startswith("{")]


def _in_database(name: str, arguments: list[str], *, is_anew: bool = False) -> str:
    """What a process that works in another database prints."""
    command = [sys.executable, "-m", "anyam", "bench", "pages", *arguments, *(["--anew"] if is_anew else [])]
    surroundings = {**os.environ, "ANYAM_DB_NAME": name, "ANYAM_DEMO": "1", "ANYAM_DEBUG": "0"}
    done = subprocess.run(command, env=surroundings, stdout=subprocess.PIPE, text=True)
    if done.returncode != 0:
        raise MeasureFailed(f"the process for {name} ended with {done.returncode}")
    return done.stdout


# --- in the process of one database -----------------------------------------------------------------------------------


def build_base_here(seed: int, *, is_anew: bool, told: Told) -> None:
    """The small district from which the others are copied, unless it is there for these tables."""
    mark = _mark_of(0, seed)
    if not is_anew and mark_here() == mark:
        return
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute("CREATE SCHEMA public")
    told("a small district by the real actions ...")
    call_command("prepare", verbosity=0)
    make_base(seed=seed, until=clock.now(), password=settings.ANYAM_DEMO_PASSWORD)
    _set_mark(mark)


def measure_here(size: int, seed: int, *, told: Told) -> list[dict[str, Any]]:
    """Copy the small district up to this size, unless that is done, and measure."""
    if mark_here() != _mark_of(size, seed):
        with as_owner():
            built = multiply(size, seed=seed, told=told)
        told(
            f"{built.cases:,} cases ({built.open_cases:,} open), {built.referrals:,} referrals, "
            f"{built.people:,} people, {built.name_keys:,} keys of names"
        )
        _set_mark(_mark_of(size, seed))
    told("measuring ...")
    return [asdict(page) for page in measure(seed)]


def measure_work_here(size: int, seed: int, *, told: Told) -> Iterator[Figure]:
    """Let so many procedures run in the small district, unless they do, and measure."""
    if mark_here() != _mark_of(size, seed):
        built = build(made_up_sops(SOPS, STEPS, seed), size, seed)
        told(f"{built.runs:,} running procedures, {built.work:,} pieces of work, {built.open_work:,} open")
        _set_mark(_mark_of(size, seed))
    told("measuring ...")
    yield from work_figures(seed)


def mark_here() -> str:
    """What was last built in this database; empty for a new one, in which the application has no role yet."""
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(obj_description('public'::regnamespace, 'pg_namespace'), '')")
        return str(cursor.fetchone()[0])


def _set_mark(mark: str) -> None:
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("COMMENT ON SCHEMA public IS %s", [mark])


def _mark_of(size: int, seed: int) -> str:
    """A database built for other tables is built anew."""
    files = sorted((env.ROOT / "src" / "anyam").rglob("migrations/*.py"))
    shape = sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:16]
    return f"anyam bench of {size} cases, seed {seed}, tables {shape}"
