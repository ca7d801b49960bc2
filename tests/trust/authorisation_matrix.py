"""Every address and verb, opened by everybody around one child: who gets in is compared with what was declared.

What an address asks stands in `_doors`, what each person may see in `_relations`; the expectation follows from the two
and from the table of roles. An address without a door fails. Each request is taken back afterwards; one that was
refused must have changed nothing but the record of looks and of sign-ins. Ids of another case of the same manager are
crossed with this one's: a child's goal, file or consent opens through its own case only.

The two enforcers hide each other's faults, so the seeded faults are looked for in each alone: those in Python with all
rows open to the connection, those in the row policies by `policy_against_rows`.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from random import Random
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.test import Client

from anyam.foundation.access.row_context import acting
from tests.architecture.addresses import Address, addresses
from tests.cast import SYSTEM
from tests.contracts.sweep import HEALTH, LAST, Visit, filling, visit
from tests.contracts.test_stranger_sweep import values_of
from tests.trust import ground
from tests.trust._door import Door
from tests.trust._doors import DOORS
from tests.trust._layers import python_alone
from tests.trust._mutants import MUTANTS, Mutant
from tests.trust._relations import Around, Relation
from tests.trust.board import Row, judged, told
from tests.trust.policy_against_rows import CHANGES, World, is_caught

CLAIM = "Everybody opens what their role and the access table give them, and nothing else"
QUICK = 60
"""So many cells beside one at each address."""
VERBS = ("GET", "POST")
RARE_VERBS = ("HEAD", "PUT", "PATCH", "DELETE")
RARELY = 13
"""So many relations, drawn for each door, send the verbs that no page of ours uses."""
NO_VERB = 405
# Written for whoever asks, refused or not.
NOTED_ANYWAY = {"audit_look", "entry_session", "entry_tries", "entry_heldform", "messages_notification"}
REFERRALS = ("sent", "accepted", "declined", "unconsented", "expired", "draft")


@dataclass(frozen=True)
class Cell:
    """One person before one door."""

    address: Address
    verb: str
    relation: Relation
    dossier: str
    values: dict[str, Any]
    is_crossed: bool = False

    def __str__(self) -> str:
        crossed = " with another case's ids" if self.is_crossed else ""
        about = f" ({self.dossier})" if self.dossier else ""
        return f"{self.relation.name}: {self.verb} {self.address.name}{about}{crossed}"


def measure(*, full: bool, seed: int) -> Row:
    logging.disable(logging.ERROR)  # refusals are what is asked for
    try:
        with ground.database("matrix"):
            sweep = Sweep()
            chance = Random(seed)
            cells = list(sweep.all(chance)) if full else sweep.some(chance, beside=QUICK)
            wrong = [told(problem) for cell in cells if (problem := sweep.problem(cell))]
            missed = _missed(sweep, full=full, seed=seed)
        if full:
            with ground.database("matrix_rows") as room:
                missed = missed.and_also(_missed_in_rows(room, seed))
    finally:
        logging.disable(logging.NOTSET)
    wrong = [*(f"{name} has no door" for name in sweep.without_door()), *wrong]
    asked = f"{len(sweep.around.who)} relations, {len(addresses())} addresses; {missed.tried} seeded faults"
    missing = [f"not caught: {name}" for name in missed.names]
    return judged(
        CLAIM,
        tried=len(cells),
        failed=len(wrong),
        control_caught=not missed.names,
        seed=seed,
        note="; ".join([asked, *wrong[:3], *missing]),
    )


# --- the doors ------------------------------------------------------------------------------------------------------


class Sweep:
    """The world with everybody signed in."""

    def __init__(self) -> None:
        self.around = Around()
        with acting(SYSTEM):
            self.values = values_of(self.around.cast, self.around.story)
        self.other_case = self.around.cast.story().case_id
        self._clients: dict[str, Client] = {}

    def without_door(self) -> list[str]:
        return sorted({address.name for address in addresses()} - set(DOORS) - LAST)

    def cells(self) -> Iterator[Cell]:
        for address in addresses():
            if address.name in LAST or address.name not in DOORS:
                continue
            for dossier, values in self._variants(address):
                for relation in self.around.who.values():
                    for verb in (*VERBS, *RARE_VERBS):
                        yield Cell(address, verb, relation, dossier, values)
            yield from self._crossed(address)

    def cell(self, relation: str, verb: str, name: str, dossier: str) -> Cell:
        """One cell by its names; the dossier "crossed" stands for another case's ids."""
        [address] = [address for address in addresses() if address.name == name]
        if dossier == "crossed":
            return next(cell for cell in self._crossed(address) if cell.verb == verb)
        values = dict(self._variants(address))[dossier]
        return Cell(address, verb, self.around.who[relation], dossier, values)

    def all(self, chance: Random) -> Iterator[Cell]:
        """Every cell of the verbs in use; of the rare ones those of `RARELY` relations, drawn anew for each door."""
        for (_name, _dossier, verb), cells in groupby(
            sorted(self.cells(), key=_door_and_verb), _door_and_verb
        ):
            of_verb = list(cells)
            yield from of_verb if verb in VERBS else chance.sample(of_verb, min(RARELY, len(of_verb)))

    def some(self, chance: Random, *, beside: int) -> list[Cell]:
        """Each address once, and `beside` more cells at doors of the child's case by chance."""
        of_address: dict[str, list[Cell]] = {}
        for cell in self.cells():
            if cell.verb in VERBS or chance.random() < 0.02:
                of_address.setdefault(cell.address.name, []).append(cell)
        chosen = [chance.choice(cells) for cells in of_address.values()]
        inner = [cell for cells in of_address.values() for cell in cells if cell.address.parts]
        return [*chosen, *chance.sample(inner, beside)]

    def _variants(self, address: Address) -> Iterator[tuple[str, dict[str, Any]]]:
        values = filling(address, self.values)
        if "referral_id" in address.parts:
            for state in REFERRALS:
                yield state, {**values, "referral_id": self._referral(state)}
        elif "report_id" in address.parts:
            story = self.around.story
            yield "report", {**values, "report_id": story.report_id}
            yield "waiting", {**values, "report_id": story.waiting_report_id}
        else:
            yield "", values

    def _referral(self, state: str) -> UUID:
        story = self.around.story
        own = {"sent": story.referral_id, "accepted": story.accepted_id, "draft": story.draft_id}
        return own.get(state) or getattr(self.around, state)

    def _crossed(self, address: Address) -> Iterator[Cell]:
        """The manager's other case in the address of this child's goal, file, consent or grant."""
        inner = {"goal_id", "action_id", "file_id", "consent_id", "grant_id", "assessment_id"}
        if "case_id" not in address.parts or not inner.intersection(address.parts):
            return
        values = {**filling(address, self.values), "case_id": self.other_case}
        for verb in VERBS:
            yield Cell(address, verb, self.around.who["case manager"], "", values, is_crossed=True)

    # --- one request ----------------------------------------------------------------------------------------------

    def problem(self, cell: Cell) -> str:
        """What is wrong with the answer, or nothing."""
        seen, changed = self.opened(cell)
        if seen.status >= 500 and cell.address.name != HEALTH:
            return f"{cell} fell over ({seen.status})"
        if seen.status == NO_VERB or (cell.verb in RARE_VERBS and not is_shut(seen) and cell.verb != "HEAD"):
            return ""
        door = door_of(cell)
        may_enter = not cell.is_crossed and door.opens_to(cell.relation)
        if may_enter and is_shut(seen) and not door.by_state:
            return f"{cell} is shut ({seen.status}), though it should open"
        if not may_enter and not is_shut(seen):
            return f"{cell} opens ({seen.status} {seen.location})"
        if not may_enter and changed - NOTED_ANYWAY and self._has_changed(cell, changed):
            return f"{cell} was refused and changed {', '.join(sorted(changed))}"
        return ""

    def opened(self, cell: Cell) -> tuple[Visit, set[str]]:
        """The answer and the tables that were written to; all is taken back."""
        client = self._client(cell.relation)
        with transaction.atomic():
            before = _rows_written()
            seen = visit(
                cell.relation.name, client, cell.verb, cell.address.name, cell.address.filled(cell.values)
            )
            changed = {table for table, rows in _rows_written().items() if rows != before.get(table, 0)}
            transaction.set_rollback(True)
        return seen, changed

    def _has_changed(self, cell: Cell, tables: set[str]) -> bool:
        """Whether these tables differ afterwards: what an action took back itself was counted as written too."""
        client = self._client(cell.relation)
        with transaction.atomic():
            before = _digests(tables - NOTED_ANYWAY)
            visit(
                cell.relation.name,
                client,
                cell.verb,
                cell.address.name,
                cell.address.filled(cell.values),
            )
            after = _digests(tables - NOTED_ANYWAY)
            transaction.set_rollback(True)
        return before != after

    def _client(self, relation: Relation) -> Client:
        if relation.name not in self._clients:
            client = Client(HTTP_HOST="localhost", raise_request_exception=False)
            if relation.actor.user_id:
                client.force_login(self.around.cast.user_of(relation.actor))
                ground.nobody_falls_idle()
            self._clients[relation.name] = client
        return self._clients[relation.name]


def _door_and_verb(cell: Cell) -> tuple[str, str, str]:
    return cell.address.name, cell.dossier, cell.verb


def door_of(cell: Cell) -> Door:
    """The door for this verb and, where the address holds a report or a referral, that dossier."""
    door = DOORS[cell.address.name]
    if isinstance(door, tuple):
        door = door[cell.verb not in ("GET", "HEAD")]
    return replace(door, dossier=cell.dossier) if cell.dossier else door


def is_shut(seen: Visit) -> bool:
    """Not there, or to the sign-in; the way to a fresh proof is open to those who may."""
    return seen.status in {401, 404} or (
        seen.status == 302 and seen.location.startswith("/masuk/") and "pastikan" not in seen.location
    )


def _rows_written() -> dict[str, int]:
    """How many rows this connection has added, changed or taken away, by table."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_xact_user_tables")
        return dict(cursor.fetchall())


def _digests(tables: Iterable[str]) -> list[str]:
    """What is in these tables, as the system sees it."""
    digest = "SELECT coalesce(md5(string_agg(row, '' ORDER BY row)), '') FROM (SELECT t::text AS row FROM {} t) AS rows"
    with connection.cursor() as cursor:
        found = []
        for table in sorted(tables):
            cursor.execute(digest.format(table))
            found += [str(value) for (value,) in cursor.fetchall()]
    return found


# --- seeded faults ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Missed:
    """How many faults were planted, and those that nobody noticed."""

    tried: int
    names: Sequence[str]

    def and_also(self, other: Missed) -> Missed:
        return Missed(self.tried + other.tried, [*self.names, *other.names])


def _missed(sweep: Sweep, *, full: bool, seed: int) -> Missed:
    """Faults in Python: all of them, or a few by chance."""
    chosen: Sequence[Mutant] = MUTANTS if full else Random(seed).sample(MUTANTS, 4)
    return Missed(len(chosen), [mutant.name for mutant in chosen if not _notices(sweep, mutant)])


def _missed_in_rows(room: ground.Room, seed: int) -> Missed:
    """Faults in the row policies, in a world of their own; in the quick size they have their own row."""
    in_rows = {name: change for name, change in CHANGES.items() if name.startswith("rows")}
    world = World(3)
    return Missed(
        len(in_rows), [name for name, change in in_rows.items() if not is_caught(world, change(room), seed)]
    )


def _notices(sweep: Sweep, mutant: Mutant) -> bool:
    """Whether the same cells that are right without the fault are wrong with it, by Python alone."""
    cells = [sweep.cell(*where) for where in mutant.at]
    with python_alone():
        if any(sweep.problem(cell) for cell in cells):
            return False
        with mutant.plant(sweep.around):
            return any(sweep.problem(cell) for cell in cells)
