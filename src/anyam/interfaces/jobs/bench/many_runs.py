"""A hundred thousand running procedures with a million pieces of work, written straight into the tables.

Only measurements may do this. Every run has gone its way by the rules of running: for each SOP some ways are walked,
and each of them stands for many cases of different agencies, at different times, called out as far as by then.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from uuid import UUID

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from anyam.casework.sops.choices import (
    EndReason,
    Rung,
    RunState,
    SopLevel,
    StepState,
    SubjectKind,
    VersionState,
    WorkKind,
    WorkState,
)
from anyam.casework.sops.models import Sop, SopVersion
from anyam.casework.sops.results import Document
from anyam.casework.sops.rules import documents, first_call, next_call, positions, running
from anyam.foundation.access import Role
from anyam.foundation.access.choices import Basis, Level, Part, Reason
from anyam.foundation.access.granting import Principal
from anyam.foundation.core import clock
from anyam.foundation.core.ids import new_id

WAYS_OF_AN_SOP = 20
MOST_STEPS_DONE = 18
"""A run has done between one and so many steps: about ten pieces of work for each."""
CALL_AFTER = timedelta(hours=24)
"""Between two calls above the unit: what a district promises for it makes no difference to the work of calling."""


@dataclass(frozen=True)
class Seat:
    """Somebody who leads cases at an agency."""

    user_id: UUID
    agency_id: UUID


@dataclass(frozen=True)
class Built:
    runs: int
    work: int
    open_work: int


@dataclass(frozen=True)
class _Way:
    """What one run did: each step with its answer and hours from the beginning to the opening and the end."""

    done: tuple[tuple[str, str, float, float], ...]
    open: tuple[tuple[str, float], ...]
    position: str
    hours: float


def make_sops(sops: Sequence[Document], owner_id: UUID, district_code: str) -> dict[UUID, Document]:
    """These SOPs in force, by the identifier of their version."""
    today, now = clock.today(), clock.now()
    made: dict[UUID, Document] = {}
    for document in sops:
        sop = Sop.objects.create(
            district_code=district_code,
            code=document.code,
            level=SopLevel.MACRO,
            owner_agency_id=owner_id,
            created_at=now,
        )
        version = SopVersion.objects.create(
            sop=sop,
            number=1,
            state=VersionState.IN_FORCE,
            title=document.title,
            document=documents.to_json(document),
            saved_at=now,
            valid_from=today,
            review_on=date(today.year + 2, 1, 1),
            agreed_at=now,
        )
        made[version.pk] = document
    return made


def make_runs(
    versions: dict[UUID, Document],
    leaders: Sequence[Seat],
    agencies: Sequence[UUID],
    *,
    runs: int,
    seed: int,
    district_code: str,
) -> Built:
    """So many running procedures, shared out among the SOPs. The connection is the owner's."""
    chance = Random(seed)  # noqa: S311
    ways = {key: [_walked(one, chance) for _ in range(WAYS_OF_AN_SOP)] for key, one in versions.items()}
    made = list(_runs(versions, ways, leaders, agencies, runs, chance, district_code))
    now = clock.now()
    with transaction.atomic(), connection.cursor() as cursor:
        # Rows are written whole with everything they point to: checking a million keys says nothing new.
        cursor.execute("SET LOCAL session_replication_role = replica")
        _copy(cursor, "sops_soprun", _RUN_COLUMNS, (run.row for run in made))
        _copy(cursor, "sops_soprunstep", _STEP_COLUMNS, (row for run in made for row in run.steps()))
        _copy(cursor, "sops_workitem", _WORK_COLUMNS, (row for run in made for row in run.work(now)))
        _copy(cursor, "access_grant", _GRANT_COLUMNS, (run.grant for run in made))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        cursor.execute(
            "SELECT (SELECT count(*) FROM sops_soprun), count(*), count(*) FILTER (WHERE state = 'open')"
            " FROM sops_workitem"
        )
        return Built(*cursor.fetchone())


def _walked(document: Document, chance: Random) -> _Way:
    """One way through the document, step by step, stopped while something is open."""
    moved = running.begin(document)
    opened = dict.fromkeys(moved.opened, 0.0)
    done: list[tuple[str, str, float, float]] = []
    hours = 0.0
    for _ in range(chance.randint(1, MOST_STEPS_DONE)):
        key = chance.choice(sorted(opened))
        answers = running.answers_of(document.step(key))
        answer = chance.choice(answers) if answers else ""
        after = running.complete(document, moved.position, key, answer)
        if not after.position.open:
            break
        moved = after
        hours += chance.uniform(0.5, 60)
        done.append((key, answer, opened.pop(key), hours))
        opened |= dict.fromkeys(moved.opened, hours)
    return _Way(tuple(done), tuple(opened.items()), json.dumps(positions.to_json(moved.position)), hours)


def _runs(
    versions: dict[UUID, Document],
    ways: dict[UUID, list[_Way]],
    leaders: Sequence[Seat],
    agencies: Sequence[UUID],
    runs: int,
    chance: Random,
    district_code: str,
) -> Iterator[_Run]:
    keys, now = list(versions), clock.now()
    for number in range(runs):
        version_id = keys[number % len(keys)]
        way, leader = chance.choice(ways[version_id]), chance.choice(leaders)
        performers = [performer.key for performer in versions[version_id].performers]
        others = dict(zip(performers[1:], chance.sample(agencies, len(performers) - 1), strict=True))
        yield _Run(
            new_id(),
            version_id,
            versions[version_id],
            way,
            leader,
            {performers[0]: leader.agency_id, **others},
            begun=now - timedelta(hours=way.hours + chance.uniform(0, 24 * 12)),
            case_id=new_id(),
            number=number,
            district_code=district_code,
        )


_RUN_COLUMNS = (
    *("id", "version_id", "district_code", "agency_id", "leader_id", "case_id", "reference", "agencies"),
    *("position", "state", "started_at", "stop_reason"),
)
_STEP_COLUMNS = (
    *("id", "run_id", "key", "agency_id", "opened_at", "due_at", "state", "answer", "ended_at"),
    *("is_on_behalf", "deviation", "deviation_reason"),
)
_WORK_COLUMNS = (
    *(
        "id",
        "kind",
        "subject_kind",
        "subject_id",
        "reference",
        "case_id",
        "district_code",
        "agency_id",
        "role",
    ),
    *("assignee_id", "promise_key", "starts_at", "due_at", "state", "ended_at", "end_reason", "escalated_at"),
    *("rung", "next_rung", "calls_at"),
)
_GRANT_COLUMNS = (
    *("id", "principal", "user_id", "agency_id", "role", "dossier_id", "parts", "level", "reason", "basis"),
    "since",
)


class _Run:
    """One run with its rows in four tables."""

    def __init__(
        self,
        run_id: UUID,
        version_id: UUID,
        document: Document,
        way: _Way,
        leader: Seat,
        agencies: dict[str, UUID],
        *,
        begun: datetime,
        case_id: UUID,
        number: int,
        district_code: str,
    ) -> None:
        self.id, self.document, self.way, self.leader, self.agencies = run_id, document, way, leader, agencies
        self.begun, self.case_id, self.district_code = begun, case_id, district_code
        self.reference = f"K-3504-R{number}"
        self.ids = [new_id() for _ in range(len(way.done) + len(way.open))]
        bound = json.dumps({key: str(one) for key, one in agencies.items()})
        self.row = (
            *(run_id, version_id, district_code, leader.agency_id, leader.user_id, case_id, self.reference),
            *(bound, way.position, RunState.RUNNING, begun, ""),
        )

    @property
    def grant(self) -> tuple[object, ...]:
        seat = Principal.seat(self.leader.user_id, self.leader.agency_id)
        return (
            *(new_id(), seat.id, self.leader.user_id, self.leader.agency_id, "", self.case_id),
            *(list(Part.values), Level.WRITE, Reason.MANAGER, Basis.PUBLIC_TASK, self.begun),
        )

    def steps(self) -> Iterator[tuple[object, ...]]:
        for (step_id, key, opened, due), ended in zip(self._times(), self._ends(), strict=True):
            state, answer = (StepState.DONE, ended[1]) if ended else (StepState.OPEN, "")
            yield (
                *(step_id, self.id, key, self._agency(key), opened, due, state, answer),
                *(ended[0] if ended else None, False, "", ""),
            )

    def work(self, now: datetime) -> Iterator[tuple[object, ...]]:
        for (step_id, key, opened, due), ended in zip(self._times(), self._ends(), strict=True):
            agency_id = self._agency(key)
            is_led = agency_id == self.leader.agency_id
            called, rung, next_rung, calls_at = (None, Rung.NONE, Rung.NONE, None)
            if not ended:
                called, rung, next_rung, calls_at = _called_by(opened, due, now - timedelta(days=1))
            yield (
                *(new_id(), WorkKind.SOP_STEP, SubjectKind.SOP_STEP, step_id, self.reference, self.case_id),
                *(self.district_code, agency_id, "" if is_led else Role.PARTNER_OFFICER),
                *(self.leader.user_id if is_led else None, "", opened, due),
                *(WorkState.DONE if ended else WorkState.OPEN, ended[0] if ended else None),
                *(EndReason.DONE if ended else "", called, rung, next_rung, calls_at),
            )

    def _times(self) -> Iterator[tuple[UUID, str, datetime, datetime]]:
        began = [(key, opened) for key, _answer, opened, _ended in self.way.done]
        for step_id, (key, opened) in zip(self.ids, [*began, *self.way.open], strict=True):
            moment = self.begun + timedelta(hours=opened)
            yield step_id, key, moment, moment + timedelta(hours=24 + len(key) % 5 * 60 + step_id.int % 240)

    def _ends(self) -> list[tuple[datetime, str] | None]:
        ended = [
            (self.begun + timedelta(hours=ended), answer) for _key, answer, _opened, ended in self.way.done
        ]
        return [*ended, *[None for _ in self.way.open]]

    def _agency(self, key: str) -> UUID:
        return self.agencies[self.document.step(key).owner]


def _called_by(
    opened: datetime, due: datetime, now: datetime
) -> tuple[datetime | None, Rung, Rung, datetime | None]:
    """How far up this work had been called out at a moment, and the next call."""
    reached, called = Rung.NONE, None
    call = first_call(WorkKind.SOP_STEP, opened, due)
    while call and call[1] <= now:
        reached, moment = call
        called = called or (moment if reached >= Rung.UNIT else None)
        call = next_call(reached, due, moment, lambda _key, begun: begun + CALL_AFTER)
    return called, reached, *(call or (Rung.NONE, None))


def _copy(
    cursor: CursorWrapper, table: str, columns: Sequence[str], rows: Iterator[tuple[object, ...]]
) -> None:
    with cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as into:
        for row in rows:
            into.write_row(row)
