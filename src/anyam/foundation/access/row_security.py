"""Row-level security: what the database itself refuses to show, written in migrations.

The Python policies decide and explain; these policies are the net beneath them. Both read the access table. A policy is
a predicate made by `sees` or `sees_person`, so that the rule stands in one place:

    operations = [RowSecurity("files_casefile", sees("files_casefile.case_id", Part.FILES))]

The predicates are written out instead of calling a function, because PostgreSQL plans an `EXISTS` it can look into, and
what does not depend on the row stands in a sub-select of its own, which is worked out once per query.

Every column is written with its table: inside an `EXISTS` a bare name means the inner table's column where that has one
of the same name, and the policy would compare it with itself and open every row. `RowSecurity` refuses a bare column.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from django.apps import apps
from django.db.migrations.operations.base import Operation

from anyam.foundation.access.choices import Level, Part
from anyam.foundation.core.privacy import Privacy

FUNCTIONS = """
CREATE FUNCTION anyam_is_system() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT coalesce(current_setting('anyam.system', true), '') = 'on' $$;
CREATE FUNCTION anyam_user() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT nullif(current_setting('anyam.user', true), '')::uuid $$;
CREATE FUNCTION anyam_principals() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT string_to_array(nullif(current_setting('anyam.principals', true), ''), ',')::uuid[] $$;
CREATE FUNCTION anyam_at() RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT coalesce(nullif(current_setting('anyam.at', true), '')::timestamptz, now()) $$;
"""
DROP_FUNCTIONS = """
DROP FUNCTION anyam_is_system(); DROP FUNCTION anyam_user();
DROP FUNCTION anyam_principals(); DROP FUNCTION anyam_at();
"""

SYSTEM = "(SELECT anyam_is_system())"
_SOMEBODY = "(SELECT anyam_is_system() OR anyam_principals() IS NOT NULL)"
_PRINCIPALS = "((SELECT anyam_principals())::uuid[])"
_ROW_BY_ROW = "OFFSET 0"
"""Ends an EXISTS that is asked for each row, by index. Without it PostgreSQL may first gather all that was ever granted
to the reader: an office among a hundred thousand cases waits a quarter of a second for that, at every query."""
_STANDING = "({0}.until IS NULL OR {0}.until > (SELECT anyam_at()))"


def sees(dossier: str, part: Part | None = None, level: Level = Level.READ) -> str:
    """True where a standing grant opens `part` (or any part) of the dossier in this column, and no block stands."""
    return f"({SYSTEM} OR ({_granted(dossier, part, level)} AND NOT {_blocked(dossier)}))"


def not_barred(dossier: str) -> str:
    """True where no block keeps the acting person from the dossier in this column."""
    return f"({SYSTEM} OR NOT {_blocked(dossier)})"


def sees_person(person: str, part: Part) -> str:
    """True where a dossier in which this person appears is open for `part`."""
    return (
        f"({SYSTEM} OR EXISTS (SELECT FROM people_presence AS presence"
        " JOIN access_grant AS given ON given.dossier_id = presence.dossier_id"
        f" WHERE presence.person_id = {person} AND {_opens(part, Level.READ)}"
        f" AND NOT {_blocked('presence.dossier_id')} {_ROW_BY_ROW}))"
    )


def acts() -> str:
    """True for everybody who acts at all: for adding what is not yet anybody's."""
    return _SOMEBODY


def is_own(user: str) -> str:
    """True where the column names the acting person."""
    return f"({SYSTEM} OR {user} = (SELECT anyam_user()))"


def asked_office_or_own(office: str, user: str) -> str:
    """True where one column names an office the actor sits in, or the other the acting person."""
    return f"({SYSTEM} OR {user} = (SELECT anyam_user()) OR {office} = ANY ({_PRINCIPALS}))"


def _granted(dossier: str, part: Part | None, level: Level) -> str:
    return (
        "EXISTS (SELECT FROM access_grant AS given"
        f" WHERE given.dossier_id = {dossier} AND {_opens(part, level)} {_ROW_BY_ROW})"
    )


def _opens(part: Part | None, level: Level) -> str:
    asked = [f"given.principal = ANY ({_PRINCIPALS})", _STANDING.format("given")]
    if part:
        asked.append(f"'{part.value}' = ANY (given.parts)")
    if level == Level.WRITE:
        asked.append("given.level = 'write'")
    return " AND ".join(asked)


def _blocked(dossier: str) -> str:
    return (
        "EXISTS (SELECT FROM access_block AS barred"
        f" WHERE barred.dossier_id = {dossier} AND barred.user_id = (SELECT anyam_user())"
        f" AND {_STANDING.format('barred')})"
    )


class UnqualifiedColumn(ValueError):
    """A policy names a column without its table; inside an EXISTS it could mean the column of another table."""


_TOKEN = re.compile(r"""'[^']*'|"[^"]*"|[A-Za-z_][A-Za-z0-9_]*|::|\S""")
_NAME = re.compile(r'"[^"]*"|[A-Za-z_][A-Za-z0-9_]*')
_SQL = (
    "all and any array as asc between by case coalesce cross current_date current_timestamp desc distinct else end"
    " exists false from group having ilike in inner interval is join lateral left like limit not null offset on or"
    " order outer select similar some then true union unnest using values when where with"
)
_KEYWORDS = frozenset(_SQL.split())
_BEFORE_A_TABLE = frozenset({"from", "join", "lateral"})


def bare_columns(predicate: str) -> Iterator[str]:
    """The columns of a policy that stand without their table."""
    tokens = _TOKEN.findall(predicate)
    for before, token, after in zip(["", *tokens], tokens, [*tokens[1:], ""], strict=False):
        is_name = _NAME.fullmatch(token) and token.lower() not in _KEYWORDS
        is_qualified = "." in (before, after) or after == "("
        is_other_name = before.lower() in {"as", "::"} | _BEFORE_A_TABLE
        if is_name and not is_qualified and not is_other_name:
            yield token


class RowSecurity(Operation):
    """Switch row-level security on for a table and force it on its owner too.

    `using` says which rows are seen; `changing` which may be changed or deleted (the same when left out); `adding`
    which may be added (as `changing` when left out).
    """

    reversible = True
    reduces_to_sql = True

    def __init__(self, table: str, using: str, changing: str = "", adding: str = "") -> None:
        self.table, self.using = table, using
        self.changing = changing or using
        self.adding = adding or self.changing
        for predicate in (self.using, self.changing, self.adding):
            bare = sorted(set(bare_columns(predicate)))
            if bare:
                raise UnqualifiedColumn(f"{table}: write {', '.join(bare)} as table.column in this policy")

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return type(self).__qualname__, [self.table, self.using, self.changing, self.adding], {}

    def state_forwards(self, app_label: str, state: Any) -> None:
        """The models do not change."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        table = f'"{self.table}"'
        for statement in (
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
            f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
            *(f"DROP POLICY IF EXISTS {name} ON {table}" for name in ("seen", "added", "changed", "deleted")),
            f"CREATE POLICY seen ON {table} FOR SELECT USING ({self.using})",
            f"CREATE POLICY added ON {table} FOR INSERT WITH CHECK ({self.adding})",
            f"CREATE POLICY changed ON {table} FOR UPDATE USING ({self.changing}) WITH CHECK ({self.changing})",
            f"CREATE POLICY deleted ON {table} FOR DELETE USING ({self.changing})",
        ):
            schema_editor.execute(statement)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for name in ("seen", "added", "changed", "deleted"):
            schema_editor.execute(f'DROP POLICY IF EXISTS {name} ON "{self.table}"')
        schema_editor.execute(f'ALTER TABLE "{self.table}" NO FORCE ROW LEVEL SECURITY')
        schema_editor.execute(f'ALTER TABLE "{self.table}" DISABLE ROW LEVEL SECURITY')

    def describe(self) -> str:
        return f"Row-level security on {self.table}"


EXEMPT: dict[str, str] = {
    "agreements_party": "officials in their office: the signed paper names them to every party and to the public",
    "documents_letterhead": "who signs for an office stands on every letter it sends",
    "readiness_staffmember": "an agency's own list of its staff; names are shown to that agency alone",
    "agencies_agencycontact": "the telephone list of offices, open to everybody who signs in",
    "agencies_directorychange": "who changed the directory of offices",
    "entry_heldform": "what somebody typed, sealed and kept for minutes under the number of their own session",
    "exports_export": "its words and passphrase are sealed; the rest is who asked for what, and who agreed",
    "accounts_user": "read to sign in, before anybody acts; names of staff stand in every agency's directory",
}
"""Tables with personal fields that do not hide their rows, and why."""


def tables_to_protect() -> frozenset[str]:
    """Every table with a personal or sensitive field must hide its rows by itself, but for those in EXEMPT."""
    return frozenset(
        model._meta.db_table
        for model in apps.get_models()
        if _tells_of_people(getattr(model, "PRIVACY", {})) and model._meta.db_table not in EXEMPT
    )


def _tells_of_people(privacy: Mapping[str, Privacy]) -> bool:
    return bool({Privacy.PERSONAL, Privacy.SENSITIVE}.intersection(privacy.values()))
