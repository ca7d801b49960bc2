"""The ground under the suite."""

from __future__ import annotations

import pytest
from django.db import connection


@pytest.mark.django_db
def test_database_is_a_supported_postgresql() -> None:
    assert connection.vendor == "postgresql"
    assert connection.pg_version >= 150000
