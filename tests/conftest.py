"""What every test stands on: a database on the embedded server, a browser, and no way out of the machine."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from socket import AF_INET, AF_INET6, socket
from typing import Any

import hypothesis
import pytest
from django.conf import settings
from django.core.signals import request_finished, request_started
from django.db import connection
from django.db.backends.signals import connection_created
from django.utils import translation
from xdist.scheduler import LoadScopeScheduling

from anyam.config import database, env
from anyam.config.embedded_postgres import in_use
from anyam.foundation.access import Actor
from anyam.foundation.access.row_context import NOBODY, Reader, present
from tests.cast import Cast, Story
from tests.ready_databases import Worlds, is_there, with_all_tables
from tests.trust.ground import rows_open_to_the_harness

# Playwright's synchronous interface runs a loop of its own in this thread; Django would take it for async code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

# The same examples on every run: a finding belongs into a test of its own, not into somebody else's red build.
hypothesis.settings.register_profile("anyam", deadline=None, derandomize=True)
hypothesis.settings.load_profile("anyam")

_held = ExitStack()
BUILT_ONCE = {"backups", "demo"}


def pytest_configure(config: pytest.Config) -> None:
    """Hold the test database up for this process (the last one to leave stops it), and close the way out."""
    _forbid_outside_connections()
    if not env.database_url():
        _held.enter_context(in_use(database.test_cluster()))


class WorldsStayTogether(LoadScopeScheduling):  # type: ignore[misc]
    """Tests that share a world which takes minutes to build stay with one worker, so that it is built once.

    All others go to whichever worker is free. The groups of xdist itself are tests renamed afterwards, of which pytest
    takes no notice.
    """

    def _split_scope(self, nodeid: str) -> str:
        folder = nodeid.split("/")[1]
        return folder if folder in BUILT_ONCE else nodeid


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    return WorldsStayTogether(config, log) if config.getvalue("dist") == "loadscope" else None


def pytest_unconfigure(config: pytest.Config) -> None:
    _held.close()


# --- the database as the application sees it ----------------------------------------------------------------------


@pytest.fixture(scope="session")
def database_with_all_tables(django_test_environment: None, django_db_blocker: Any) -> str:
    with django_db_blocker.unblock():
        return with_all_tables()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None, database_with_all_tables: str) -> None:
    """The tests' own database begins as a copy of the one with all tables."""
    connection.settings_dict["TEST"]["TEMPLATE"] = database_with_all_tables


@pytest.fixture(scope="session")
def worlds(django_db_setup: None, django_db_blocker: Any, database_with_all_tables: str) -> Iterator[Worlds]:
    """Worlds that several tests begin with, each told once."""
    told = Worlds(database_with_all_tables)
    yield told
    told.end()


@dataclass(frozen=True)
class ToldDistrict:
    """A small district, and one child's way through it where the test asks for that."""

    cast: Cast
    story: Story | None = None


@pytest.fixture
def told_district(
    request: pytest.FixtureRequest, worlds: Worlds, django_db_blocker: Any
) -> Iterator[ToldDistrict]:
    """The cast, with the story for tests that ask for it: told once in each worker, and taken back after each test."""
    if {"db", "transactional_db"} & set(request.fixturenames) or request.node.get_closest_marker("django_db"):
        pytest.fail("This test has a told district: it needs no database beside it, so take the mark away.")
    name, tell = ("story", _with_story) if "story" in request.fixturenames else ("cast", _cast_alone)
    with django_db_blocker.unblock(), rows_open_to_the_harness(), worlds.inside(name, tell) as told:
        yield told


def _cast_alone() -> ToldDistrict:
    return ToldDistrict(Cast())


def _with_story() -> ToldDistrict:
    cast = Cast()
    return ToldDistrict(cast, cast.story())


@pytest.fixture
def cast(told_district: ToldDistrict) -> Cast:
    return told_district.cast


@pytest.fixture
def story(told_district: ToldDistrict) -> Story:
    assert told_district.story
    return told_district.story


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The owner makes the test database; the tests then connect as the role of the server and the worker."""
    with django_db_blocker.unblock():
        if is_there(
            connection.settings_dict["NAME"]
        ):  # not made for a run whose tests all have worlds of their own
            _let_tests_empty_tables(settings.ANYAM_APPLICATION_ROLE)
        become(settings.ANYAM_APPLICATION_ROLE)
        yield
        become(settings.ANYAM_OWNER_CONNECTION["USER"])


def _let_tests_empty_tables(role: str) -> None:
    with connection.cursor() as cursor:
        # After tests with real transactions; the application itself may not.
        cursor.execute(f"GRANT TRUNCATE ON ALL TABLES IN SCHEMA public TO {role}")
        # Numbers given out are taken back where a test makes the same district twice.
        cursor.execute(f"GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO {role}")


def become(role: str) -> None:
    connection.close()
    connection.settings_dict["USER"] = role


@pytest.fixture(scope="session", autouse=True)
def own_horizon() -> Iterator[None]:
    """The other test worker has a database of its own on this server: its open transactions hold no seal back here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            "anyam.foundation.audit.sealing._HORIZON",
            "SELECT coalesce(min(backend_xid::text::bigint), pg_snapshot_xmax(pg_current_snapshot())::text::bigint)"
            " FROM pg_stat_activity WHERE datname = current_database()",
        )
        yield


@pytest.fixture(autouse=True)
def rows_are_open_to_the_test(request: pytest.FixtureRequest) -> Iterator[None]:
    """What a test looks up for itself is read as the system; requests and actions are read as their actor.

    Tests about the database's own refusals begin with `reading_as(NOBODY)`.
    """
    has_database = {"db", "transactional_db", "live_server"} & set(request.fixturenames)
    if not has_database and request.node.get_closest_marker("django_db") is None:
        yield
        return
    request.getfixturevalue("_django_db_helper")
    token = present.set(Reader.of(Actor.system("test")))
    _open_rows()
    request_started.connect(_close_rows)
    request_finished.connect(_open_rows)
    connection_created.connect(_open_again)
    yield
    connection_created.disconnect(_open_again)
    request_started.disconnect(_close_rows)
    request_finished.disconnect(_open_rows)
    present.reset(token)
    if connection.connection is not None and not connection.in_atomic_block:
        connection.close()


def _close_rows(**about: Any) -> None:
    _be("", NOBODY)


def _open_rows(**about: Any) -> None:
    _be("on", Reader.of(Actor.system("test")))


def _open_again(**about: Any) -> None:
    """A test that closed its connection goes on with a new one."""
    if present.get() != NOBODY:
        _open_rows()


def _be(system: str, reader: Reader) -> None:
    """Only for the test's own thread: servers and racing threads have connections of their own."""
    if threading.current_thread() is not threading.main_thread():
        return
    present.set(reader)
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('anyam.system', %s, false)", [system])


@pytest.fixture(autouse=True)
def the_language_is_ours() -> None:
    """A test that asked for English pages leaves nothing of it to the next."""
    translation.activate(settings.LANGUAGE_CODE)


# --- no way out -------------------------------------------------------------------------------------------------


class ConnectionToOutside(Exception):
    """A test tried to reach another machine; give it a stand-in instead."""


def _forbid_outside_connections() -> None:
    connect, connect_ex = socket.connect, socket.connect_ex

    def guarded_connect(self: socket, address: Any) -> None:
        _require_here(self, address)
        connect(self, address)

    def guarded_connect_ex(self: socket, address: Any) -> int:
        _require_here(self, address)
        return connect_ex(self, address)

    socket.connect = guarded_connect  # type: ignore[method-assign]
    socket.connect_ex = guarded_connect_ex  # type: ignore[method-assign]


def _require_here(connection: socket, address: Any) -> None:
    if connection.family not in {AF_INET, AF_INET6}:
        return
    host = address[0]
    if host != "localhost" and not ip_address(host).is_loopback:
        raise ConnectionToOutside(f"A test tried to reach {host}.")


# --- browser ----------------------------------------------------------------------------------------------------

CHROMIUM = Path(env.text("CHROMIUM") or env.var_folder() / "chromium" / "chromium")

CHROMIUM_ARGUMENTS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    "--font-render-hinting=none",  # words keep their spaces in pictures
    *("--disable-background-networking", "--disable-component-update"),
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Chromium from `ANYAM_CHROMIUM`, or the one that set-up unpacked with the libraries and fonts it may lack."""
    if not CHROMIUM.exists():
        pytest.fail(f"There is no browser at {CHROMIUM}. script/setup test unpacks one.")
    own = CHROMIUM.parent
    surroundings = {
        **os.environ,
        "LD_LIBRARY_PATH": str(own / "lib"),
        "FONTCONFIG_FILE": str(own / "fonts.conf"),
    }
    return {
        **browser_type_launch_args,
        "executable_path": str(CHROMIUM),
        "args": CHROMIUM_ARGUMENTS,
        "env": os.environ if env.text("CHROMIUM") else surroundings,
    }


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """An Indonesian office computer."""
    return {**browser_context_args, "locale": "id-ID", "timezone_id": "Asia/Jakarta"}
