"""The Python policies and the row policies of PostgreSQL are asked about the same rows, and must agree.

Every round takes one child's story with everybody around her, throws grants and blocks over all its dossiers by chance
(for seats, offices and districts; ended, running, ending later; for reading and for work), and then asks twice, for
every actor and every row of every protected table: may they read it, may they change it? Once in Python, with all rows
open to the connection; once as the application's role, by plain statements that no Python policy has touched. Nothing
of a round is kept.

By which dossier and part each table opens is declared in `_openings`. The two answers must be the same; for the tables
in WIDER_TO_READ and WIDER_TO_CHANGE the database may allow more, never less, and the reason stands beside it. What the
querysets of the program (`visible_to`) let through must always lie within. To whom a grant counts is worked out anew
from the words it was made of: both sides take an actor's principals from the same place. Adding rows is not compared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from random import Random
from typing import Any
from unittest.mock import patch
from uuid import UUID

from django.apps import apps
from django.db import connection, transaction
from django.db.models import Q

from anyam.casework.cases import actions as cases
from anyam.casework.consents.actions import record_child_view
from anyam.casework.consents.choices import ViewManner
from anyam.casework.referrals.queries import get_referral
from anyam.foundation.access import Actor, NotFound, Role, visibility
from anyam.foundation.access import actor as actors
from anyam.foundation.access.choices import BlockReason, Level, Part, Reason
from anyam.foundation.access.granting import Principal
from anyam.foundation.access.models import Block, Grant
from anyam.foundation.access.offices import district_office_of
from anyam.foundation.access.row_context import Reader, acting, reading_as
from anyam.foundation.access.visibility import may_read, may_write, opens, parts_open_to
from anyam.foundation.core import clock
from tests.cast import DISTRICT, SYSTEM, Cast, Story
from tests.contracts.test_stranger_sweep import values_of
from tests.trust import ground
from tests.trust._layers import python_alone
from tests.trust._openings import (
    ASKED_BESIDE,
    BARRED_BESIDE,
    OPENINGS,
    OWN,
    WIDER_TO_CHANGE,
    WIDER_TO_READ,
    WITHIN,
)
from tests.trust._relations import FAR_DISTRICT, Around
from tests.trust.board import Row, judged

CLAIM = "Python and the database answer alike who may read and who may change a row"
QUICK, FULL = 10_000, 1_000_000
STORIES = (3, 12)
AT_ONCE = 12
Rows = dict[str, frozenset[str]]
Meant = tuple[UUID | None, UUID | None, Role | None, str]


@dataclass(frozen=True)
class Opened:
    """What Python opens to one actor."""

    dossiers: dict[tuple[Part, Level], frozenset[UUID]]
    barred: frozenset[UUID]


@dataclass(frozen=True)
class Odd:
    """One pair on which the two disagree."""

    table: str
    who: str
    what: str

    def __str__(self) -> str:
        return f"{self.who}: {self.what} in {self.table}"


def measure(*, full: bool, seed: int) -> Row:
    tried, odd = 0, list[Odd]()
    with ground.database("policy") as room:
        world = World(STORIES[full])
        number = 0
        while tried < (FULL if full else QUICK):
            pairs, found = world.round(Random(f"{seed}:{number}"))
            tried, odd, number = tried + pairs, odd + found, number + 1
        missed = [name for name, change in CHANGES.items() if not is_caught(world, change(room), seed)]
    return judged(
        CLAIM,
        tried=tried,
        failed=len(odd),
        control_caught=not missed,
        seed=seed,
        note=_note(odd, missed, number),
    )


def _note(odd: list[Odd], missed: list[str], rounds: int) -> str:
    wider = ", ".join(WIDER_TO_READ)
    equal = len(OPENINGS) + len(OWN) - len(WIDER_TO_READ)
    said = (
        f"{rounds} rounds; {equal} tables equal to read, {wider} wider in the database;"
        f" the register of people wider to change; adding rows is not compared; {len(CHANGES)} changed policies"
    )
    if missed:
        return f"not caught: {', '.join(missed)}; {said}"
    return f"first of {len(odd)}: {odd[0]}; {said}" if odd else f"{said} caught"


def is_caught(world: World, change: AbstractContextManager[Any], seed: int) -> bool:
    """A changed policy is caught within a few rounds."""
    with change:
        return any(
            world.round(Random(f"control:{seed}:{number}"), stops_at_first=True)[1] for number in range(5)
        )


# --- the world ----------


class World:
    """One child's story with rows in every protected table, and everybody around it."""

    def __init__(self, stories: int) -> None:
        self.around = Around()
        self.meant: dict[UUID, Meant] = {}
        with acting(SYSTEM):
            values = values_of(self.around.cast, self.around.story)
        self._fill(values, stories - 1)
        self.actors = {name: relation.actor for name, relation in self.around.who.items()}
        self.tables = _protected_tables()
        self.models = {model._meta.db_table: model for model in apps.get_models()}
        unknown = set(self.tables) ^ {*OPENINGS, *OWN}
        assert not unknown, f"Say in OPENINGS how these open, or take them off: {sorted(unknown)}."
        self.rows = _seen(self.tables)  # by the system, who sees all
        empty = sorted(table for table in self.tables if not self.rows[table] and table not in WIDER_TO_READ)
        assert not empty, f"Put a row into these: {empty}."
        self.dossiers_of = {
            table: [
                [
                    (str(pk), dossier)
                    for pk, dossier in self.models[table]._base_manager.values_list("pk", way.dossier)
                ]
                for way in ways
            ]
            for table, ways in OPENINGS.items()
        }
        self.parents = {
            table: {key: str(parent) for key, parent in self._column(table, column).items()}
            for table, (column, _) in WITHIN.items()
        }
        self.beside = {table: self._column(table, column) for table, column in BARRED_BESIDE.items()}
        found = ("cases.Case", "cases.Report", "referrals.Referral", "meetings.Meeting", "meetings.Decision")
        self.dossiers = [
            pk for label in found for pk in apps.get_model(label).objects.values_list("pk", flat=True)
        ]

    def _column(self, table: str, column: str) -> dict[str, Any]:
        found = self.models[table]._base_manager.values_list("pk", column)
        return {str(pk): value for pk, value in found}

    def _fill(self, values: dict[str, Any], more: int) -> None:
        """Rows where the story leaves a table empty."""
        cast, case_id = self.around.cast, self.around.case
        record_child_view(cast.dewi, case_id=case_id, manner=next(iter(ViewManner)), words="Ingin pulang")
        cases.record_review(
            cast.dewi, case_id=case_id, held_on=clock.today(), decision="continue", level="high"
        )
        others = [cast.story() for _ in range(more)]
        cases.link_sibling(cast.dewi, case_id=case_id, other_number=others[0].case_number)
        cases.close_case(cast.dewi, case_id=others[0].case_id, reason="moved_away", outcome="unknown")
        with acting(SYSTEM):
            _fill_by_hand(cast, self.around.story, values)

    def round(self, chance: Random, *, stops_at_first: bool = False) -> tuple[int, list[Odd]]:
        """How many pairs were compared, and those on which the two disagree."""
        odd: list[Odd] = []
        tried, rows = 0, sum(len(rows) for rows in self.rows.values())
        with transaction.atomic(), clock.at(clock.now()):
            as_made = chance.random() < 0.2  # now and then the world as the actions left it
            if not as_made:
                self._throw(chance)
            for name in chance.sample(sorted(self.actors), AT_ONCE):
                actor = replace(self.actors[name])  # its principals are worked out anew
                odd += [Odd(table, name, what) for table, what in self._compare(actor, chance)]
                odd += [Odd(*said) for said in self._words(name, actor, chance)] if as_made else []
                tried += rows
                if odd and stops_at_first:
                    break
            transaction.set_rollback(True)
        return tried, odd

    # --- grants and blocks by chance ----------------------------------------------------------------------------------

    def _throw(self, chance: Random) -> None:
        now = clock.now()
        grants = (self._grant(chance, dossier, now) for dossier in self.dossiers for _ in range(25))
        Grant.objects.bulk_create(grants, ignore_conflicts=True)
        blocks = (self._block(chance, dossier, now) for dossier in self.dossiers for _ in range(12))
        Block.objects.bulk_create(blocks, ignore_conflicts=True)

    def _grant(self, chance: Random, dossier_id: UUID, now: datetime) -> Grant:
        return Grant(
            principal=self._principal(chance).id,
            dossier_id=dossier_id,
            parts=chance.sample(Part.values, chance.randint(1, len(Part.values))),
            level=chance.choice(Level.values),
            reason=chance.choice(Reason.values),
            since=now - timedelta(days=30),
            until=_until(chance, now),
        )

    def _block(self, chance: Random, dossier_id: UUID, now: datetime) -> Block:
        return Block(
            user_id=self._somebody(chance).person_id,
            dossier_id=dossier_id,
            reason=chance.choice(BlockReason.values),
            since=now - timedelta(days=30),
            until=_until(chance, now),
        )

    def _principal(self, chance: Random) -> Principal:
        """A seat (now and then at an agency the person does not serve), an office, or a district's office."""
        one, other = self._somebody(chance), self._somebody(chance)
        agency_id = (one if chance.random() < 0.8 else other).agency_id
        role = chance.choice(sorted(one.roles) or list(Role))
        meant: Meant
        if agency_id is None or chance.random() < 0.2:
            district = chance.choice([DISTRICT, FAR_DISTRICT])
            made, meant = Principal.district_office(district, role), (None, None, role, district)
        elif chance.random() < 0.6:
            made, meant = Principal.seat(one.person_id, agency_id), (one.person_id, agency_id, None, "")
        elif chance.random() < 0.3:
            made, meant = Principal.house(agency_id), (None, agency_id, None, "")
        else:
            made, meant = Principal.office(agency_id, role), (None, agency_id, role, "")
        self.meant[made.id] = meant
        return made

    def _somebody(self, chance: Random) -> Actor:
        return chance.choice([actor for actor in self.actors.values() if actor.user_id])

    # --- asking twice -------------------------------------------------------------------------------------------------

    def _compare(self, actor: Actor, chance: Random) -> Iterator[tuple[str, str]]:
        reader = Reader.of(actor)
        with reading_as(reader):
            read, changed = _seen(self.tables), _changed(self.tables)
        if {key for key, meant in self.meant.items() if _is_meant(actor, *meant)} != set(
            self.meant
        ).intersection(actor.principals):
            yield "access_grant", "a grant counts for another than it names"
        opened = self._opened_to(actor)
        for level, rows, wider in (
            (Level.READ, read, WIDER_TO_READ),
            (Level.WRITE, changed, WIDER_TO_CHANGE),
        ):
            allowed = self._allowed(actor, opened, level)
            for table in self.tables:
                for _ in allowed[table] - rows[table]:
                    yield table, f"Python allows to {level}, the database refuses"
                for _ in rows[table] - allowed[table] if table not in wider else ():
                    yield table, f"the database allows to {level}, Python refuses"
        yield from self._filters(actor, chance, read, changed)
        yield from self._queries(actor, read)
        yield from self._single(actor, chance, read, changed)

    def _opened_to(self, actor: Actor) -> Opened:
        """The dossiers that the Python policies open to the actor, for each part and level."""
        barred = frozenset(visibility.blocks_of(actor).values_list("dossier_id", flat=True))
        opened = {
            (part, level): frozenset(
                visibility.grants_for(actor, part, level).values_list("dossier_id", flat=True)
            )
            - barred
            for part in Part
            for level in Level
        }
        return Opened(opened, barred)

    def _allowed(self, actor: Actor, opened: Opened, level: Level) -> Rows:
        """The rows that Python allows, table by table; read with another row means: only where that is read too."""
        rows = {table: self._own(table, actor) for table in OWN}
        rows |= {
            table: frozenset(
                key
                for way, dossiers in zip(ways, self.dossiers_of[table], strict=True)
                for key, dossier_id in dossiers
                if dossier_id in opened.dossiers[way.part, level]
            )
            for table, ways in OPENINGS.items()
        }
        for table, beside in self.beside.items():
            rows[table] -= {key for key, dossier_id in beside.items() if dossier_id in opened.barred}
        read = rows if level == Level.READ else self._allowed(actor, opened, Level.READ)
        for table, parents in self.parents.items():
            rows[table] &= {key for key, parent in parents.items() if parent in read[WITHIN[table][1]]}
        return rows

    def _own(self, table: str, actor: Actor) -> frozenset[str]:
        found = self.models[table]._base_manager.filter(user_id=actor.user_id) if actor.user_id else ()
        return frozenset(str(row.pk) for row in found)

    def _filters(self, actor: Actor, chance: Random, read: Rows, changed: Rows) -> Iterator[tuple[str, str]]:
        """The filter `opens`, asked of some tables as the querysets ask it."""
        plain = [
            table
            for table, ways in OPENINGS.items()
            if len(ways) == 1 and "presences" not in ways[0].dossier and table not in WITHIN
        ]
        for table in chance.sample(plain, 3):
            [way] = OPENINGS[table]
            for level, rows in ((Level.READ, read), (Level.WRITE, changed)):
                asked = opens(actor, way.dossier, way.part, level)
                found = self.models[table]._base_manager.filter(asked).values_list("pk", flat=True)
                if frozenset(map(str, found)) != rows[table]:
                    yield table, f"opens and the database disagree on {level}"

    def _queries(self, actor: Actor, read: Rows) -> Iterator[tuple[str, str]]:
        """What the program's own querysets let through lies within; with the permission it is the same."""
        for label, permission in ASKED_BESIDE.items():
            model = apps.get_model(label)
            table = model._meta.db_table
            let = frozenset(map(str, model.objects.visible_to(actor).values_list("pk", flat=True)))
            for _ in let - read[table]:
                yield table, "visible_to shows what the database refuses"
            if (permission is None or actor.may(permission)) and table not in WIDER_TO_READ:
                for _ in self._of_agency(label, actor, read[table]) - let:
                    yield table, "the database shows what visible_to refuses"

    def _of_agency(self, label: str, actor: Actor, keys: frozenset[str]) -> frozenset[str]:
        """Reports are shown at the agency that took them only, whatever was granted."""
        if label != "cases.Report":
            return keys
        found = apps.get_model(label).objects.filter(agency_id=actor.agency_id).values_list("pk", flat=True)
        return keys & frozenset(map(str, found))

    def _single(self, actor: Actor, chance: Random, read: Rows, changed: Rows) -> Iterator[tuple[str, str]]:
        """may_read, parts_open_to and may_write, asked about single cases and reports."""
        for table in ("cases_case", "cases_report"):
            key = chance.choice(sorted(self.rows[table]))
            dossier_id = UUID(key)
            if may_read(actor, dossier_id, Part.WORK) != (key in read[table]):
                yield table, "may_read and the database disagree"
            if may_write(actor, dossier_id) != (key in changed[table]):
                yield table, "may_write and the database disagree"
            told = apps.get_model("cases.Narrative").objects.filter(dossier_id=dossier_id)
            keys = frozenset(map(str, told.values_list("pk", flat=True)))
            if keys and (Part.NARRATIVE in parts_open_to(actor, dossier_id)) != bool(
                keys & read["cases_narrative"]
            ):
                yield "cases_narrative", "parts_open_to and the database disagree"

    def _words(self, name: str, actor: Actor, chance: Random) -> Iterator[tuple[str, str, str]]:
        """The summary that get_referral shows lies within what the database opens."""
        table = "referrals_referralsummary"
        with reading_as(Reader.of(actor)):
            read = _seen((table,))[table]
        for key in chance.sample(sorted(self.rows["referrals_referral"]), 3):
            try:
                with python_alone():
                    shows = get_referral(actor, UUID(key)).summary is not None
            except NotFound:
                continue
            if shows and key not in read:
                yield table, name, "get_referral shows what the database refuses"


def _fill_by_hand(cast: Cast, story: Story, values: dict[str, Any]) -> None:
    """What no short action makes: an answer of each kind, an opened original, a wish to be told by mail."""
    given = {"source": "document", "answered_at": clock.now(), "answered_by_id": cast.dewi.user_id}
    for model in ("Answer", "LegalAnswer"):
        make(
            f"cases.{model}",
            assessment_id=story.assessment_id,
            dossier_id=story.case_id,
            place="x",
            value="y",
            **given,
        )
    for model in ("HealthFact", "LegalFact"):
        make(
            f"facts.{model}",
            dossier_id=story.case_id,
            kind="x",
            value="y",
            source="document",
            state="standing",
            said_on=clock.today(),
            noted_at=clock.now(),
        )
    make("facts.SparedInterview", dossier_id=story.case_id, how="used", topics=[], made_at=clock.now())
    letter = _all("documents.Document").filter(referral_id__isnull=False).first()
    make(
        "documents.Reply",
        document_id=letter.pk,
        referral_id=letter.referral_id,
        case_id=story.case_id,
        step="accept",
        way="paper",
        dated_on=clock.today(),
        recorded_at=clock.now(),
        recorded_by_id=cast.dewi.user_id,
    )
    make(
        "files.OriginalOpening",
        case_id=story.case_id,
        file_id=values["file_id"],
        reason="court",
        opened_by_id=cast.dewi.user_id,
        opened_at=clock.now(),
    )
    make("messages.MailWish", user_id=cast.dewi.user_id, address="dewi@example.org", since=clock.now())


def make(label: str, **values: Any) -> None:
    _all(label).create(**values)


def _all(label: str) -> Any:
    return apps.get_model(label).objects


def _is_meant(
    actor: Actor, user_id: UUID | None, agency_id: UUID | None, role: Role | None, district: str
) -> bool:
    """Whether a grant with these words is for the actor: a person at an agency, a role there, a role in a district."""
    if actor.user_id is None or actor.agency_id is None:
        return False
    return (
        user_id in (None, actor.user_id)
        and agency_id in (None, actor.agency_id)
        and (role in actor.roles if role else bool(actor.roles))
        and district in ("", actor.district_code)
    )


def _until(chance: Random, now: datetime) -> datetime | None:
    """Without an end, ended, or ending later."""
    hours = chance.choice([None, None, -1, -240, 1, 240])
    return None if hours is None else now + timedelta(hours=hours)


# --- the database's answer, by statements no policy of ours has touched ----------


def _protected_tables() -> tuple[str, ...]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT tablename FROM pg_policies ORDER BY 1")
        return tuple(name for (name,) in cursor.fetchall())


def _seen(tables: Iterable[str]) -> Rows:
    tables = tuple(tables)
    return _answered(tables, " UNION ALL ".join(f"SELECT '{t}', {_key(t)}::text FROM {t}" for t in tables))


def _changed(tables: Iterable[str]) -> Rows:
    """What an UPDATE that changes nothing reaches; taken back at once."""
    tables = tuple(tables)
    parts = ", ".join(f"c_{t} AS (UPDATE {t} SET {_key(t)} = {_key(t)} RETURNING {_key(t)})" for t in tables)
    told = " UNION ALL ".join(f"SELECT '{t}', {_key(t)}::text FROM c_{t}" for t in tables)
    with transaction.atomic():
        rows = _answered(tables, f"WITH {parts} {told}")
        transaction.set_rollback(True)
    return rows


def _answered(tables: tuple[str, ...], statement: str) -> Rows:
    found: dict[str, set[str]] = {table: set() for table in tables}
    with connection.cursor() as cursor:
        cursor.execute(statement)
        for table, key in cursor.fetchall():
            found[table].add(key)
    return {table: frozenset(keys) for table, keys in found.items()}


@cache
def _key(table: str) -> str:
    """The column of the primary key."""
    [model] = [model for model in apps.get_models() if model._meta.db_table == table]
    return str(model._meta.pk.column)


# --- seeded changes of one side, each of which must be caught ----------

Change = Callable[[ground.Room], AbstractContextManager[Any]]


def python_changed(name: str, instead: Any, where: Any = visibility) -> Change:
    return lambda room: patch.object(where, name, instead)


def rows_changed(table: str, before: str, after: str, policy: str = "seen") -> Change:
    return lambda room: _row_policy(room, table, policy, before, after)


@contextmanager
def _row_policy(room: ground.Room, table: str, policy: str, before: str, after: str) -> Iterator[None]:
    """One row policy with some words changed, as its owner could."""
    asked = "SELECT qual FROM pg_policies WHERE tablename = %s AND policyname = %s"
    [(found,)] = room.owner().execute(asked, [table, policy]).fetchall()
    assert before in found, f"{before!r} does not stand in the policy of {table}: {found}"
    _alter(room, table, policy, found.replace(before, after))
    try:
        yield
    finally:
        _alter(room, table, policy, found)


def _alter(room: ground.Room, table: str, policy: str, predicate: str) -> None:
    checks = f" WITH CHECK ({predicate})" if policy == "changed" else ""
    room.owner().execute(f"ALTER POLICY {policy} ON {table} USING ({predicate}){checks}")


def _forgetting_parts(actor: Actor, part: Part = Part.WORK, level: Level = Level.READ) -> Any:
    found = Grant.objects.filter(visibility.standing(), principal__in=actor.principals)
    return found.filter(level=Level.WRITE) if level == Level.WRITE else found


def _forgetting_level(actor: Actor, part: Part = Part.WORK, level: Level = Level.READ) -> Any:
    found = Grant.objects.filter(visibility.standing(), principal__in=actor.principals)
    return found.filter(parts__contains=[part])


_NOBODY_BARRED = "(NOT (EXISTS", "(true OR NOT (EXISTS"
CHANGES: dict[str, Change] = {
    "Python forgets the blocks": python_changed("blocks_of", lambda actor: Block.objects.none()),
    "Python forgets the ends": python_changed("standing", lambda: ~Q(pk__isnull=True)),
    "Python forgets the parts": python_changed("grants_for", _forgetting_parts),
    "Python forgets the level": python_changed("grants_for", _forgetting_level),
    "Python forgets the offices": python_changed("office_of", lambda agency_id, role: agency_id, actors),
    "an office anywhere": python_changed(
        "office_of", lambda agency_id, role: district_office_of(DISTRICT, role), actors
    ),
    "rows forget the blocks": rows_changed("cases_case", *_NOBODY_BARRED),
    "rows of people forget the blocks": rows_changed("people_safeaddress", *_NOBODY_BARRED),
    "rows forget the ends": rows_changed("cases_report", "given.until IS NULL", "true"),
    "rows forget the principal": rows_changed(
        "cases_narrative", "given.principal = ANY", "given.principal IS NULL OR true OR given.principal = ANY"
    ),
    "rows open by another part": rows_changed("cases_reporter", "'reporter'", "'work'"),
    "rows forget the level": rows_changed("cases_plan", "'write'", "(given.level)", "changed"),
}
