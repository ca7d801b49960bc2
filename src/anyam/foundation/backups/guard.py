"""The guard at the door: on a database that can lose or show what it must not, pages and worker do not start.

Each finding is a sentence for the person who looks after the server. Some end the start, others are warnings.
"""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from django.db import connection
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from anyam.config import env
from anyam.foundation.access.row_security import tables_to_protect
from anyam.foundation.backups import custody, folders

OLDEST_SERVER = 150000
FULLEST_DISK = 0.85


@dataclass(frozen=True)
class Finding:
    """Something unsafe."""

    code: str
    sentence: str | Promise
    is_fatal: bool = True


class UnsafeDatabase(Exception):
    """Pages and worker do not start on this database; the message says why and what to do."""


_MUST_BE_ON: Mapping[str, str | Promise] = {
    "fsync": _(
        "fsync is off: after a power cut the whole database may be lost. Set fsync = on in PostgreSQL's settings."
    ),
    "full_page_writes": _(
        "full_page_writes is off: a power cut can leave half-written pages. Set full_page_writes = on."
    ),
    "synchronous_commit": _(
        "synchronous_commit is off: what was acknowledged could be lost. Set synchronous_commit = on."
    ),
}


def inspect(
    ask: Callable[[str, list[Any]], list[tuple[Any, ...]]], protected: Iterable[str]
) -> Iterator[Finding]:
    """What is unsafe on the database that `ask` reaches; `protected` tables must hide rows by themselves."""
    yield from _settings(ask)
    # While no table hides its rows by itself there is nothing yet that a mighty role could walk around.
    is_fatal = bool(list(protected))
    yield from (replace(finding, is_fatal=is_fatal) for finding in _role(ask))
    yield from _rows(ask, sorted(protected))


def inspect_own() -> list[Finding]:
    """What is unsafe on this installation's database, disks and keys, as the pages and the worker reach them."""
    return [*inspect(_ask_django, protected_tables()), *_surroundings()]


def require_safe() -> list[Finding]:
    """The warnings. Raises UnsafeDatabase with every reason why nothing may start here."""
    found = inspect_own()
    fatal = [finding for finding in found if finding.is_fatal]
    if fatal:
        reasons = "\n".join(f"  - {finding.sentence}" for finding in fatal)
        raise UnsafeDatabase(f"Anyam does not start, to protect the children's data:\n{reasons}")
    return found


def protected_tables() -> frozenset[str]:
    """The tables that must have row-level security."""
    return tables_to_protect()


# --- the database --------------------------------------------------------------------------------------------------


def _settings(ask: Callable[[str, list[Any]], list[tuple[Any, ...]]]) -> Iterator[Finding]:
    names = [*_MUST_BE_ON, "server_version_num", "data_checksums"]
    now = {
        name: str(value)
        for name, value in ask("SELECT name, setting FROM pg_settings WHERE name = ANY(%s)", [names])
    }
    for name, sentence in _MUST_BE_ON.items():
        if now.get(name) == "off":
            yield Finding(name, sentence)
    if int(now.get("server_version_num", "0")) < OLDEST_SERVER:
        yield Finding(
            "version", _("PostgreSQL is older than 15: its views would show everybody everything. Update it.")
        )
    if now.get("data_checksums") == "off":
        yield Finding(
            "data_checksums",
            _(
                "Data checksums are off: a damaged disk would go unnoticed. Switch them on with pg_checksums --enable."
            ),
            is_fatal=False,
        )


def _role(ask: Callable[[str, list[Any]], list[tuple[Any, ...]]]) -> Iterator[Finding]:
    is_superuser, bypasses, owns = ask(
        "SELECT rolsuper, rolbypassrls, EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
        " WHERE c.relowner = r.oid AND c.relkind IN ('r', 'p') AND n.nspname = 'public')"
        " FROM pg_roles r WHERE rolname = current_user",
        [],
    )[0]
    if is_superuser:
        yield Finding(
            "superuser", _("Pages and worker connect as a superuser. They need the role anyam_app instead.")
        )
    elif bypasses:
        yield Finding(
            "bypassrls", _("The role of pages and worker may bypass row-level security (BYPASSRLS).")
        )
    if owns and not is_superuser:
        yield Finding(
            "owner", _("The role of pages and worker owns the tables, and could switch their protection off.")
        )


def _rows(ask: Callable[[str, list[Any]], list[tuple[Any, ...]]], protected: list[str]) -> Iterator[Finding]:
    found = ask(
        "SELECT relname, relrowsecurity AND relforcerowsecurity FROM pg_class c WHERE relkind IN ('r', 'p')"
        " AND relnamespace = 'public'::regnamespace"
        " AND (relname = ANY(%s) OR EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid))",
        [protected],
    )
    missing = sorted({*protected, *(row[0] for row in found)} - {row[0] for row in found if row[1]})
    if missing:
        yield Finding(
            "row_security",
            _("Row-level security is missing on: %(tables)s. Run anyam prepare.")
            % {"tables": ", ".join(missing)},
        )
    views = ask(
        "SELECT relname FROM pg_class WHERE relkind = 'v' AND relnamespace = 'public'::regnamespace"
        " AND NOT coalesce(reloptions::text ~* 'security_invoker=(true|on|1)', false) ORDER BY 1",
        [],
    )
    if views:
        names = ", ".join(row[0] for row in views)
        yield Finding(
            "views",
            _("These views show everybody everything (no security_invoker): %(views)s.") % {"views": names},
        )


def _ask_django(question: str, values: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(question, values)
        return list(cursor.fetchall())


# --- disks and keys ------------------------------------------------------------------------------------------------


def _surroundings() -> Iterator[Finding]:
    for folder in (env.var_folder(), env.backups_folder()):
        share = folders.share_in_use(folder)
        if share > FULLEST_DISK:
            yield Finding(
                "disk",
                _("The disk of %(folder)s is %(percent)s %% full. Make room before it is too late.")
                % {"folder": str(folder), "percent": round(share * 100)},
                is_fatal=False,
            )
    if readable_by_others(env.keys_folder()):
        yield Finding("keys", _("Others on this machine can read the keys. Run: chmod -R go= var/keys"))
    if custody.current() is None and not env.flag("DEMO"):
        yield Finding(
            "custody",
            _(
                "Nobody holds the key of the backups: none are made, and a broken disk loses all. See anyam custody."
            ),
            is_fatal=False,
        )


def readable_by_others(folder: Path) -> bool:
    """Whether anybody but the owner can read one of the keys."""
    if not folder.is_dir():
        return False
    return any(stat.S_IMODE(one.stat().st_mode) & 0o077 for one in folder.rglob("*") if one.is_file())
