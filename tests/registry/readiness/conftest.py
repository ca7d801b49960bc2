"""The hospital says how ready it is; the centre sees for itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from anyam.casework.sops.choices import WorkKind
from anyam.casework.sops.queries import find_my_work
from anyam.config import env
from anyam.foundation.access import Actor
from anyam.foundation.core import clock
from anyam.foundation.events.reactions import delivered_at_once
from anyam.registry.readiness import actions, queries
from anyam.registry.readiness.actions import AnswerInput
from anyam.registry.readiness.results import StandingRow
from tests.cast import Cast

SYSTEM = Actor.system("clock of readiness")
EXAMPLES = env.ROOT / "data" / "readiness" / "checklists.json"
BASIC = "umum"


class Ward:
    """The hospital's service and its checklist."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        actions.load_checklists(SYSTEM, file=EXAMPLES)

    @property
    def keeper(self) -> Actor:
        return self.cast.siti

    @property
    def looker(self) -> Actor:
        return self.cast.ningsih

    def standing(self, actor: Actor | None = None, code: str = BASIC) -> StandingRow:
        rows = queries.readiness_of_service(actor or self.keeper, self.cast.hospital.service_id).rows
        return next(row for row in rows if row.code == code)

    def answers(self, said: str = "yes", **changed: str) -> dict[int, AnswerInput]:
        points = queries.get_checklist(self.keeper, BASIC).points
        given = {point.number: AnswerInput(said) for point in points}
        return given | {int(number.strip("p")): AnswerInput(word) for number, word in changed.items()}

    def fill(self, said: str = "yes", **changed: str) -> UUID:
        return actions.fill_checklist(
            self.keeper,
            service_id=self.cast.hospital.service_id,
            checklist_id=self.standing().checklist_id,
            answers=self.answers(said, **changed),
            verifier_id=self.cast.centre.id,
        )

    def see(self, filling_id: UUID, seen: str = "yes", words: str = "", **changed: str) -> None:
        found = {number: one.said for number, one in self.answers(seen, **changed).items()}
        actions.verify_checklist(
            self.looker, filling_id=filling_id, seen=found, seen_on=clock.today(), words=words
        )

    def night(self) -> int:
        return actions.watch_readiness(SYSTEM)


def work_of(actor: Actor) -> list[WorkKind]:
    return [row.kind for group in find_my_work(actor).groups for row in group.rows]


def on(year: int, month: int, day: int) -> object:
    """The clock at ten in the morning of a day."""
    return clock.at(datetime(year, month, day, 3, tzinfo=UTC))


TODAY = date(2026, 3, 2)


@pytest.fixture
def cast(db: None) -> Cast:
    return Cast()


@pytest.fixture
def ward(cast: Cast) -> Iterator[Ward]:
    """On 2 March 2026, with news passed on at once."""
    with on(TODAY.year, TODAY.month, TODAY.day), delivered_at_once():  # type: ignore[attr-defined]
        assert cast.siti
        assert cast.ningsih
        yield Ward(cast)
