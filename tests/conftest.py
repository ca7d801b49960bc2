"""What every test stands on: a database on the embedded server, and no way out of the machine."""

from __future__ import annotations

from contextlib import ExitStack

import pytest

from anyam.config import database, env
from anyam.config.embedded_postgres import in_use

_open = ExitStack()


def pytest_configure(config: pytest.Config) -> None:
    """Hold the test database up for this process; the last process to leave stops it."""
    if not env.database_url():
        _open.enter_context(in_use(database.test_cluster()))


def pytest_unconfigure(config: pytest.Config) -> None:
    _open.close()
