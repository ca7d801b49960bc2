"""One case of the demo district walking through a procedure: in time, late, left out with a reason, or stuck."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from anyam.casework.cases.actions import start_pathway
from anyam.casework.sops import actions, queries
from anyam.casework.sops.choices import DeviationReason, RunState
from anyam.casework.sops.results import RunStepRow
from anyam.foundation.core import clock

if TYPE_CHECKING:
    from anyam.foundation.access import Actor

    from ..journey import CaseLife
    from .calendar import Calendar

_SOP_OF = {
    "violence_at_home": "KORBAN",
    "sexual_by_known": "KORBAN",
    "sexual_online": "KORBAN",
    "trafficking": "KORBAN",
    "conflict_with_law": "ABH",
    "neglect": "PENGASUHAN",
    "street": "ANAK-JALANAN",
}
_WHY_LEFT_OUT = (
    DeviationReason.DONE_ELSEWHERE,
    DeviationReason.CHILDS_WISH,
    DeviationReason.NO_CAPACITY,
    DeviationReason.NOT_FITTING,
    DeviationReason.PROCEDURE_WRONG,
)
_LEFT_OUT, _LATE, _STUCK = 0.06, 0.15, 0.04
_OWN = "ult_psai"


def sop_for(concern: str) -> str:
    return _SOP_OF.get(concern, "PEMANTAUAN")


@dataclass
class Walk:
    """`stays_at` is the step that nobody has done yet when the present begins."""

    calendar: Calendar
    case: CaseLife
    code: str
    stays_at: str = ""
    run_id: UUID = field(init=False)
    is_over: bool = False
    _known: set[UUID] = field(default_factory=set)

    def begin(self, version_id: UUID) -> None:
        self.run_id = start_pathway(
            self.case.manager, case_id=self.case.id, version_id=version_id, agencies={}
        )
        self._go_on()

    def _go_on(self) -> None:
        """Every step that opened is somebody's work now."""
        runs = queries.runs_of_case(self.case.manager, self.case.id)
        run = next(one for one in runs if one.id == self.run_id)
        self.is_over = run.state is not RunState.RUNNING
        for step in run.open_steps:
            if step.id not in self._known:
                self._known.add(step.id)
                self._plan(step)

    def _plan(self, step: RunStepRow) -> None:
        stage, chance = self.calendar.stage, self.calendar.stage.chance
        if step.key == self.stays_at or (not self.stays_at and stage.is_so(_STUCK)):
            return
        allowed = max((step.due_at - clock.now()).total_seconds() / 3600, 0.3)
        hours = allowed * (chance.uniform(0.1, 0.5) if self.stays_at else chance.uniform(0.2, 0.9))
        if not self.stays_at and stage.is_so(_LATE):
            hours = allowed + stage.about(20)
        is_left_out = not self.stays_at and not step.answers and stage.is_so(_LEFT_OUT)
        deed = partial(self._leave_out if is_left_out else self._do, step)
        stage.at(clock.now() + timedelta(hours=hours), self.case.if_open(deed))

    def _do(self, step: RunStepRow) -> None:
        actions.finish_step(self._doer(step), step_id=step.id, answer=self._answer(step))
        self._go_on()

    def _leave_out(self, step: RunStepRow) -> None:
        reason = self.calendar.stage.chance.choice(_WHY_LEFT_OUT)
        actions.skip_step(self._doer(step), step_id=step.id, reason=reason)
        self._go_on()

    def _doer(self, step: RunStepRow) -> Actor:
        agency = self.calendar.agency_of(step.agency_id)
        return self.case.manager if agency == _OWN else self.calendar.doer(agency)

    def _answer(self, step: RunStepRow) -> str:
        if not step.answers:
            return ""
        return step.answers[0] if self.calendar.stage.is_so(0.75) else step.answers[-1]
