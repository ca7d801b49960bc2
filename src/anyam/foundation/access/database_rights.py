"""What the application's database role may do: read and write rows, and nothing to the tables themselves."""

from typing import Any

from django.conf import settings
from django.db import connections
from django.db.backends.utils import CursorWrapper
from psycopg import sql

ONLY_ADDED = ("events_eventrow", "audit_look", "audit_leaf", "audit_checkpoint")
"""What was done and who looked: rows are added, never changed or taken away."""

_RIGHTS = (
    "GRANT USAGE ON SCHEMA public TO {role}",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
    "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
    "REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {role}",
)


def give_rights_after_migrating(using: str, **about: Any) -> None:
    """After every migration, by the tables' owner: new tables are reachable, and no more than that."""
    role = application_role()
    with connections[using].cursor() as cursor:
        cursor.execute(
            "SELECT current_user = %s, EXISTS (SELECT FROM pg_roles WHERE rolname = %s)", [role, role]
        )
        is_same, exists = cursor.fetchone()
        if is_same:
            return  # one role for everything: the start of the server refuses that, not the migration
        if not exists:
            _execute(cursor, "CREATE ROLE {role} LOGIN")
        for statement in _RIGHTS:
            _execute(cursor, statement)
        if cursor.connection.info.server_version >= 170000:
            # The register is loaded whole: without counting it PostgreSQL compares every place with every other.
            _execute(cursor, "GRANT MAINTAIN ON places_place TO {role}")
        tables = set(connections[using].introspection.table_names(cursor))
        for table in tables.intersection(ONLY_ADDED):
            _execute(cursor, "REVOKE UPDATE, DELETE ON {table} FROM {role}", table=table)


def application_role() -> str:
    """The role of the server, the worker and the tests. It owns nothing and bypasses nothing."""
    return str(settings.ANYAM_APPLICATION_ROLE)


def _execute(cursor: CursorWrapper, statement: str, **names: str) -> None:
    named = {name: sql.Identifier(value) for name, value in {"role": application_role(), **names}.items()}
    cursor.execute(sql.SQL(statement).format(**named))
