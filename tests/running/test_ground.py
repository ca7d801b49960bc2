"""The ground under the suite."""

from __future__ import annotations

from socket import create_connection

import pytest
from django.db import connection
from playwright.sync_api import Page

from tests.conftest import ConnectionToOutside


@pytest.mark.django_db
def test_database_is_a_supported_postgresql() -> None:
    assert connection.vendor == "postgresql"
    assert connection.pg_version >= 150000


def test_no_test_reaches_another_machine() -> None:
    with pytest.raises(ConnectionToOutside):
        create_connection(("192.0.2.1", 80), timeout=1)


@pytest.mark.django_db(transaction=True)
def test_browser_reads_a_page(page: Page, live_server: object) -> None:
    answer = page.goto(f"{live_server}/healthz")
    assert answer is not None
    assert answer.json()["parts"]["database"] == "ok"
