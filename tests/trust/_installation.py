"""A whole installation in a throw-away folder: database with its ordinary durable settings, pages, worker; and clients.

The clients send a form over HTTP and write into a ledger outside of the database what was acknowledged. Each form
carries its own number, so one that got no answer is sent again until it gets one.
"""

from __future__ import annotations

import http.client
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

import psycopg
from django.conf import settings
from django.db import connection, connections
from django.test import Client

from anyam.config.postgres_server import SMALL_MACHINE, SUPERUSER, Cluster, ensure_running, stop
from tests.trust import ground

TOKEN = "a" * 32
PATIENCE = 60.0
DATABASE = "anyam"


@dataclass
class Installation:
    """What runs in the folder."""

    folder: Path
    cluster: Cluster
    port: int
    cookies: str = ""
    path: str = ""
    contact: dict[str, str] = field(default_factory=dict)
    programs: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def surroundings(self) -> dict[str, str]:
        return {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "anyam.config.settings",
            "ANYAM_VAR": str(self.folder),
            "ANYAM_KEYS": str(settings.ANYAM_KEYS),
            "ANYAM_SECRET_KEY": settings.SECRET_KEY,
            "ANYAM_DB_NAME": DATABASE,
            "ANYAM_DEMO": "1",
            "PYTHONPATH": f"{ground.ROOT / 'src'}",
        }

    def start(self, name: str) -> None:
        if name == "database":
            ensure_running(self.cluster)
            return
        web = [
            *("-m", "gunicorn", "anyam.config.wsgi", f"--bind=127.0.0.1:{self.port}", "--workers=1"),
            *("--worker-class=gthread", "--threads=3", "--no-control-socket", "--log-level=critical"),
        ]
        command = web if name == "pages" else ["-m", "django", "worker", "--concurrency", "1"]
        with (self.folder / f"{name}.txt").open("ab") as log:
            self.programs[name] = subprocess.Popen(
                [sys.executable, *command],
                env=self.surroundings(),
                cwd=ground.ROOT,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def kill(self, name: str) -> None:
        """Every process of it, without a word."""
        if name == "database":
            for pid in self._servers():
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            while self.cluster.is_ready():
                time.sleep(0.02)
            return
        program = self.programs.pop(name)
        with suppress(ProcessLookupError):
            os.killpg(program.pid, signal.SIGKILL)
        program.wait()

    def stand_still(self) -> None:
        """Stop every process where it is, so that nothing more is written."""
        groups = [program.pid for program in self.programs.values()]
        for pid in self._servers():
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGSTOP)
        for group in groups:
            with suppress(ProcessLookupError):
                os.killpg(group, signal.SIGSTOP)

    def start_what_ended(self) -> None:
        """As a service manager does with what has ended on its own."""
        if not self.cluster.is_ready():
            self.start("database")
        for name, program in list(self.programs.items()):
            if program.poll() is not None:
                self.start(name)

    def _servers(self) -> list[int]:
        """The database's first process and all that it started."""
        first = int(self.cluster.postmaster_file.read_text().split()[0])
        children = Path(f"/proc/{first}/task/{first}/children").read_text().split()
        return [first, *map(int, children)]

    def end(self) -> None:
        for name in list(self.programs):
            self.kill(name)
        stop(self.cluster)

    def command(self, statement: str) -> None:
        place = self.cluster.connection(DATABASE, SUPERUSER)
        with psycopg.connect(host=place["HOST"], user=place["USER"], dbname=DATABASE) as link:  # type: ignore[arg-type]
            link.execute(statement)  # type: ignore[call-overload]

    def rows(self, statement: str) -> list[tuple[Any, ...]]:
        place = self.cluster.connection(DATABASE, SUPERUSER)
        with psycopg.connect(host=place["HOST"], user=place["USER"], dbname=DATABASE) as link:  # type: ignore[arg-type]
            return link.execute(statement).fetchall()  # type: ignore[call-overload, no-any-return]


@contextmanager
def installation(folder: Path, more: Mapping[str, str] | None = None) -> Iterator[Installation]:
    """An installation with the child's story in it, its database up."""
    cluster = Cluster(folder / "postgres", {**SMALL_MACHINE, **(more or {})})
    found = Installation(folder, cluster, free_port())
    with ExitStack() as stack:
        stack.callback(found.end)
        ensure_running(cluster)
        place = cluster.connection("postgres", SUPERUSER)
        with psycopg.connect(
            host=place["HOST"],  # type: ignore[arg-type]
            user=place["USER"],  # type: ignore[arg-type]
            dbname="postgres",
            autocommit=True,
        ) as link:
            link.execute(f"CREATE DATABASE {DATABASE} TEMPLATE template0")
        with connected(cluster):
            _tell_story(found)
        yield found


@contextmanager
def connected(cluster: Cluster) -> Iterator[None]:
    """Have Django in this process connected to that server."""
    connections.close_all()
    before = dict(connection.settings_dict)
    connection.settings_dict.update(cluster.connection(DATABASE, SUPERUSER))
    try:
        yield
    finally:
        connections.close_all()
        connection.settings_dict.update(before)


def _tell_story(found: Installation) -> None:
    from django.core.management import call_command

    from anyam.foundation.core import clock
    from tests.cast import Cast

    call_command("migrate", interactive=False, verbosity=0)
    connections.close_all()
    connection.settings_dict["USER"] = settings.ANYAM_APPLICATION_ROLE
    with ground.rows_open_to_the_harness():
        _tell_it(found, Cast(), clock.today().isoformat())


def _tell_it(found: Installation, cast: Any, today: str) -> None:
    story = cast.story()
    client = Client(HTTP_HOST="localhost")
    client.force_login(cast.user_of(cast.dewi))
    kept = {name: morsel.value for name, morsel in client.cookies.items()}
    found.cookies = "; ".join(
        f"{name}={value}" for name, value in {**kept, settings.CSRF_COOKIE_NAME: TOKEN}.items()
    )
    found.path = f"/kasus/{story.case_id}/layanan/catat/"
    found.contact = {
        **dict.fromkeys(("agency_id", "need", "next_visit_on", "with_whom"), ""),
        "csrfmiddlewaretoken": TOKEN,
        "kind": "phone",
        "on": today,
        "note": "Dicatat sekali",
    }


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


# --- the clients ------------------------------------------------------------------------------------------------------


class Clients:
    """People who send forms, and the ledger of what they were told was kept."""

    def __init__(self, installed: Installation, number: int = 2) -> None:
        self.installed = installed
        self.ledger: list[UUID] = []
        self.odd: list[int] = []
        self._over = threading.Event()
        self._threads = [threading.Thread(target=self._work, daemon=True) for _ in range(number)]

    def __enter__(self) -> Clients:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join(PATIENCE)

    def wait_for(self, more: int, chance: random.Random) -> None:
        """Until so many more were acknowledged, and then a moment, so that something is always on its way."""
        wanted, deadline = len(self.ledger) + more, time.monotonic() + PATIENCE
        while len(self.ledger) < wanted:
            if time.monotonic() > deadline:
                raise TimeoutError(f"nothing was acknowledged for {PATIENCE:.0f} s; answers: {self.odd[-3:]}")
            time.sleep(0.01)
        time.sleep(chance.random() * 0.1)

    def _work(self) -> None:
        while not self._over.is_set():
            number = uuid4()
            while not self._over.is_set():
                if self._sent(number):
                    self.ledger.append(number)
                    break
                time.sleep(0.05)

    def _sent(self, number: UUID) -> bool:
        """Whether the form was acknowledged."""
        body = urlencode({**self.installed.contact, "submission": str(number)})
        link = http.client.HTTPConnection("127.0.0.1", self.installed.port, timeout=10)
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": self.installed.cookies,
            "Host": "localhost",
        }
        try:
            link.request("POST", self.installed.path, body, headers)
            answer = link.getresponse()
        except (OSError, http.client.HTTPException):
            return False
        finally:
            link.close()
        to = answer.getheader("Location", "")
        if answer.status == 302 and "masuk" not in to:
            return True
        self.odd.append(answer.status)
        return False


def lost_and_doubled(installed: Installation, ledger: list[UUID]) -> tuple[int, int]:
    """How many acknowledged forms are not there, and how many rows too many there are."""
    receipts = {
        key.rpartition(":")[2]: result
        for key, result in installed.rows(
            "SELECT key, result_id FROM events_receipt WHERE key LIKE '%record_contact%'"
        )
    }
    there = {result for (result,) in installed.rows("SELECT id FROM cases_contact")}
    lost = sum(receipts.get(str(number)) not in there for number in ledger)
    kept = {result for result in receipts.values() if result in there}
    told = installed.rows("SELECT count(*) FROM events_eventrow WHERE kind = 'contact_recorded'")[0][0]
    return lost, max(0, len(there) - 1 - len(kept)) + max(0, told - len(there))
