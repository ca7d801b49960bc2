"""The routine duties of the demo district: reports, verifications and reviews, done in time, late, or not yet."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from uuid import UUID

from anyam.casework.duties import actions
from anyam.casework.duties.choices import DutyKind, EvidenceKind, ExcuseReason, FreeDays, Rhythm
from anyam.casework.duties.queries import find_duties
from anyam.casework.duties.results import DutyInput
from anyam.foundation.access import Role
from anyam.foundation.core import clock

from .calendar import Calendar

_LOOKS_EVERY = 7
_DOES, _IS_EXCUSED = 0.75, 0.04
"""The share of the duties that lie on the desk which is done in a week, and which turns out not to be needed."""


@dataclass(frozen=True)
class Habit:
    agency: str
    title: str
    kind: DutyKind
    rhythm: Rhythm
    evidence: EvidenceKind
    to: str = ""
    rests_on: str = "Contoh; dipastikan oleh kabupaten"
    is_kept: bool = True


HABITS = (
    Habit(
        "uptd_ppa", "Laporan layanan bulanan", DutyKind.REPORT, Rhythm.MONTHLY, EvidenceKind.REPORT, "dinsos"
    ),
    Habit("rsud", "Rekap visum anak", DutyKind.REPORT, Rhythm.QUARTERLY, EvidenceKind.LIST, "uptd_ppa"),
    Habit("dinsos", "Kunjungan ke panti asuhan", DutyKind.MONITORING, Rhythm.QUARTERLY, EvidenceKind.MINUTES),
    Habit("ult_psai", "Tinjauan SOP bersama", DutyKind.REVIEW, Rhythm.YEARLY, EvidenceKind.MINUTES),
    Habit(
        "disdik",
        "Data anak putus sekolah",
        DutyKind.REPORT,
        Rhythm.QUARTERLY,
        EvidenceKind.DATA,
        "dinsos",
        is_kept=False,
    ),
    Habit("polres", "Data perkara anak", DutyKind.REPORT, Rhythm.HALF_YEARLY, EvidenceKind.DATA, "dinsos"),
)


@dataclass
class Habits:
    calendar: Calendar

    def prepare(self) -> None:
        for habit in HABITS:
            self.calendar.at(0.02, partial(self._begin, habit))
        for agency in dict.fromkeys(habit.agency for habit in HABITS if habit.is_kept):
            self.calendar.at(0.08, partial(self._look, agency))

    def _begin(self, habit: Habit) -> None:
        keeper = self.calendar.officer(habit.agency)
        actions.begin_duty(
            keeper,
            duty=DutyInput(
                title=habit.title,
                kind=habit.kind,
                rhythm=habit.rhythm,
                first_on=clock.today(),
                free_days=FreeDays.AFTER,
                evidence_kind=habit.evidence,
                role=next(role for role in (Role.PARTNER_OFFICER, Role.SUPERVISOR) if role in keeper.roles),
                to_agency_id=self.calendar.id_of(habit.to) if habit.to else None,
                rests_on=habit.rests_on,
            ),
        )

    def _look(self, agency: str) -> None:
        """What lies on the desk: most of it is done now, the rest another week."""
        officer, stage = self.calendar.officer(agency), self.calendar.stage
        for one in find_duties(officer).due:
            if stage.is_so(_DOES):
                self._do(agency, one.id)
            elif stage.is_so(_IS_EXCUSED):
                actions.excuse_duty(officer, occurrence_id=one.id, reason=ExcuseReason.NOTHING_TO_REPORT)
        self.calendar.in_days(_LOOKS_EVERY, partial(self._look, agency))

    def _do(self, agency: str, occurrence_id: UUID) -> None:
        actions.report_duty_done(
            self.calendar.officer(agency),
            occurrence_id=occurrence_id,
            evidence=f"Laporan nomor {clock.today():%m/%Y}",
            done_on=clock.today(),
        )
