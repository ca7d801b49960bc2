"""How ready the demo district's services are: said by one agency, seen by another; papers, people and money."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from uuid import UUID

from anyam.foundation.core import clock
from anyam.registry.readiness import actions, queries
from anyam.registry.readiness.choices import AssessmentStep, Funding, Grade, PaperKind, Position, Said

from .calendar import Calendar

_CHECKED = ("rsud", "uptd_ppa", "rumah_aman", "lksa_tunas", "yayasan_tangan", "psikologi")
"""Agencies that fill in their checklists; the others have never done so."""
_LOOKS = {"rsud": "dinkes", "lksa_tunas": "dinsos", "yayasan_tangan": "dinsos"}
_LOOKS_ELSEWHERE = "uptd_ppa"
_READY, _PARTLY, _SEEN_THE_SAME, _IS_SEEN = 0.72, 0.9, 0.8, 0.85
_SEEN = "Ruang tunggu anak masih dipakai bersama pasien dewasa."


@dataclass(frozen=True)
class Carer:
    """An institution with its papers and people; `grade_ends` in days from the present, below zero if it is over."""

    agency: str
    grade: Grade
    grade_ends: int
    people: tuple[tuple[str, Position, str, int], ...]
    """Name, position, training, and the days until its certificate ends."""
    on_the_way: int = 0
    """So many steps of a new assessment are done."""


CARERS = (
    Carer(
        "lksa_tunas",
        Grade.B,
        75,
        (
            ("Sri Wahyuningsih", Position.SOCIAL_WORKER, "Manajemen kasus perlindungan anak", 400),
            ("Eko Budiarto", Position.CARER, "Pengasuhan berbasis hak anak", 40),
            ("Rini Astuti", Position.CARER, "", 0),
        ),
        on_the_way=3,
    ),
    Carer(
        "lksa_sendang",
        Grade.C,
        -60,
        (("Mulyono", Position.CARER, "Pengasuhan berbasis hak anak", -20),),
    ),
    Carer(
        "yayasan_tangan",
        Grade.A,
        900,
        (("Fitri Handayani", Position.PSYCHOLOGIST, "Pendampingan anak korban kekerasan", 500),),
    ),
)
_BUDGETS = (
    ("dinsos", "Pelayanan sosial anak terlantar", Funding.APBD, 850_000_000, 0.62),
    ("uptd_ppa", "Layanan korban kekerasan", Funding.APBN, 420_000_000, 0.81),
    ("lksa_tunas", "Pengasuhan anak", Funding.DONATION, 310_000_000, 0.55),
)


@dataclass
class Standing:
    calendar: Calendar

    def prepare(self) -> None:
        for number, agency in enumerate(_CHECKED):
            for share in (0.1 + 0.05 * number, 0.62 + 0.05 * number):
                self.calendar.at(share, partial(self._fill, agency))
        for carer in CARERS:
            self.calendar.at(0.05, partial(self._keep, carer))
            if carer.on_the_way:
                self.calendar.at(1, partial(self._seek_a_new_grade, carer), days=-40)
        for agency, title, funding, planned, spent in _BUDGETS:
            self.calendar.at(1, partial(self._plan_money, agency, title, funding, planned, spent), days=-20)

    # --- checklists -------------------------------------------------------------------------------------------------

    def _fill(self, agency: str) -> None:
        officer, chance = self.calendar.officer(agency), self.calendar.stage.chance
        verifier = _LOOKS.get(agency, _LOOKS_ELSEWHERE if agency != _LOOKS_ELSEWHERE else "dinsos")
        rows = queries.readiness_of_agency(officer, self.calendar.id_of(agency))
        for row in [one for one in rows if one.may_fill][:2]:
            points = queries.service_to_fill(officer, row.service_id, row.checklist_id).answers
            drawn = {point.number: chance.random() for point in points}
            filling_id = actions.fill_checklist(
                officer,
                service_id=row.service_id,
                checklist_id=row.checklist_id,
                answers={number: actions.AnswerInput(_said(lot)) for number, lot in drawn.items()},
                verifier_id=self.calendar.id_of(verifier),
            )
            if chance.random() < _IS_SEEN:
                self.calendar.in_days(9, partial(self._look, verifier, filling_id))

    def _look(self, verifier: str, filling_id: UUID) -> None:
        officer = self.calendar.officer(verifier)
        said = {
            point.number: point.said.value
            for point in queries.get_filling_to_verify(officer, filling_id).answers
            if point.said
        }
        is_same = self.calendar.stage.is_so(_SEEN_THE_SAME)
        if not is_same:
            said[min(said)] = (Said.NO if said[min(said)] != Said.NO else Said.PARTLY).value
        actions.verify_checklist(
            officer, filling_id=filling_id, seen=said, seen_on=clock.today(), words="" if is_same else _SEEN
        )

    # --- papers, people and money -----------------------------------------------------------------------------------

    def _keep(self, carer: Carer) -> None:
        keeper = self.calendar.officer(carer.agency)
        ends = self._present() + timedelta(days=carer.grade_ends)
        for kind, grade, number in (
            (PaperKind.REGISTRATION, "", f"LKS/{carer.agency}/1"),
            (PaperKind.ACCREDITATION, carer.grade.value, f"AKR/{carer.agency}/1"),
        ):
            actions.keep_paper(
                keeper,
                given=actions.PaperInput(
                    kind=kind,
                    number=number,
                    issuer="Contoh penerbit",
                    issued_on=clock.today() - timedelta(days=200),
                    grade=grade,
                    runs_until=ends,
                ),
            )
        for name, position, training, days in carer.people:
            member_id = actions.keep_staff_member(
                keeper,
                given=actions.StaffInput(
                    full_name=name, position=position, since=clock.today() - timedelta(days=600)
                ),
            )
            if training:
                actions.keep_certificate(
                    keeper,
                    member_id=member_id,
                    given=actions.CertificateInput(
                        title=training,
                        held_by="Contoh penyelenggara",
                        finished_on=clock.today() - timedelta(days=30),
                        runs_until=self._present() + timedelta(days=days),
                    ),
                )

    def _seek_a_new_grade(self, carer: Carer) -> None:
        keeper = self.calendar.officer(carer.agency)
        assessment_id = actions.begin_assessment(keeper)
        for step in list(AssessmentStep)[: carer.on_the_way]:
            actions.advance_assessment(keeper, assessment_id=assessment_id, step=step, done_on=clock.today())

    def _plan_money(self, agency: str, title: str, funding: Funding, planned: int, spent: float) -> None:
        keeper = self.calendar.officer(agency)
        line_id = actions.plan_budget_line(
            keeper,
            given=actions.BudgetInput(
                year=clock.today().year, title=title, funding=funding, planned=Decimal(planned)
            ),
        )
        actions.realise_budget(
            keeper,
            line_id=line_id,
            on=clock.today(),
            amount=Decimal(round(planned * spent)),
            words="Realisasi sampai hari ini",
        )

    def _present(self) -> date:
        return clock.local(self.calendar.stage.until).date()


def _said(lot: float) -> str:
    if lot < _READY:
        return Said.YES.value
    return (Said.PARTLY if lot < _PARTLY else Said.NO).value
