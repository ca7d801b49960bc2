"""Ten or a hundred thousand cases for a measurement, written straight into the tables.

Only measurements may do this. A small district is made by the real actions; then every whole case of it is copied
with new identifiers, new people under new names, colleagues enough for the load, and older dates. What a single
case's page reads (events, answers, contacts, notices, ended work) is copied for the open cases and every tenth closed
one; what lists and queues read is copied for all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import md5
from random import Random
from uuid import UUID

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from anyam.foundation.access import Actor
from anyam.foundation.access.offices import seat_of
from anyam.foundation.access.row_context import acting
from anyam.foundation.core import clock
from anyam.foundation.vault.copying import NewRow, SealedTable
from anyam.interfaces.jobs.demo_district.make import make_district
from anyam.interfaces.jobs.demo_district.names import NameBook, Namer
from anyam.registry.people.queries import name_keys

DISTRICT = "35.04"
BASE_CASES, BASE_MONTHS = 60, 9
OPEN_SHARE = 0.08
CASES_PER_TEAM = 900
"""One copy of the service's people for so many cases: some seventy open ones for nine colleagues."""

Told = Callable[[str], None]
_SYSTEM = Actor.system("bench")

_COPIED_IDS = {
    *("id", "case_id", "report_id", "plan_id", "goal_id", "assessment_id", "referral_id", "subject_id"),
    *("person_id", "child_id", "plan_action_id", "follows_id", "dossier_id"),
}
_PEOPLE_AT_WORK = {
    *("manager_id", "worker_id", "user_id", "assignee_id", "officer_id", "recipient_id", "recorded_by_id"),
    *("started_by_id", "completed_by_id", "answered_by_id", "written_by_id", "agreed_by_id", "closed_by_id"),
    *("state_by_id", "ended_by_id", "reopened_by_id"),
}

# Table, how its rows belong to a case of the base, and whether only the sampled cases need them.
_OF_CASE = "t.case_id = k.case_id"
_OF_REPORT = "t.report_id IN (SELECT report_id FROM cases_reportedchild AS r WHERE r.case_id = k.case_id)"
_OF_ASSESSMENT = "t.assessment_id IN (SELECT id FROM cases_assessment AS a WHERE a.case_id = k.case_id)"
_OF_REFERRAL = "t.referral_id IN (SELECT id FROM referrals_referral AS r WHERE r.case_id = k.case_id)"
_OF_PLAN = "t.plan_id IN (SELECT id FROM cases_plan AS p WHERE p.case_id = k.case_id)"
_OF_GOAL = (
    "t.goal_id IN (SELECT g.id FROM cases_goal AS g JOIN cases_plan AS p ON p.id = g.plan_id"
    " WHERE p.case_id = k.case_id)"
)
_ABOUT_CASE = (
    "(t.subject_id = k.case_id"
    " OR t.subject_id IN (SELECT id FROM referrals_referral AS r WHERE r.case_id = k.case_id))"
)
_ABOUT_DOSSIER = "true JOIN bench_dossiers AS d ON d.case_id = k.case_id AND d.dossier_id = t.dossier_id"
_TABLES: tuple[tuple[str, str, bool], ...] = (
    ("cases_case", "t.id = k.case_id", False),
    ("cases_report", _OF_REPORT.replace("t.report_id", "t.id"), False),
    ("cases_reporter", _OF_REPORT, False),
    ("cases_reportedchild", _OF_CASE, False),
    ("cases_triage", _OF_REPORT, False),
    ("access_grant", _ABOUT_DOSSIER, False),
    ("people_presence", _ABOUT_DOSSIER, False),
    ("cases_closure", _OF_CASE, False),
    ("cases_caseneed", _OF_CASE, False),
    ("referrals_referral", _OF_CASE, False),
    ("referrals_referralsummary", _OF_REFERRAL, False),
    ("sops_workitem", f"{_OF_CASE} AND (k.is_whole OR t.state = 'open')", False),
    ("cases_assessment", _OF_CASE, True),
    ("cases_answer", _OF_ASSESSMENT, True),
    ("cases_healthanswer", _OF_ASSESSMENT, True),
    ("cases_legalanswer", _OF_ASSESSMENT, True),
    ("cases_plan", _OF_CASE, True),
    ("cases_goal", _OF_PLAN, True),
    ("cases_planaction", _OF_GOAL, True),
    ("cases_contact", _OF_CASE, True),
    ("cases_review", _OF_CASE, True),
    ("cases_narrative", _OF_CASE, True),
    ("referrals_referralmessage", _OF_REFERRAL, True),
    ("messages_notification", _ABOUT_CASE, True),
    ("audit_look", _OF_CASE, True),
    ("events_eventrow", _OF_CASE, True),
)

_FUNCTIONS = """
CREATE FUNCTION pg_temp.copied(old uuid, copy int) RETURNS uuid LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT (left(old::text, 15) || substr(h, 1, 3) || '-a' || substr(h, 4, 3) || '-' || substr(h, 7, 12))::uuid
    FROM (SELECT md5(old::text || copy) AS h) AS hashed
$$;
CREATE FUNCTION pg_temp.colleague(old uuid, team int) RETURNS uuid LANGUAGE sql STABLE AS $$
    SELECT CASE WHEN team > 0 AND old IN (SELECT user_id FROM bench_team)
                THEN pg_temp.copied(old, team) ELSE old END
$$;
CREATE FUNCTION pg_temp.seat(old uuid, team int) RETURNS uuid LANGUAGE sql STABLE AS $$
    SELECT coalesce((SELECT s.copy FROM bench_seats AS s WHERE s.seat = old AND s.team = $2), old)
$$;
"""

# The people of the managing service whose number grows with the cases.
_TEAM = """
CREATE TEMP TABLE bench_team AS
    SELECT DISTINCT user_id FROM accounts_assignment WHERE role IN ('case_worker', 'case_manager');
CREATE TEMP TABLE bench_seats (seat uuid, team int, copy uuid, PRIMARY KEY (seat, team));
"""

# Cases that stand alone: one child, one report, no links. Siblings would need their copies in step.
_BASE = """
CREATE TEMP TABLE bench_base AS
    SELECT c.id AS case_id, c.child_id, c.state, row_number() OVER (ORDER BY c.id) AS place
    FROM cases_case AS c
    WHERE NOT EXISTS (SELECT FROM cases_caselink AS l WHERE l.case_id = c.id)
      AND (SELECT count(*) FROM cases_reportedchild AS r WHERE r.person_id = c.child_id) = 1
      AND (SELECT count(*) FROM cases_case AS o WHERE o.child_id = c.child_id) = 1
"""
_DOSSIERS = """
CREATE TEMP TABLE bench_dossiers AS
    SELECT case_id, case_id AS dossier_id FROM bench_base
    UNION SELECT case_id, report_id FROM cases_reportedchild JOIN bench_base USING (case_id)
    UNION SELECT case_id, id FROM referrals_referral JOIN bench_base USING (case_id);
ANALYZE bench_dossiers;
"""
_COPIES = """
CREATE TEMP TABLE bench_copies AS
    SELECT b.case_id, b.child_id, b.state, n AS copy, n %% %(teams)s AS team,
           b.state = 'open' OR n %% 10 = 0 AS is_whole,
           CASE WHEN b.state = 'open' THEN (n %% 6) * interval '1 hour'
                ELSE (n * 37 %% 2800) * interval '1 day' END AS shift,
           row_number() OVER (ORDER BY n, b.place) AS number
    FROM bench_base AS b
    CROSS JOIN LATERAL generate_series(1, CASE WHEN b.state = 'open' THEN %(open)s ELSE %(closed)s END) AS n
"""


@dataclass(frozen=True)
class Built:
    """What lies in the database now."""

    cases: int
    open_cases: int
    referrals: int
    people: int
    name_keys: int


def make_base(
    *, seed: int, until: datetime, password: str, cases: int = BASE_CASES, months: int = BASE_MONTHS
) -> None:
    """The small district, by the real actions, in an empty database."""
    make_district(DISTRICT, cases=cases, months=months, seed=seed, until=until, password=password)


def multiply(size: int, *, seed: int, told: Told) -> Built:
    """Copy the cases of a small district until there are about `size`. The connection is the owner's."""
    # One reader throughout: while rows are streamed in, the connection cannot be told of another.
    with transaction.atomic(), acting(_SYSTEM), connection.cursor() as cursor:
        # Rows are copied whole with everything they point to: checking each of ten million keys says nothing new.
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("SET LOCAL work_mem = '64MB'")
        cursor.execute(_TEAM + _FUNCTIONS)
        cursor.execute(_BASE)
        cursor.execute(_DOSSIERS)
        _spread(cursor, size)
        _copy_team(cursor, size)
        _copy_people(cursor, seed, told)
        for table, belongs, is_sampled in _TABLES:
            count = _copy_table(cursor, table, belongs, is_sampled)
            told(f"{table}: {count:,} rows")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        return _counted(cursor)


def _spread(cursor: CursorWrapper, size: int) -> None:
    run = cursor.execute
    run(
        "SELECT count(*) FILTER (WHERE state = 'open'), count(*) FILTER (WHERE state <> 'open') FROM bench_base"
    )
    open_base, closed_base = cursor.fetchone()
    run(
        _COPIES,
        {
            "open": max(1, round(size * OPEN_SHARE / open_base)),
            "closed": max(1, round(size * (1 - OPEN_SHARE) / closed_base)),
            "teams": _teams(size),
        },
    )
    run("ANALYZE bench_base")
    run("ANALYZE bench_copies")


def _teams(size: int) -> int:
    return max(1, size // CASES_PER_TEAM)


def _copy_team(cursor: CursorWrapper, size: int) -> None:
    """More case workers and managers, so that nobody has a hundred times the cases."""
    for table, belongs in (("accounts_user", "t.id"), ("accounts_assignment", "t.user_id")):
        columns = _columns(cursor, table)
        chosen = {
            "id": "pg_temp.copied(t.id, n)",
            "user_id": "pg_temp.copied(t.user_id, n)",
            "username": "t.username || '.' || n",
            "full_name": "t.full_name || ' ' || n",
            "cast_order": "NULL",
        }
        cursor.execute(
            f"INSERT INTO {table} ({', '.join(columns)}) "  # noqa: S608 - the names are our own
            f"SELECT {', '.join(chosen.get(c, f't.{c}') for c in columns)} FROM {table} AS t "
            f"JOIN bench_team AS b ON b.user_id = {belongs}, generate_series(1, %s) AS n",
            [_teams(size) - 1],
        )
    cursor.execute(
        "SELECT DISTINCT t.user_id, t.agency_id FROM accounts_assignment AS t JOIN bench_team USING (user_id)"
    )
    seats = cursor.fetchall()
    with cursor.copy("COPY bench_seats FROM STDIN") as rows:
        for user_id, agency_id in seats:
            for team in range(1, _teams(size)):
                rows.write_row((seat_of(user_id, agency_id), team, seat_of(copied(user_id, team), agency_id)))


@dataclass(frozen=True)
class _Invented:
    id: UUID
    sex: str
    name: str
    mother: str
    born_on: date
    village: str


def _copy_people(cursor: CursorWrapper, seed: int, told: Told) -> None:
    """A new person for every copy: other names, years and villages, with the keys under which they are found."""
    run = cursor.execute
    run("SELECT DISTINCT place_id FROM cases_report WHERE place_id IS NOT NULL ORDER BY 1")
    villages = [code for (code,) in cursor.fetchall()]
    run(
        "SELECT c.child_id, c.copy, p.sex FROM bench_copies AS c"
        " JOIN people_person AS p ON p.id = c.child_id ORDER BY number"
    )
    people = list(_invented(cursor.fetchall(), Random(seed), villages))  # noqa: S311
    told(f"{len(people):,} people with their keys ...")
    list(
        _keys_of(people[0])
    )  # fetches the secret of the keys: once the copying has begun, nothing else can be asked
    for table, columns, lines in (
        ("people_person", "id, sex, created_at", lambda p: [(p.id, p.sex, clock.now())]),
        ("people_namekey", "person_id, key, kind", _keys_of),
    ):
        with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as rows:
            for person in people:
                for line in lines(person):
                    rows.write_row(line)
    _write_sealed(cursor, "people_identity", _IDENTITY, (_who(person) for person in people))
    _write_sealed(cursor, "people_safeaddress", _ADDRESS, (_where(person) for person in people))


# What stands beside the sealed columns.
_IDENTITY = {"birth_precision": "'exact'"}
_ADDRESS = {"is_secret": "false", "is_unsafe_to_visit": "false"}


def _who(person: _Invented) -> NewRow:
    says = {"full_name": person.name, "mother_name": person.mother, "birth_on": person.born_on.isoformat()}
    return NewRow(person.id, person.id, {column: words.encode() for column, words in says.items()})


def _where(person: _Invented) -> NewRow:
    return NewRow(person.id, person.id, {"place_code": person.village.encode()})


def _write_sealed(cursor: CursorWrapper, table: str, beside: dict[str, str], rows: Iterator[NewRow]) -> None:
    sealed = SealedTable(table)
    sealed.write(cursor, "bench_sealed", rows)
    columns, names = ", ".join(sealed.fields), ", ".join(beside)
    cursor.execute(
        f"INSERT INTO {table} (person_id, {columns}, {names}) "  # noqa: S608 - the names are our own
        f"SELECT id, {columns}, {', '.join(beside.values())} FROM bench_sealed"
    )


def _invented(bases: list[tuple[UUID, int, str]], chance: Random, villages: list[str]) -> Iterator[_Invented]:
    namer = Namer(NameBook.read(), chance)
    for child_id, copy, sex in bases:
        born_on = date(chance.randrange(2009, 2026), chance.randrange(1, 13), chance.randrange(1, 29))
        name = namer.person(sex if sex in {"female", "male"} else "female")
        yield _Invented(
            copied(child_id, copy), sex, name, namer.person("female"), born_on, chance.choice(villages)
        )


def _keys_of(person: _Invented) -> Iterator[tuple[UUID, bytes, str]]:
    keys = name_keys(
        _SYSTEM,
        name=person.name,
        birth_year=person.born_on.year,
        place_code=person.village,
        mother_name=person.mother,
    )
    return ((person.id, key, kind) for key, kind in keys)


def copied(old: UUID, copy: int) -> UUID:
    """The same as pg_temp.copied: the moment in the identifier stays, the rest is new."""
    text = str(old)
    hashed = md5(f"{text}{copy}".encode(), usedforsecurity=False).hexdigest()
    return UUID(f"{text[:15]}{hashed[:3]}-a{hashed[3:6]}-{hashed[6:18]}")


_NUMBERED = ("id", "int8")
"""The database counts these rows itself."""


def _copy_table(cursor: CursorWrapper, table: str, belongs: str, is_sampled: bool) -> int:
    kinds = _columns(cursor, table)
    chosen = [column for column in kinds if (column, kinds[column]) != _NUMBERED]
    where = "WHERE k.is_whole" if is_sampled else ""
    rows = f"FROM bench_copies AS k JOIN {table} AS t ON {belongs}"
    sealed = SealedTable(table)
    if sealed.fields:
        _seal_copies(cursor, sealed, f"{rows} {where}")
        rows += f" JOIN bench_sealed AS s ON s.id = {_value(table, sealed.key, 'uuid')}"
    values = ", ".join(
        f"s.{column}" if column in sealed.fields else _value(table, column, kinds[column])
        for column in chosen
    )
    cursor.execute(f"INSERT INTO {table} ({', '.join(chosen)}) SELECT {values} {rows} {where}")
    return int(cursor.rowcount)


def _seal_copies(cursor: CursorWrapper, sealed: SealedTable, rows: str) -> None:
    """What the copied rows say, sealed for each copy."""
    cursor.execute(f"SELECT t.{sealed.key}, t.{sealed.scope}, k.copy {rows}")
    wanted = cursor.fetchall()
    says = sealed.opened(cursor, "true")
    sealed.write(
        cursor,
        "bench_sealed",
        (NewRow(copied(old, copy), copied(scope, copy), says[old]) for old, scope, copy in wanted),
    )


def _columns(cursor: CursorWrapper, table: str) -> dict[str, str]:
    cursor.execute(
        "SELECT column_name, udt_name FROM information_schema.columns"
        " WHERE table_schema = 'public' AND table_name = %s ORDER BY ordinal_position",
        [table],
    )
    return dict(cursor.fetchall())


def _value(table: str, column: str, kind: str) -> str:
    special = {
        ("cases_case", "number"): "'K-3504-' || extract(year FROM t.opened_at - k.shift) || '-B' || k.number",
        (
            "cases_report",
            "number",
        ): "'L-3504-' || extract(year FROM t.received_at - k.shift) || '-B' || k.number",
        ("referrals_referral", "number"): "'RJ-' || upper(left(md5(t.id::text || k.copy), 12))",
        ("referrals_referral", "case_number"): "'K-3504-B' || k.number",
        ("sops_workitem", "reference"): "'K-3504-B' || k.number",
        ("messages_notification", "event_number"): "t.event_number + k.copy * 10000000::bigint",
    }.get((table, column))
    if special:
        return special
    if column in _COPIED_IDS:
        return f"pg_temp.copied(t.{column}, k.copy)"
    if column == "principal":
        return "pg_temp.seat(t.principal, k.team)"
    if column in _PEOPLE_AT_WORK:
        return f"pg_temp.colleague(t.{column}, k.team)"
    if kind == "timestamptz":
        return f"t.{column} - k.shift"
    if kind == "date":
        return f"(t.{column} - k.shift)::date"
    return f"t.{column}"


def _counted(cursor: CursorWrapper) -> Built:
    cursor.execute(
        "SELECT (SELECT count(*) FROM cases_case), (SELECT count(*) FROM cases_case WHERE state = 'open'),"
        " (SELECT count(*) FROM referrals_referral), (SELECT count(*) FROM people_person),"
        " (SELECT count(*) FROM people_namekey)"
    )
    return Built(*cursor.fetchone())
