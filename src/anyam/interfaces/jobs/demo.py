"""The demo: a whole district on one machine, from a database to the list of people one can sign in as.

`script/demo` runs this after set-up. Everything it starts ends with it.
"""

from __future__ import annotations

import argparse
import fcntl
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import zlib
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import replace
from pathlib import Path
from types import FrameType
from typing import NoReturn

from anyam.config import database, env
from anyam.config.embedded_postgres import in_use, is_in_use, recover
from anyam.config.postgres_server import BUSY, Cluster, EmbeddedPostgresError
from anyam.interfaces.jobs.supervisor import Part, Program, Supervisor

ADDRESS = "127.0.0.1"
SEED = ("seed", "--district", "35.04", "--cases", "350", "--months", "24", "--seed", "1")
USABLE_SECONDS = 90
WEB_THREADS = 3


class CannotStart(Exception):
    """The demo cannot start; the message says why and what to do."""


def main(arguments: list[str] | None = None) -> int:
    """Run the demo until Ctrl-C."""
    options = _options(arguments)
    # SIGINT too: whoever starts the demo in the background may have switched it off.
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _interrupt)
    try:
        with alone(options.port):
            _require_free(options.port)
            _run(options.port, reset=options.reset)
    except (CannotStart, EmbeddedPostgresError) as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    except KeyboardInterrupt:
        say("Stopped.")
    return 0


def check_can_start(arguments: list[str] | None = None) -> None:
    """Refuse early, before set-up changes anything below a demo that runs."""
    options = _options(arguments)
    try:
        with alone(options.port):
            _require_free(options.port)
    except CannotStart as problem:
        sys.exit(str(problem))


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="script/demo", description="A whole district on this machine, to try Anyam."
    )
    parser.add_argument("--port", type=int, default=8000, help="port on this machine (default 8000)")
    parser.add_argument("--reset", action="store_true", help="throw the demo district away and make it anew")
    return parser.parse_args(arguments)


def _interrupt(number: int, frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt


def say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


# --- one at a time ----------------------------------------------------------------------------------------------


@contextmanager
def alone(port: int) -> Iterator[None]:
    """Only one demo per folder: a second one is told where the first is."""
    path = env.var_folder() / "demo.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+", encoding="utf-8") as note:
        try:
            fcntl.flock(note, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CannotStart(_already_running(path)) from None
        note.truncate(0)
        json.dump({"process": os.getpid(), "port": port}, note)
        note.flush()
        yield


def _already_running(path: Path) -> str:
    try:
        note = json.loads(path.read_text(encoding="utf-8"))
        where = f"at http://{ADDRESS}:{note['port']}/ (process {note['process']})"
    except (ValueError, KeyError):
        where = "in this folder"
    return f"Anyam is already running {where}. Stop it there with Ctrl-C before starting it again."


def _require_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADDRESS, port))
        except (OSError, OverflowError) as problem:
            raise CannotStart(_port_refused(port, problem)) from None


def _port_refused(port: int, problem: Exception) -> str:
    if isinstance(problem, PermissionError | OverflowError):
        return f"Port {port} cannot be used here. Choose another one above 1023: script/demo --port 8001"
    return f"Port {port} is in use by another program. Choose another one: script/demo --port {port + 1}"


# --- the way up -------------------------------------------------------------------------------------------------


def _run(port: int, *, reset: bool) -> None:
    embedded = None if env.database_url() else database.cluster()
    if reset:
        _throw_away(embedded)
    say("Starting the database ..." if embedded else "Using the database named by ANYAM_DATABASE_URL.")
    if not _seeded_mark().exists():
        with _database(embedded, for_heavy_work=True):
            _make_district()
    with _database(embedded):
        say("Preparing the database ...")
        _anyam("prepare", failure="The database could not be prepared.")
        _keep_running(port, embedded)


def _database(embedded: Cluster | None, *, for_heavy_work: bool = False) -> AbstractContextManager[object]:
    if embedded is None:
        return nullcontext()
    settings = {**embedded.settings, **BUSY} if for_heavy_work else embedded.settings
    return in_use(replace(embedded, settings=settings), databases=(database.name(),))


def _keep_running(port: int, embedded: Cluster | None) -> None:
    supervisor = Supervisor(_parts(port, embedded), say)
    try:
        say("Starting pages and worker ...")
        supervisor.start()
        _wait_until_usable(port, supervisor)
        _welcome(port)
        supervisor.watch()
    finally:
        # From here on nothing may keep the parts from being ended, not even an impatient second Ctrl-C.
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        say("\nStopping ...")
        supervisor.end()


def _throw_away(embedded: Cluster | None) -> None:
    if embedded is None:
        raise CannotStart(
            "--reset throws away only the embedded database, never the one in ANYAM_DATABASE_URL."
        )
    if is_in_use(embedded):
        raise CannotStart("The demo's database is in use by another `anyam` command. End that one first.")
    say("Throwing the demo district away ...")
    shutil.rmtree(embedded.folder, ignore_errors=True)


def _make_district() -> None:
    """Fill a new database with the places of the country and one district's two years of casework."""
    say("Loading the places of the country ...")
    _anyam("prepare", failure="The database could not be prepared.")
    say("Making the demo district: people, agencies and two years of casework ...")
    _anyam(*SEED, failure="The demo district could not be made. script/demo --reset starts it anew.")
    _seeded_mark().touch()


def _seeded_mark() -> Path:
    """The embedded cluster's own folder remembers, so that throwing it away forgets."""
    if not env.database_url():
        return database.cluster().folder / f"{database.name()}.seeded"
    return env.var_folder() / f"{zlib.crc32(env.database_url().encode()):08x}.seeded"


def _anyam(*arguments: str, failure: str) -> None:
    done = subprocess.run(_command(*arguments), env=_surroundings(), stdin=subprocess.DEVNULL)
    if done.returncode != 0:
        raise CannotStart(failure)


def _command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "anyam", *arguments]


def _surroundings() -> dict[str, str]:
    # One pool of memory per program instead of one per thread: a third less on a small machine.
    return {**os.environ, "ANYAM_DEMO": "1", "PYTHONUNBUFFERED": "1", "MALLOC_ARENA_MAX": "1"}


def _parts(port: int, embedded: Cluster | None) -> Sequence[Part]:
    logs = env.var_folder() / "log"
    web = [
        *(sys.executable, "-m", "gunicorn", "anyam.config.wsgi", f"--bind={ADDRESS}:{port}"),
        *("--workers=1", "--worker-class=gthread", f"--threads={WEB_THREADS}", "--graceful-timeout=5"),
        *("--no-control-socket", "--log-level=warning"),
    ]
    programs: list[Part] = [
        Program("Pages", web, logs / "pages.txt", _surroundings()),
        Program("Worker", _command("worker", "--concurrency", "1"), logs / "worker.txt", _surroundings()),
    ]
    return [EmbeddedDatabase(embedded), *programs] if embedded else programs


class EmbeddedDatabase:
    """The embedded server as a part: `in_use` starts and ends it, the supervisor brings it back when it is killed."""

    name = "Database"

    def __init__(self, embedded: Cluster) -> None:
        self._cluster = embedded

    def start(self) -> None:
        recover(self._cluster)

    def is_running(self) -> bool:
        return self._cluster.is_ready()

    def ask_to_end(self) -> None: ...

    def wait_until_ended(self, seconds: float) -> None: ...


def _wait_until_usable(port: int, supervisor: Supervisor) -> None:
    deadline = time.monotonic() + USABLE_SECONDS
    while (problem := _what_is_missing(port)) is not None:
        if time.monotonic() > deadline:
            raise CannotStart(f"Anyam did not become usable: {problem} See {env.var_folder() / 'log'}.")
        supervisor.look()
        time.sleep(0.2)


def _what_is_missing(port: int) -> str | None:
    """Nothing when `/healthz` is content, otherwise what it says.

    Spoken by hand: the library for it would stay in the supervisor's memory for as long as the demo runs.
    """
    try:
        with socket.create_connection((ADDRESS, port), timeout=10) as link:
            link.sendall(b"GET /healthz HTTP/1.0\r\nHost: localhost\r\n\r\n")
            answer = link.makefile("rb").read().decode(errors="replace")
    except OSError as problem:
        return f"the pages do not answer ({problem})."
    status, _, rest = answer.partition("\r\n")
    return None if " 200 " in status else rest.rpartition("\r\n")[2]


def _welcome(port: int) -> None:
    say(f"\nAnyam is ready: http://{ADDRESS}:{port}/\n")
    subprocess.run(_command("cast"), env=_surroundings(), stdin=subprocess.DEVNULL)
    say("\nAll people in it are invented. Ctrl-C stops everything.")


if __name__ == "__main__":
    sys.exit(main())
