"""The hand of the tables' owner in a test: what the application's own role may not do."""

from __future__ import annotations

from typing import Any

import psycopg
from django.conf import settings
from django.db import connection


def as_owner(statement: str) -> None:
    """Run one statement as the owner, in the test's database, for good."""
    owner: dict[str, Any] = settings.ANYAM_OWNER_CONNECTION
    given = {
        "host": owner["HOST"],
        "port": owner["PORT"],
        "user": owner["USER"],
        "password": owner["PASSWORD"],
    }
    named = {name: value for name, value in given.items() if value}
    with psycopg.connect(**named, dbname=connection.settings_dict["NAME"], autocommit=True) as link:
        link.execute(statement)
