"""The team of the integrated service: its distances and shares of a load, times away, and sessions of two.

Part of what is planned lies still ahead when the story reaches today, so that it can be played.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from uuid import UUID

from anyam.casework.supervision import actions, queries
from anyam.casework.supervision.choices import FamilyTold, HandoverState, Zone
from anyam.casework.supervision.results import AbsenceInput, TermsInput
from anyam.foundation.access import Actor, NotFound, Role
from anyam.foundation.core import clock

from .calendar import Calendar

_MEETS_EVERY, _GOES_EVERY = 21, 60
_LEAVE = timedelta(days=4)
_NOTE = "Hubungi nenek lebih dahulu; jangan menelepon rumah saat ayah tiri ada."
_HAPPENED = "Dua kali menelepon, semuanya aman. Janji kontrol tetap seperti semula."
_DECIDED = "Bicarakan rencana keselamatan lagi dengan anak dan neneknya."
_DONE = "Sudah dibicarakan; anak tahu siapa yang dapat dihubungi malam hari."


@dataclass
class Team:
    calendar: Calendar

    @property
    def supervisor(self) -> Actor:
        return self.calendar.district.staff.of("ult_psai", Role.SUPERVISOR)[0]

    def prepare(self) -> None:
        workers = self.calendar.district.workers
        self.calendar.at(0.03, self._say_what_can_be_carried)
        for number, worker in enumerate(workers):
            self.calendar.at(0.05, partial(self._plan_session, worker), days=number)
            self.calendar.at(0.2 + 0.5 * number / len(workers), partial(self._go_away, number))
        self.calendar.stage.at(self.calendar.stage.until - timedelta(hours=30), self._last_scene)

    def _say_what_can_be_carried(self) -> None:
        """The two farthest sub-districts by the order of their codes, and one worker in training."""
        said = "Rapat tim; contoh, dipastikan oleh kabupaten"
        rows = queries.list_zones(self.supervisor)
        for row, zone in zip(rows[-2:], (Zone.FAR, Zone.MIDDLE), strict=False):
            actions.state_travel_zone(self.supervisor, place_code=row.place_code, zone=zone, source=said)
        for worker, share, reason in zip(
            self.calendar.district.workers[-2:], (50, 60), ("training", "part_time"), strict=False
        ):
            terms = TermsInput(share, reason, languages=("jawa",), skills=("health",))
            actions.state_worker_terms(self.supervisor, user_id=worker.person_id, given=terms)

    # --- sessions ---------------------------------------------------------------------------------------------------

    def _plan_session(self, worker: Actor) -> None:
        on = clock.today() + timedelta(days=7)
        session_id = actions.plan_session(self.supervisor, worker_id=worker.person_id, on=on)
        self.calendar.in_days(6, partial(self._meet, worker, session_id))

    def _meet(self, worker: Actor, session_id: UUID) -> None:
        actions.prepare_session(worker, session_id=session_id, wishes="Kasus yang belum bergerak.")
        found = queries.get_session(self.supervisor, session_id)
        chosen = [one.case_id for one in found.to_discuss[:3]]
        if chosen and self.calendar.stage.is_so(0.5):
            self._decide(worker, session_id, chosen[0])
        actions.hold_session(
            self.supervisor, session_id=session_id, case_ids=chosen, notes="Berjalan baik.", next_on=None
        )
        self.calendar.in_days(_MEETS_EVERY, partial(self._plan_session, worker))

    def _decide(self, worker: Actor, session_id: UUID, case_id: UUID) -> None:
        decision_id = actions.decide_in_case(
            self.supervisor,
            session_id=session_id,
            case_id=case_id,
            words=_DECIDED,
            owner_id=worker.person_id,
            due_on=clock.today() + timedelta(days=7),
        )
        if self.calendar.stage.is_so(0.9):
            self.calendar.in_days(5, partial(self._finish, worker, decision_id))

    def _finish(self, worker: Actor, decision_id: UUID) -> None:
        """Where the case is still theirs."""
        with suppress(NotFound):
            actions.finish_case_decision(worker, decision_id=decision_id, words=_DONE)

    # --- times away -------------------------------------------------------------------------------------------------

    def _go_away(self, number: int) -> None:
        """Prepared a week before; the stand-in says yes, and afterwards what happened."""
        absence_id, worker, colleague = self._plan(number, timedelta(days=7))
        self._hand_over(absence_id, worker, colleague)
        self.calendar.in_days(8, self._let_days_pass)
        self.calendar.in_days(13, partial(self._give_back, absence_id, colleague))
        self.calendar.in_days(_GOES_EVERY * 3, partial(self._go_away, number))

    def _plan(self, number: int, ahead: timedelta) -> tuple[UUID, Actor, Actor]:
        workers = self.calendar.district.workers
        worker, colleague = workers[number], workers[(number + 1) % len(workers)]
        first_on = clock.today() + ahead
        absence = AbsenceInput(worker.person_id, colleague.person_id, first_on, first_on + _LEAVE)
        return actions.plan_absence(worker, absence=absence), worker, colleague

    def _hand_over(self, absence_id: UUID, worker: Actor, colleague: Actor) -> None:
        for line in queries.get_absence(worker, absence_id).lines:
            actions.prepare_handover(
                worker,
                handover_id=line.id,
                to_id=colleague.person_id,
                safety_note=_NOTE,
                family_told=FamilyTold.TOLD,
            )
            actions.answer_handover(colleague, handover_id=line.id, takes=True)

    def _let_days_pass(self) -> None:
        actions.move_absences(Actor.system("clock of absences"))

    def _give_back(self, absence_id: UUID, colleague: Actor) -> None:
        self._let_days_pass()
        for line in queries.get_absence(colleague, absence_id).lines:
            if line.state == HandoverState.RUNNING and line.is_for_me:
                actions.give_case_back(colleague, handover_id=line.id, happened=_HAPPENED)

    def _last_scene(self) -> None:
        """The cast's Bagas goes away next week and has to prepare it; he and Endang will meet."""
        bagas = self.calendar.district.staff.named("bagas")
        number = [one.user_id for one in self.calendar.district.workers].index(bagas.user_id)
        self._plan(number, timedelta(days=6))
        on = clock.today() + timedelta(days=2)
        actions.plan_session(self.supervisor, worker_id=bagas.person_id, on=on)
